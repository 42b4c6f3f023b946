"""kill -9 in the middle of a gift, at whatever point: in the end it is paid once, entered once, thanked for
once, and given back once."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from donations import giving_back, inbox, reconciliation
from donations.models import CheckoutAttempt, Gift, Refund, StripeInbox
from letters.models import Letter
from office.models import User
from tests.faults import killed
from tests.faults import till as tills
from tests.faults.running import kill
from tests.faults.till import Till, lines

pytestmark = pytest.mark.processes
ABOUT = "checkout.session"


@pytest.fixture
def till(database: str, tmp_path: Path, settings: Any) -> Iterator[Till]:
    with tills.till(database, tmp_path, settings) as till:
        till.start_twin("--by-hand")
        yield till


def paid(till: Till) -> None:
    killed.give(str(uuid4()), till.campaign.pk)
    till.bank.pay(session=CheckoutAttempt.objects.get(state="open").session)


def heard(till: Till) -> str:
    """Gives what it is about."""
    for parcel in till.parcels():
        killed.hear(parcel["body"], parcel["signature"])
    return StripeInbox.objects.get(about__startswith=ABOUT).about


def understood(about: str, *, at: datetime) -> None:
    inbox.work(about, at=at)


@pytest.mark.parametrize(
    ("point", "standing"),
    [
        ("promised, not committed", (0, [], [])),
        ("a page not asked for yet", (1, ["opening"], [])),
        ("a page opened, not written down", (1, ["opening"], ["open"])),
    ],
)
def test_a_donor_who_presses_again_has_one_gift_and_one_page(
    till: Till, point: str, standing: tuple[int, list[str], list[str]]
) -> None:
    form = str(uuid4())
    kill(till.site, point, "give", form=form, campaign=till.campaign.pk)
    attempts = list(CheckoutAttempt.objects.values_list("state", flat=True))
    assert (Gift.objects.count(), attempts, till.pages()) == standing

    killed.give(form, till.campaign.pk)
    till.bank.pay(session=CheckoutAttempt.objects.get().session)
    understood(heard(till), at=timezone.now())

    assert till.pages() == ["paid"]
    assert till.agrees(paid=50_00, thanks=1)


@pytest.mark.parametrize(("point", "stored"), [("told, not committed", 0), ("told, not answered", 1)])
def test_a_message_that_was_not_answered_comes_again_and_counts_once(
    till: Till, point: str, stored: int
) -> None:
    paid(till)
    (parcel,) = till.parcels()
    kill(till.site, point, "hear", **parcel)
    assert StripeInbox.objects.count() == stored

    killed.hear(**parcel)
    understood(StripeInbox.objects.get().about, at=timezone.now())

    assert till.agrees(paid=50_00, thanks=1)


@pytest.mark.parametrize(
    ("point", "standing"),
    [
        ("taken, not looked at", (0, 0)),
        ("entered, not committed", (0, 0)),
        ("thanked, not committed", (0, 0)),
        ("understood, not written down", (1, 1)),
    ],
)
def test_what_a_killed_worker_has_begun_the_next_one_finishes(
    till: Till, point: str, standing: tuple[int, int]
) -> None:
    paid(till)
    about, at = heard(till), timezone.now()
    kill(till.site, point, "understand", about=about, at=at.isoformat())
    assert (lines(), Letter.objects.count()) == standing

    assert inbox.work(about, at=at) == 0  # Somebody may still be at it.
    assert inbox.work(about, at=at + inbox.TAKEN_FOR) == 1

    assert till.agrees(paid=50_00, thanks=1)
    assert StripeInbox.objects.get().state == "done"


def test_whoever_puts_messages_away_before_looking_loses_gifts_until_the_nightly_look(till: Till) -> None:
    """The twin of the former."""
    paid(till)
    about, at = heard(till), timezone.now()
    kill(till.site, "taken, not looked at", "understand_carelessly", about=about, at=at.isoformat())

    assert inbox.work(about, at=at + inbox.TAKEN_FOR) == 0
    assert not till.agrees(paid=50_00, thanks=1)

    reconciliation.compare(since=at - timedelta(days=1), at=at)
    assert till.agrees(paid=50_00, thanks=1)


def test_what_was_given_back_before_anybody_wrote_it_down_is_given_back_once(till: Till) -> None:
    paid(till)
    understood(heard(till), at=timezone.now())
    row = giving_back.ask(
        Gift.objects.get(),
        amount=20_00,
        reason=Refund.Reason.ASKED,
        by=User.objects.create_user("hanna"),
        at=timezone.now(),
    )
    kill(till.site, "given back, not written down", "give_back", refund=str(row.pk))
    assert (lines(), Refund.objects.get().state) == (1, "waiting")

    killed.give_back(str(row.pk))

    assert till.agrees(paid=30_00, thanks=1)
    assert (lines(), Refund.objects.get().state) == (2, "sent")
