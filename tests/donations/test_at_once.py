"""Several at the same moment, each with a connection of its own: a double click that two processes get, the
thank-you page and a message, two workers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import timezone

from donations import changing, giving, giving_back, inbox, projecting
from donations.methods import Rhythm
from donations.models import (
    CheckoutAttempt,
    Gift,
    LedgerEntry,
    MonthlyChange,
    MonthlyGift,
    Refund,
    StripeInbox,
)
from donations.money import Money
from donations.refusals import GivingRefused
from donations.story import Cause
from office.models import JournalEntry, User
from tests.donations.counter import BACK, THANKS, Counter, choice, letters, lines

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "vault"])
T = TypeVar("T")
CROWD = 6


def together(*verbs: Callable[[], T]) -> list[T | Exception]:
    """All begin when all are there."""
    start = Barrier(len(verbs))

    def run(verb: Callable[[], T]) -> T | Exception:
        try:
            start.wait()
            return verb()
        except GivingRefused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(verbs)) as crowd:
        return list(crowd.map(run, verbs))


def press(form: Any, **more: Any) -> Callable[[], str]:
    def pressed() -> str:
        gift = giving.promise(choice(**more), form=form, at=timezone.now())
        return giving.open_page(gift.pk, thanks_url=THANKS, back_url=BACK, at=timezone.now())

    return pressed


def pages(counter: Counter) -> list[str]:
    return sorted(page["status"] for page in counter.twin.every("checkout.session"))


def test_one_press_that_arrives_six_times_is_one_gift_and_one_page(counter: Counter) -> None:
    form = uuid4()
    addresses = together(*[press(form)] * CROWD)

    assert len(set(addresses)) == 1
    assert (Gift.objects.count(), pages(counter)) == (1, ["open"])


def test_whatever_two_tabs_with_different_amounts_did_together_the_next_press_leaves_one_page(
    counter: Counter,
) -> None:
    form = uuid4()
    together(press(form), press(form, amount=Money(80_00, "pln")))
    press(form)()

    opened = CheckoutAttempt.objects.filter(gift__form=form, state=CheckoutAttempt.State.OPEN)
    assert [attempt.gift.amount_minor for attempt in opened] == [50_00]


@pytest.fixture
def paid(counter: Counter) -> str:
    """A page whose message has come and is not understood yet."""
    session = counter.open(counter.promise())
    counter.pay(session=session)
    counter.deliver()
    return session


def test_messages_workers_and_the_thank_you_page_together_enter_and_thank_once(
    counter: Counter, paid: str
) -> None:
    about = StripeInbox.objects.get(state="new").about

    def looks() -> object:
        return projecting.look_at_page(paid, cause=Cause.LOOK, at=timezone.now())

    def works() -> object:
        return inbox.work(about, at=timezone.now())

    together(looks, works, looks, works, looks, works)

    assert (lines(), letters()) == ([("charge", 50_00, "pln")], ["gift_received"])
    assert Gift.objects.get().transitions.filter(after="received").count() == 1


def test_a_refund_that_two_carry_out_together_is_made_once(counter: Counter, paid: str) -> None:
    counter.work()
    by = User.objects.create_user("hanna")
    gift, at = Gift.objects.get(), timezone.now()
    row = giving_back.ask(gift, amount=50_00, reason=Refund.Reason.ASKED, by=by, at=at)

    together(*[lambda: giving_back.try_now(row.pk, at=timezone.now())] * CROWD)

    assert [refund["amount"] for refund in counter.twin.every("refund")] == [50_00]
    assert LedgerEntry.objects.filter(kind="refund").count() == 1
    assert Refund.objects.get().state == "sent"


def test_of_two_who_decide_about_a_large_one_together_one_has_decided(counter: Counter, paid: str) -> None:
    counter.work()
    hanna, *others = (User.objects.create_user(name) for name in ("hanna", "maryna", "volha"))
    gift = Gift.objects.get()
    row = Refund.objects.create(
        gift=gift, charge=gift.entries.get().remote_id, amount_minor=50_00, reason="asked", asked_by=hanna,
        state=Refund.State.ASKED, asked_at=timezone.now(),
    )  # fmt: skip

    def agrees(by: User) -> Callable[[], object]:
        return lambda: giving_back.agree(row, by=by, at=timezone.now())

    answers = together(*map(agrees, others))

    assert sorted(type(each).__name__ for each in answers) == ["GivingRefused", "NoneType"]
    assert JournalEntry.objects.filter(deed="refund_agreed").count() == 1


def test_of_two_who_want_to_give_the_same_money_back_one_is_told_to_wait(counter: Counter, paid: str) -> None:
    counter.work()
    people = [User.objects.create_user(name) for name in ("hanna", "maryna")]
    gift = Gift.objects.get()

    def asks(by: User) -> Callable[[], object]:
        reason = Refund.Reason.ASKED
        return lambda: giving_back.ask(gift, amount=30_00, reason=reason, by=by, at=timezone.now())

    answers = together(*map(asks, people))

    assert sorted(type(each).__name__ for each in answers) == ["GivingRefused", "Refund"]
    assert Refund.objects.count() == 1


def test_who_presses_stop_six_times_at_once_has_stopped_it_once(counter: Counter) -> None:
    counter.given(rhythm=Rhythm.MONTHLY)
    row = MonthlyGift.objects.get()

    changes = together(*[lambda: changing.stop(row, at=timezone.now())] * CROWD)

    assert len(set(changes)) == 1
    assert MonthlyChange.objects.count() == 1
