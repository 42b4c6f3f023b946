"""The demo plays a year of gifts by the verbs, at the twin, and ends as it is told to."""

from collections import Counter as Counted
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from config.languages import LANGUAGES
from donations import ledger, purposes, reconciliation, signs
from donations.demo import build, year
from donations.demo import purposes as demo
from donations.methods import Circumstances, Rhythm, offered
from donations.models import (
    Campaign,
    Discrepancy,
    Fund,
    Gift,
    LedgerEntry,
    MonthlyGift,
    Payout,
    Refund,
    StripeInbox,
)
from donations.money import Money
from letters.models import Letter
from office.models import User
from tests.donations.counter import Counter

vaults = pytest.mark.django_db(databases=["default", "vault"])
LANGUAGE_CODES = {code for code, _name in LANGUAGES}
DAYS = [datetime(2026, 11, 26, 10, tzinfo=UTC) + timedelta(days=11 * number) for number in range(34)]


def campaigns() -> dict[str, Campaign]:
    return {each.name: each for each in Campaign.objects.order_by("pk")}


@vaults
def test_a_year_of_gifts_is_played_and_everything_adds_up(counter: Counter) -> None:
    at = counter.now
    fundraiser, manager = (User.objects.create_user(name) for name in ("hanna", "maryna"))
    drives = demo.build(at=at)
    build.build(at=at, fundraiser=fundraiser, manager=manager)

    teachers = drives[demo.TEACHERS.key]
    days = LedgerEntry.objects.filter(campaign=teachers).dates("occurred_at", "day")
    assert (ledger.totals(teachers), ledger.raised(teachers), len(days)) == (
        {"pln": 17_000_00},
        17_000_00,
        1,
    )
    assert set(Gift.objects.values_list("state", flat=True)) == {
        *("received", "expired", "awaiting-payer", "settling", "failed"),
        *("partly-refunded", "refunded", "disputed"),
    }
    assert Counted(MonthlyGift.objects.values_list("state", flat=True)) == {
        "active": 6,
        "paused": 1,
        "overdue": 1,
        "stopped": 1,
    }
    assert Counted(Refund.objects.values_list("state", flat=True)) == {"sent": 3, "asked": 1}
    assert Gift.objects.filter(source=Gift.Source.ADOPTED).count() == 1
    words_are_read()
    books_agree(counter)
    nobody_is_told_of_old_things(at)
    everything_was_heard(at)


def words_are_read() -> None:
    """By a person, and what advertises something is kept back; the last ones wait."""
    told: dict[str, set[str]] = {"shown": set(), "kept-back": set(), "waiting": set()}
    for gift in Gift.objects.exclude(moderation="none").filter(state__in=Gift.MONEY_CAME):
        assert gift.donor
        told[gift.moderation].add(gift.donor.given.open().message)
    assert told["kept-back"] == {year.WORDS[-1]}
    assert (year.WORDS[-1] in told["shown"], len(told["shown"]) > 3, bool(told["waiting"])) == (
        False,
        True,
        True,
    )


def books_agree(counter: Counter) -> None:
    """With what the twin says, and by the nightly look of ours, which finds nothing new."""
    told = counter.books()
    lines: dict[str, Counted[str]] = {"charge": Counted(), "refund": Counted(), "dispute": Counted()}
    for kind, amount, currency in LedgerEntry.objects.values_list("kind", "amount_minor", "currency"):
        lines[kind.removesuffix("-back")][currency] += abs(amount) if kind == "charge" else -amount
    assert (lines["charge"], lines["refund"], lines["dispute"]) == (
        Counted(told["paid"]),
        Counted(told["refunded"]),
        Counted(told["disputed"]),
    )
    since = counter.now - timedelta(days=400)
    outcome = reconciliation.compare(since=since, at=counter.now)
    assert (outcome.adopted, outcome.differences) == (0, 0)
    assert set(Payout.objects.filter(status="paid").values_list("verdict", flat=True)) == {"fits"}
    found = Discrepancy.objects.filter(explained_at=None).values_list("what", flat=True)
    assert sorted(found) == ["dispute", "fraud"]


def nobody_is_told_of_old_things(at: datetime) -> None:
    waiting = Letter.objects.filter(name__startswith="gift_", state=Letter.State.WAITING)
    assert waiting.exists()
    assert not waiting.filter(created_at__lt=at - build.FRESH).exists()
    thanked = Letter.objects.filter(name__in=["gift_received", "gift_monthly_received"])
    paid = Gift.objects.filter(donor__has_email=True, state__in=Gift.MONEY_CAME)
    assert Counted(thanked.values_list("subject", flat=True)) == dict.fromkeys(
        paid.values_list("pk", flat=True), 1
    )


def everything_was_heard(at: datetime) -> None:
    """By messages, each within a day, so that no sign calls for anybody."""
    assert set(StripeInbox.objects.values_list("state", flat=True)) == {"done"}
    assert signs.gifts(at) is None


@vaults
def test_where_nobody_stands_in_for_stripe_nobody_gives(settings: Any) -> None:
    settings.STRIPE_API_BASE = ""
    demo.build(at=DAYS[0])
    build.build(at=DAYS[0], fundraiser=User.objects.create_user("h"), manager=User.objects.create_user("m"))

    assert not Gift.objects.exists()


@vaults
def test_a_stand_in_that_remembers_other_gifts_is_left_alone(counter: Counter) -> None:
    counter.given()
    demo.build(at=counter.now)
    build.build(
        at=counter.now, fundraiser=User.objects.create_user("h"), manager=User.objects.create_user("m")
    )

    assert Gift.objects.count() == 1


@vaults
def test_two_funds_and_three_campaigns_of_which_one_is_over() -> None:
    """The ground has them."""
    at = Campaign.objects.get(name=demo.SHIFT.name).opens_at + timedelta(days=8)
    is_open = {name: purposes.is_open(each, at=at) for name, each in campaigns().items()}

    assert is_open == {demo.TEACHERS.name: False, demo.SHIFT.name: True, demo.TICKETS.name: True}
    assert sorted(Fund.objects.values_list("slug", flat=True)) == sorted(demo.FUNDS)
    assert all(set(names) == LANGUAGE_CODES for names in demo.FUNDS.values())


@pytest.mark.parametrize("at", DAYS, ids=str)
def test_on_whatever_day_it_is_built_gifts_fit_their_campaigns_and_ways_to_pay(at: datetime) -> None:
    invented = [*year.once(at), *year.monthly(at)]
    for drive in demo.DRIVES:
        given = [each for each in invented if each.purpose == drive.key]
        opens, closes = demo.midnight(drive.begins, at=at), demo.closed_at(drive, at=at)
        assert len(given) > 15
        assert all(opens <= each.when for each in given)
        if drive is demo.TEACHERS:
            assert all(each.when < closes for each in given)
            assert sum(each.minor for each in given) == drive.goal
    assert all(each.when < at for each in invented)
    assert len({each.when for each in invented}) == len(invented)
    for each in invented:
        assert each.method in offered(Money(each.minor, each.currency), each.rhythm, Circumstances())
        assert each.email or each.rhythm is Rhythm.ONCE
