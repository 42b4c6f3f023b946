from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import RequestFactory

from privacy import alike, forgetting, limits
from privacy.models import Tally
from privacy.vault.models import Secret
from tests.privacy.people import NOW
from tests.privacy.test_proof import easy

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

HOUR = timedelta(hours=1)
ALINA = alike.email("alina@example.org")


def sent(address: str = "203.0.113.7", *, form: str = "inquiry", at: Any = NOW, **more: Any) -> bool:
    request = RequestFactory().post("/", REMOTE_ADDR=address)
    return limits.allows(form, request=request, **{"known_by": (), "at": at} | more)


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


def test_one_network_may_send_twenty_an_hour_with_proofs_of_work() -> None:
    answers = [sent(f"203.0.113.{number}", work=easy(at=NOW)) for number in range(22)]

    assert answers == [True] * 20 + [False] * 2
    assert sent("203.0.112.1", work=easy(at=NOW))
    assert sent(form="another", work=easy(at=NOW))
    assert sent(at=NOW + HOUR, work=easy(at=NOW + HOUR))


def test_without_proofs_it_may_send_eight_and_that_is_in_nobodys_way_who_brings_one() -> None:
    assert [sent() for _time in range(10)] == [True] * 8 + [False] * 2
    assert sent(work=easy(at=NOW))


def test_one_contact_may_be_used_five_times_an_hour_from_wherever_and_thrice_without_proofs() -> None:
    with_proofs = [sent(f"203.0.{number}.1", known_by=[ALINA], work=easy(at=NOW)) for number in range(6)]
    without = [sent(f"203.1.{number}.1", known_by=[ALINA]) for number in range(4)]

    assert (with_proofs, without) == ([True] * 5 + [False], [True] * 3 + [False])


def test_a_proof_counts_once() -> None:
    work = easy(at=NOW)
    assert [limits.is_proven(work, at=NOW + HOUR / 2) for _time in range(3)] == [True, False, False]


@pytest.mark.parametrize("minutes", [1, 31, 59])
def test_a_used_proof_is_remembered_as_long_as_it_would_be_good(minutes: int) -> None:
    """Whenever in the hour it was issued, and though the counts are cleared as early as they may be."""
    issued = NOW.replace(minute=minutes)
    work = easy(at=issued)
    limits.is_proven(work, at=issued)
    last = issued + HOUR - timedelta(seconds=1)
    limits.forget_old(at=last)
    forgetting.enforce(at=last)

    assert not limits.is_proven(work, at=last)


def test_the_twin_a_memory_cleared_earlier_would_take_it_twice() -> None:
    work = easy(at=NOW)
    limits.is_proven(work, at=NOW)
    Tally.objects.all().delete()

    assert limits.is_proven(work, at=NOW + HOUR / 2)


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


def tried(address: str = "203.0.113.7", *, account: str = "maryna", at: Any = NOW) -> bool:
    request = RequestFactory().post("/", REMOTE_ADDR=address)
    return limits.may_try("password", request=request, account=account, at=at)


def test_an_account_is_tried_ten_times_an_hour_from_wherever() -> None:
    answers = [tried(f"203.0.{number}.1") for number in range(12)]

    assert answers == [True] * 10 + [False] * 2
    assert tried(account="uladz")
    assert tried(at=NOW + HOUR)


def test_a_network_tries_sixty_times_an_hour_whatever_the_accounts() -> None:
    answers = [tried(account=str(number)) for number in range(62)]

    assert answers == [True] * 60 + [False] * 2
    assert tried("198.51.100.1", account="0")


@pytest.mark.parametrize("clock", ["12:00:00", "12:59:30", "23:59:30"])
def test_what_is_good_for_one_use_is_used_once_whatever_the_clock_strikes(clock: str) -> None:
    life, at = timedelta(minutes=2), datetime.fromisoformat(f"2026-11-20T{clock}+00:00")
    again = [at, at + timedelta(seconds=1), at + timedelta(seconds=90)]

    assert [limits.is_first_use("a code", at=moment, life=life) for moment in again] == [True, False, False]
    assert limits.is_first_use("another code", at=at, life=life)
