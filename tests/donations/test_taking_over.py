"""Monthly donors there were before: subscriptions of the twin that were begun past our form."""

import pytest

from donations import list_reading, taking_over
from donations.list_reading import Fault
from donations.models import Donor, Gift, MonthlyGift
from donations.refusals import GivingRefused, Why
from letters.models import Letter
from office.models import JournalEntry, User
from tests.donations.desk.conftest import fund

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
TITLES = "id,Customer Email,Customer Name,мова,фонд\n"


@pytest.fixture
def hanna(db):
    return User.objects.create_user("hanna")


@pytest.fixture
def before(counter):
    """Two gifts that come every month; nobody has told us of them."""
    return [begun(counter, amount) for amount in (50_00, 30_00)]


def begun(counter, amount):
    """As somebody else's form has begun it: without a word of ours beside it."""
    price = {
        "currency": "pln",
        "unit_amount": amount,
        "product_data": {"name": "Donation"},
        "recurring": {"interval": "month"},
    }
    from donations import gateway

    session = gateway.client().v1.checkout.sessions.create(
        {
            "mode": "subscription",
            "line_items": [{"price_data": price, "quantity": 1}],
            "success_url": "http://localhost:8000/old/",
            "submit_type": "donate",
            "locale": "pl",
        }
    )
    counter.pay(session=session.id)
    return str(gateway.client().v1.checkout.sessions.retrieve(session.id).subscription)


def planned(*lines):
    return taking_over.plan(list_reading.read(TITLES + "\n".join(lines)))


def test_on_trial_nothing_is_written_and_everything_is_said(before, hanna):
    fund()
    one, other = before
    made = planned(f"{one},ada@example.org,Ада,be,skola", f"{other},ADA@example.org,,pl,")

    assert (len(made.new), made.donors, made.each_month, made.there, made.unlisted) == (
        2,
        1,
        {"pln": 80_00},
        [],
        0,
    )
    assert (MonthlyGift.objects.count(), Donor.objects.count()) == (0, 0)


def test_what_does_not_fit_is_named_and_nothing_is_ready(before, counter):
    one, other = before
    counter.cancel(subscription=other)
    made = planned(
        "sub_unknown,ada@example.org,,,", f"{other},eva@example.org,,,", f"{one},eva@example.org,,,няма"
    )
    assert [(each.number, each.column, each.fault) for each in made.wrong] == [
        (2, "subscription", Fault.UNKNOWN),
        (3, "subscription", Fault.OVER),
        (4, "fund", Fault.FUND),
    ]
    assert not made.is_ready


def test_taken_over_they_are_ours_and_nobody_is_written_to(before, counter, hanna):
    school = fund()
    one, other = before
    made = planned(f"{one},ada@example.org,Ада,be,skola EN", f"{other},ada@example.org,,pl,")
    taken = taking_over.take_over(made, by=hanna, at=counter.now)

    rows = {row.subscription: row for row in MonthlyGift.objects.all()}
    donor = Donor.objects.get()
    assert taken == 2
    assert [(rows[each].donor, rows[each].fund, rows[each].state) for each in before] == [
        (donor, school, "active"),
        (donor, None, "active"),
    ]
    given = donor.given.open()
    assert (given.email, given.name, donor.gives_monthly) == ("ada@example.org", "Ада", True)
    assert not Letter.objects.filter(name__startswith="gift_").exists()
    entry = JournalEntry.objects.get(deed="monthly_taken_over")
    assert (entry.who, entry.number, entry.why) == (hanna, 2, "monthly_go_on")


def test_pressed_twice_nobody_is_taken_over_twice(before, counter, hanna):
    line = f"{before[0]},ada@example.org,,,"
    made = planned(line)
    counts = [taking_over.take_over(made, by=hanna, at=counter.now) for _twice in range(2)]
    again = planned(line)

    assert (counts, Donor.objects.count()) == ([1, 0], 1)
    assert (again.there, again.is_ready, again.unlisted) == ([2], False, 1)


def test_the_next_payment_is_a_gift_of_hers_and_she_is_thanked(before, counter, hanna):
    counter.settle_down()
    first = Gift.objects.filter(monthly__subscription=before[0]).count()
    taking_over.take_over(planned(f"{before[0]},ada@example.org,,pl,"), by=hanna, at=counter.now)
    counter.months(1)

    gifts = Gift.objects.filter(monthly__subscription=before[0])
    assert (gifts.count(), {gift.donor for gift in gifts}) == (first + 1, {Donor.objects.get()})
    assert Letter.objects.filter(name="gift_monthly_received").count() == 1


def test_when_stripe_does_not_answer_it_is_said(before, counter):
    counter.misbehave(what="limit", times=9, only="/v1/subscriptions", method="GET")
    with pytest.raises(GivingRefused) as refused:
        planned(f"{before[0]},ada@example.org,,,")
    assert refused.value.why is Why.SILENT
