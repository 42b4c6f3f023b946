from datetime import timedelta
from typing import Any

import pytest
from django.test import RequestFactory

from privacy import alike, limits
from privacy.models import Tally
from privacy.vault.models import Secret
from tests.privacy.people import NOW

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

ALINA = alike.email("alina@example.org")


def sent(address: str = "203.0.113.7", *, known_by: Any = (), form: str = "inquiry", at: Any = NOW) -> bool:
    request = RequestFactory().post("/", REMOTE_ADDR=address)
    return limits.allows(form, request=request, known_by=known_by, at=at)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("203.0.113.255", "203.0.113.0/24"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2:3::1", "2001:db8:1::/56"),
        ("2001:db8:1:ff::1", "2001:db8:1::/56"),
        ("2001:db8:1:100::1", "2001:db8:1:100::/56"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_neighbours_are_counted_together(address: str, network: str) -> None:
    assert limits.network(address) == network


def test_one_network_may_send_twenty_an_hour() -> None:
    assert [sent(f"203.0.113.{number}") for number in range(22)] == [True] * 20 + [False] * 2
    assert sent("203.0.112.1")
    assert sent(form="another")
    assert sent(at=NOW + timedelta(hours=1))


def test_one_contact_may_be_used_five_times_an_hour_from_wherever() -> None:
    assert [sent(f"203.0.{number}.1", known_by=[ALINA]) for number in range(6)] == [True] * 5 + [False]


def test_no_address_is_kept_and_tomorrow_the_same_network_has_another_hash() -> None:
    sent()
    sent(at=NOW + timedelta(days=1))
    first, second = Tally.objects.order_by("hour")

    assert bytes(first.digest) != bytes(second.digest)
    assert "203.0.113" not in str(Tally.objects.values())


def test_yesterdays_key_is_destroyed() -> None:
    sent(at=NOW - timedelta(days=1))
    sent()
    limits.forget_old(at=NOW)

    assert list(Secret.objects.filter(pk__startswith=limits.SALT)) == [Secret(pk=f"{limits.SALT}2026-11-20")]
    assert list(Tally.objects.values_list("hour", flat=True)) == [NOW]


def test_what_an_hour_counted_goes_when_the_hour_is_over() -> None:
    sent(at=NOW)
    limits.forget_old(at=NOW + timedelta(minutes=59))
    assert Tally.objects.exists()

    limits.forget_old(at=NOW + timedelta(minutes=60))
    assert not Tally.objects.exists()


def test_behind_a_proxy_the_last_address_counts_and_a_forged_one_does_not(settings: Any) -> None:
    request = RequestFactory().post("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 203.0.113.7")
    assert limits.address_of(request) == "127.0.0.1"

    settings.HTTPS = True
    assert limits.address_of(request) == "203.0.113.7"
