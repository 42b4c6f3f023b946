import pytest

from tests.stripe_twin import shapes
from tests.stripe_twin.conforming import faults
from tests.stripe_twin.conftest import Counter
from tests.stripe_twin.running import Disobeyed

DAY = 86_400
ALL_SORTS = [
    {"number": "4000000000000259"},
    {"number": "4000000000005423"},
    {"number": "4000000000005126"},
    {"method": "blik", "number": "123456"},
    {"method": "p24", "number": "ing"},
    {"method": "sepa_debit", "number": "AT861904300235473202", "currency": "eur"},
    {"method": "sepa_debit", "number": "AT591904300235473203", "currency": "eur"},
    {"currency": "usd", "customer_creation": "always"},
    {"mode": "subscription"},
    {"mode": "subscription", "number": "4000000000000341"},
    {"mode": "subscription", "method": "sepa_debit", "number": "AT611904300234573201", "currency": "eur"},
]


def live(counter: Counter) -> None:
    """A little of everything that happens at Stripe."""
    counter.endpoint(url="http://127.0.0.1:9/", secret="whsec_x")
    for sort in ALL_SORTS:
        counter.paid(**sort)
    for charge in counter.v1.charges.list({"limit": 100}).auto_paging_iter():
        if charge.status == "succeeded":
            counter.v1.refunds.create({"charge": charge.id, "amount": 100})
    with pytest.raises(Disobeyed):
        counter.paid(number="4000000000000002")
    counter.paid(method="blik", number="123456", yes=None)
    counter.clock(ahead=70 * DAY)


def test_everything_is_as_the_library_describes_it(counter: Counter) -> None:
    live(counter)
    with counter.twin.transaction():
        rows = counter.twin.store.rows("SELECT id, kind FROM documents")
        documents = [counter.twin.shown(counter.twin.get(row["kind"], row["id"])) for row in rows]
    told = [each["data"]["object"] for each in documents if each["object"] == "event"]
    account = counter.v1.accounts.retrieve_current().to_dict(for_json=True)
    balance = counter.v1.balance.retrieve().to_dict(for_json=True)

    assert {fault for each in [*documents, *told, account, balance] for fault in faults(each)} == set()
    assert {each["object"] for each in documents} == set(shapes.PREFIXES) - {"setup_intent", "mandate"} | {
        "mandate"
    }


def test_the_comparison_sees_what_is_wrong() -> None:
    charge = {"object": "charge", "amount": "5000", "status": "lost", "colour": "red"}

    found = faults(charge)
    assert "charge has a field colour that the library does not know" in found
    assert "charge.amount is '5000', not int" in found
    assert any(each.startswith("charge.status is 'lost', not one of") for each in found)
    assert "charge lacks currency" in found


def test_a_document_needs_what_the_library_says_is_always_there() -> None:
    with pytest.raises(ValueError, match="refund lacks"):
        shapes.blank("refund", id="re_1", amount=1)
    with pytest.raises(ValueError, match=r"refund has no \['colour'\]"):
        shapes.blank("refund", colour="red")


def test_what_is_written_on_the_back_is_shown_to_nobody() -> None:
    assert shapes.public({"id": 1, "_number": 2, "in": [{"_a": 1, "b": 2}]}) == {"id": 1, "in": [{"b": 2}]}
