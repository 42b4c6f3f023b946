import pytest
from django.db import IntegrityError, connection, transaction

from donations import bank_statement, ledger
from donations.models import Campaign, Gift, LedgerEntry, Payout, Settlement
from donations.money import Money
from office.models import User
from tests.donations.counter import lines

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
REFUSED = "only added to"


def campaign(at, **more):
    return Campaign.objects.create(
        **{"name": "Teachers' pay", "goal_minor": 17_000_00, "opens_at": at} | more
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE donations_ledgerentry SET amount_minor = 1",
        "UPDATE donations_ledgerentry SET currency = currency",
        "DELETE FROM donations_ledgerentry",
        "UPDATE donations_settlement SET fee_minor = 0, net_minor = gross_minor",
        "DELETE FROM donations_settlement",
    ],
)
def test_the_database_refuses_to_change_the_books(counter, statement):
    counter.given()
    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("table", "trigger"),
    [
        ("donations_ledgerentry", "ledger_is_not_emptied"),
        ("donations_settlement", "settlements_are_not_emptied"),
    ],
)
def test_the_database_refuses_to_empty_the_books(db, table, trigger):
    """Tests of the site empty all tables when they end: for them this one trigger is switched off."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")
        with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
            cursor.execute(f"TRUNCATE {table} CASCADE")


def test_a_settlement_goes_with_one_payout_and_never_with_another(counter):
    counter.given()
    told = {"amount_minor": 1, "currency": "pln", "status": "paid", "arrives_at": counter.now}
    first, second = (Payout.objects.create(remote_id=each, **told) for each in ("po_1", "po_2"))
    Settlement.objects.update(payout=first)
    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
        Settlement.objects.update(payout=second)
    assert Settlement.objects.get().payout == first


@pytest.mark.parametrize(
    ("kind", "amount", "constraint"),
    [
        ("charge", -1, "entry_goes_the_way_of_its_kind"),
        ("refund", 1, "entry_goes_the_way_of_its_kind"),
        ("charge", 0, "entry_goes_the_way_of_its_kind"),
        ("charge", 50_00, "entry_happens_once"),
    ],
)
def test_what_can_not_be_is_refused_by_the_database(counter, kind, amount, constraint):
    known = counter.given().entries.get()
    told = {"occurred_at": counter.now, "entered_at": counter.now, "currency": "pln"}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        LedgerEntry.objects.create(kind=kind, remote_id=known.remote_id, amount_minor=amount, **told)


def test_totals_are_kept_by_currency_and_campaign(counter):
    drive = campaign(counter.now)
    counter.given(campaign=drive)
    counter.given(campaign=drive, amount=Money(20_00, "pln"))
    gift = counter.given(campaign=drive, amount=Money(7_00, "eur"))
    counter.given()
    counter.refund(charge=gift.entries.get().remote_id, amount=2_00)
    counter.settle_down()
    assert ledger.totals(drive) == {"pln": 70_00, "eur": 5_00}
    assert ledger.totals() == {"pln": 120_00, "eur": 5_00}


def test_what_a_campaign_has_raised_counts_other_currencies_at_what_they_became_for_us(counter):
    """At the twin euro stay euro in our account, and dollars become złoty, 3.95 each."""
    drive = campaign(counter.now)
    counter.given(campaign=drive)
    counter.given(campaign=drive, amount=Money(7_00, "eur"))
    kept, lost = (counter.given(campaign=drive, amount=Money(20_00, "usd")) for _gift in range(2))
    counter.refund(charge=kept.entries.get().remote_id, amount=10_00)
    counter.dispute(charge=lost.entries.get().remote_id)
    counter.settle_down()
    assert ledger.raised(drive) == 50_00 + 39_50


def test_money_for_a_campaign_that_ended_meanwhile_is_still_for_it(counter):
    drive = campaign(counter.now)
    gift = counter.promise(campaign=drive)
    counter.pay(session=counter.open(gift))
    Campaign.objects.update(closed_at=counter.now)
    counter.settle_down()
    assert (lines(), ledger.totals(drive)) == ([("charge", 50_00, "pln")], {"pln": 50_00})


@pytest.mark.parametrize(
    "impossible",
    [
        {"amount_minor": 0},
        {"currency": "PLN"},
        {"state": "received"},
        {"currency": "jpy"},
        {"form_key": None},
    ],
    ids=str,
)
def test_a_gift_that_can_not_be_is_refused_by_the_database(counter, impossible):
    gift = counter.promise()
    with pytest.raises(IntegrityError), transaction.atomic():
        Gift.objects.filter(pk=gift.pk).update(**impossible)


def test_gifts_of_a_campaign_are_counted_without_what_went_back_and_transfers_as_they_were_put_right(counter):
    by, drive, other = User.objects.create_user("hanna"), campaign(counter.now), campaign(counter.now)
    _kept, part, whole = (counter.given(campaign=drive) for _gift in range(3))
    for gift, amount in ((part, 20_00), (whole, 50_00)):
        counter.refund(charge=gift.entries.get().remote_id, amount=amount)
    counter.settle_down()
    for number, right in (("1", 100_00), ("2", 120_00), ("3", 0)):
        told = {"purpose": drive, "came_at": counter.now, "by": by, "at": counter.now}
        line = bank_statement.enter(number, amount=Money(100_00, "pln"), **told)
        bank_statement.correct(line, to=right, by=by, at=counter.now)
    assert ledger.gifts_by([drive, other]) == {drive.pk: 4, other.pk: 0}
