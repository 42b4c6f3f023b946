from datetime import UTC, datetime

import pytest

from donations import bank_statement, comparing, ledger
from donations.models import LedgerEntry
from donations.money import Money
from donations.refusals import GivingRefused, Why
from office.models import JournalEntry, User
from tests.donations.desk.conftest import campaign, fund

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)


@pytest.fixture
def hanna(db):
    return User.objects.create_user("hanna")


def entered(by, *, number="2026/118", amount=100_00, purpose=None):
    money = Money(amount, "pln")
    return bank_statement.enter(number, amount=money, purpose=purpose, came_at=NOON, by=by, at=NOON)


def test_a_transfer_counts_for_its_campaign_and_the_journal_knows_who(hanna):
    row = campaign(at=NOON)
    line = entered(hanna, purpose=row)
    assert (line.kind, line.gift, line.campaign, ledger.raised(row)) == ("bank", None, row, 100_00)
    assert JournalEntry.objects.get(deed="transfer_entered").record == str(line.pk)


def test_the_same_number_is_entered_once(hanna):
    entered(hanna)
    with pytest.raises(GivingRefused) as refused:
        entered(hanna, amount=50_00)
    assert (refused.value.why, LedgerEntry.objects.count()) == (Why.ENTERED, 1)


def test_a_slip_of_the_pen_is_put_right_by_lines_that_stay(hanna):
    row = fund()
    line = entered(hanna, amount=1_000_00, purpose=row)
    done = [bank_statement.correct(line, to=to, by=hanna, at=NOON) for to in (100_00, 100_00, 0)]

    assert done == [True, False, True]
    assert list(LedgerEntry.objects.order_by("pk").values_list("kind", "amount_minor", "fund")) == [
        ("bank", 1_000_00, row.pk),
        ("adjustment", -900_00, row.pk),
        ("adjustment", -100_00, row.pk),
    ]
    assert (bank_statement.counts_for(line), ledger.totals()) == (0, {"pln": 0})
    assert JournalEntry.objects.filter(deed="transfer_corrected").count() == 2


def test_put_right_it_stays_one_gift_of_its_campaign(hanna):
    row = campaign(at=NOON)
    line, gone = entered(hanna, purpose=row), entered(hanna, number="2026/119", purpose=row)
    bank_statement.correct(line, to=1_000_00, by=hanna, at=NOON)
    bank_statement.correct(gone, to=0, by=hanna, at=NOON)
    found = next(each for each in comparing.campaigns(at=NOON) if each.campaign == row)
    assert (found.gifts, found.raised, found.best) == (1, 1_000_00, 1_000_00)
    (day,) = comparing.days(since=NOON.date(), until=NOON.date())
    assert (day.by_transfer, day.sums) == (2, {"pln": 1_000_00})


def test_numbers_that_begin_alike_are_two(hanna):
    line, other = entered(hanna, number="1181"), entered(hanna, number="1181-2", amount=7_00)
    bank_statement.correct(line, to=0, by=hanna, at=NOON)
    assert (bank_statement.counts_for(line), bank_statement.counts_for(other)) == (0, 7_00)
    assert bank_statement.count_for([line, other]) == [0, 7_00]
