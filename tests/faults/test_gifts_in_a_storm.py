"""Web, worker and Stripe's twin are killed in turn while people give: in the end Stripe, ledger and campaign
agree, and `manage.py reconcile` has nothing to say."""

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from donations.models import CheckoutAttempt, Gift, StripeInbox
from donations.refusals import GivingRefused
from tests.faults import killed
from tests.faults import till as tills
from tests.faults.running import sql
from tests.faults.till import Till
from tests.launch.waiting import until
from tests.stripe_twin.running import Disobeyed

pytestmark = pytest.mark.processes
GIFTS = 9


@pytest.fixture
def till(database: str, tmp_path: Path, settings: Any) -> Iterator[Till]:
    with tills.till(database, tmp_path, settings) as till:
        yield till


class Site:
    """Three processes, one of which is always dying."""

    def __init__(self, till: Till) -> None:
        self.starts: dict[str, Callable[[], subprocess.Popen[bytes]]] = {
            "twin": till.start_twin,
            "web": till.site.web,
            "worker": till.site.worker,
        }
        self.runs = {name: start() for name, start in self.starts.items()}

    def kill(self, name: str) -> None:
        self.runs[name].kill()
        self.runs[name].wait()
        self.runs[name] = self.starts[name]()


def test_whoever_is_killed_in_the_middle_of_gifts_they_are_paid_entered_and_thanked_for_once(
    till: Till,
) -> None:
    site, chance = Site(till), random.Random(9)  # noqa: S311 - no secret
    for number in range(GIFTS):
        form = str(uuid4())
        assert until(lambda form=form: opened(till, form)), till.site.log
        assert until(lambda form=form: is_paid(till, form)), till.site.log
        time.sleep(chance.random() / 2)
        site.kill(list(site.runs)[number % len(site.runs)])

    some_minutes_pass()
    site.kill("worker")  # The next one's clock begins with what was left.
    assert until(lambda: all_is_told(till)), till.site.log
    assert until(lambda: till.agrees(paid=GIFTS * 50_00, thanks=GIFTS)), till.site.log
    reconcile = till.site.start(sys.executable, "manage.py", "reconcile")
    assert reconcile.wait() == 0, till.site.log
    assert f"Matched: {GIFTS}. Entered now: 0.\nDifferences: 0.\n" in till.site.log


def opened(till: Till, form: str) -> bool:
    """She presses until the payment page is there."""
    try:
        killed.give(form, till.campaign.pk)
    except GivingRefused:
        return False
    return True


def is_paid(till: Till, form: str) -> bool:
    """Whoever has no answer tries again, and is told that it is paid."""
    session = CheckoutAttempt.objects.get(gift__form=form, state__in=["open", "complete"]).session
    try:
        till.bank.pay(session=session)
    except Disobeyed as refused:
        return "complete" in str(refused)
    except OSError:
        return False
    return True


def some_minutes_pass() -> None:
    """Heartbeats of the dead grow old, what they had taken is free again, and the clock's jobs come round."""
    sql("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '5 minutes'")
    sql("UPDATE donations_stripeinbox SET next_try_at = now() - interval '2 minutes' WHERE state = 'new'")
    sql("DELETE FROM procrastinate_periodic_defers")


def all_is_told(till: Till) -> bool:
    """Stripe tries again at its own pauses: its clock is moved, so that they are over."""
    time.sleep(0.2)
    till.bank.clock(ahead=60)
    waiting = [each for each in till.bank.deliveries()["deliveries"] if each["state"] == "waiting"]
    unpaid = Gift.objects.filter(received_at=None).exists()
    return not waiting and not unpaid and not StripeInbox.objects.filter(state="new").exists()
