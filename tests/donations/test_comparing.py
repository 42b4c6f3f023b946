from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from donations import comparing, ledger
from donations.methods import Rhythm
from donations.models import Gift, LedgerEntry, Settlement
from donations.money import Money
from tests.donations.desk.conftest import campaign
from tests.donations.planting import promised

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)


def given(amount, *, at=NOON, currency="pln", kind="charge", **more):
    gift = promised("be", at=at, amount=Money(amount, currency), **more)
    Gift.objects.filter(pk=gift.pk).update(state="received", received_at=at)
    line(gift, kind, amount, at=at)
    return gift


def line(gift, kind, amount, *, at=NOON):
    return LedgerEntry.objects.create(
        kind=kind,
        remote_id=uuid4().hex,
        gift=gift,
        fund=gift.fund,
        campaign=gift.campaign,
        amount_minor=amount,
        currency=gift.currency,
        occurred_at=at,
        entered_at=at,
    )


def settled(gift, gross):
    entry = gift.entries.get(kind="charge")
    Settlement.objects.create(
        txn=uuid4().hex, kind="charge", entry=entry, gross_minor=gross, fee_minor=100,
        net_minor=gross - 100, currency="pln", occurred_at=NOON,
    )  # fmt: skip


def compared(row):
    """The demo has campaigns, too."""
    return next(each for each in comparing.campaigns(at=NOON) if each.campaign == row)


def test_a_campaign_is_what_its_lines_add_up_to():
    row = campaign(at=NOON - timedelta(days=9))
    for amount in (10_00, 20_00, 500_00):
        given(amount, campaign=row)
    given(30_00, campaign=row, rhythm=Rhythm.MONTHLY, at=NOON - timedelta(days=1))
    back = given(40_00, campaign=row)
    line(back, "refund", -15_00)
    abroad = given(20_00, campaign=row, currency="eur")
    settled(abroad, 85_00)
    given(99_00)

    found = compared(row)
    assert found.raised == ledger.raised(row) == 670_00
    assert found == comparing.Compared(
        campaign=row, raised=670_00, elsewhere={"eur": 20_00}, gifts=6, monthly=1, middle=30_00,
        best=570_00, best_day=date(2026, 11, 20), is_open=True,
    )  # fmt: skip
    assert found.percent == 3


def test_a_campaign_that_nobody_has_given_for_stands_there_with_nothing():
    row = campaign(at=NOON, closed_at=NOON)
    assert compared(row) == comparing.Compared(
        campaign=row, raised=0, elsewhere={}, gifts=0, monthly=0, middle=None, best=0, best_day=None,
        is_open=False,
    )  # fmt: skip


def test_however_many_there_are_the_same_few_questions_are_asked(django_assert_num_queries):
    for number in range(3):
        given(10_00, campaign=campaign(at=NOON, name=f"№ {number}"))
    with django_assert_num_queries(6):
        comparing.campaigns(at=NOON)


def test_days_are_those_of_warsaw_and_have_what_was_given():
    late = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)
    given(10_00, at=late)
    given(20_00, at=NOON, rhythm=Rhythm.MONTHLY)
    given(5_00, at=NOON, currency="eur")
    LedgerEntry.objects.create(
        kind="bank", remote_id="transfer 1", amount_minor=70_00, currency="pln", occurred_at=NOON,
        entered_at=NOON,
    )  # fmt: skip
    days = comparing.days(since=date(2026, 11, 18), until=date(2026, 11, 20))

    assert [(day.day.day, day.once, day.monthly, day.by_transfer, day.sums) for day in days] == [
        (18, 0, 0, 0, {}),
        (19, 1, 0, 0, {"pln": 10_00}),
        (20, 1, 1, 1, {"pln": 90_00, "eur": 5_00}),
    ]
