from datetime import timedelta

import pytest

from donations import calm
from donations.models import PaymentService
from donations.money import Money
from donations.refusals import GivingRefused, Why
from office.models import JournalEntry, User
from tests.donations.test_ledger import campaign

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


@pytest.fixture
def hanna(db):
    return User.objects.create_user("hanna")


def asked(counter):
    return counter.twin.every("checkout.session")[-1]["allowed_payment_method_types"]


def test_each_network_has_a_budget_of_pages_an_hour(counter):
    at = counter.now.replace(minute=5)
    within = [calm.may_open(network=b"one", campaign=None, at=at) for _page in range(11)]
    assert within == [True] * 10 + [False]
    assert calm.may_open(network=b"another", campaign=None, at=at)
    assert calm.may_open(network=b"one", campaign=None, at=at + timedelta(hours=1))


@pytest.mark.parametrize("what", [calm.Budget.CAMPAIGN, calm.Budget.EVERYBODY])
def test_so_has_each_campaign_and_everybody_together(counter, monkeypatch, what):
    monkeypatch.setitem(calm.PAGES, what, 2)
    at, drive = counter.now.replace(minute=5), campaign(counter.now)
    within = [calm.may_open(network=bytes([page]), campaign=drive, at=at) for page in range(3)]
    assert within == [True, True, False]


def test_in_calm_mode_cards_are_not_offered(counter, hanna):
    counter.open(counter.promise())
    before = asked(counter)
    calm.begin(by=hanna, at=counter.now)
    counter.open(counter.promise())
    during = asked(counter)
    calm.end(by=hanna, at=counter.now)
    counter.open(counter.promise())
    assert (before, during, asked(counter)) == (["blik", "p24", "card"], ["blik", "p24"], before)


def test_where_there_is_no_other_way_than_cards_that_is_said(counter, hanna):
    calm.begin(by=hanna, at=counter.now)
    with pytest.raises(GivingRefused) as refused:
        counter.open(counter.promise(amount=Money(20_00, "usd")))
    assert refused.value.why is Why.NO_CARDS


def test_who_switches_it_stands_in_the_journal_once(counter, hanna):
    for _again in range(2):
        calm.begin(by=hanna, at=counter.now)
    calm.end(by=hanna, at=counter.now)
    deeds = JournalEntry.objects.filter(who=hanna).order_by("pk").values_list("deed", flat=True)
    assert list(deeds) == ["calm_begun", "calm_ended"]
    assert PaymentService.now().calm_since is None


def test_refused_cards_are_counted_and_alarming_when_they_are_many(counter, monkeypatch):
    monkeypatch.setattr(calm, "DECLINES", 2)
    session = counter.open(counter.promise())
    for _try in range(3):
        with pytest.raises(Exception, match="declined"):
            counter.pay(session=session, number="4000000000000002")
    quiet = calm.alarming_declines(at=counter.now)
    counter.settle_down()
    assert (quiet, calm.alarming_declines(at=counter.now)) == (0, 3)


def test_a_blik_that_nobody_confirmed_is_no_refused_card(counter, monkeypatch):
    monkeypatch.setattr(calm, "DECLINES", 0)
    session = counter.open(counter.promise())
    with pytest.raises(Exception, match="declined"):
        counter.pay(session=session, method="blik", number="123456", yes=False)
    counter.settle_down()
    assert calm.alarming_declines(at=counter.now) == 0


def test_whoever_comes_back_to_a_page_with_cards_is_sent_to_one_without(counter, hanna):
    gift = counter.promise()
    first = counter.open(gift)
    calm.begin(by=hanna, at=counter.now)
    second = counter.open(gift)
    assert (first != second, asked(counter)) == (True, ["blik", "p24"])
    assert counter.twin.get("checkout.session", first)["status"] == "expired"
