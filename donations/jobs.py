"""The worker's part in gifts. A job knows a number and nothing else; what it does twice is done once."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from donations.remote import Unsure

UNTIL_IT_ANSWERS = RetryStrategy(max_attempts=36, wait=600, retry_exceptions={Unsure})
"""Six hours: then the next night is near."""


@app.task(name="look_at_stripe", queue="gifts", pass_context=False)
def look_at_stripe(about: str) -> None:
    from donations import inbox  # noqa: PLC0415 - the inbox asks for jobs

    inbox.work(about, at=timezone.now())


@app.task(name="change_monthly_gift", queue="gifts", pass_context=False)
def change_monthly_gift(change: str) -> None:
    from donations import changing  # noqa: PLC0415 - changing asks for jobs

    changing.try_now(UUID(change), at=timezone.now())


@app.task(name="refund_gift", queue="gifts", pass_context=False)
def refund_gift(refund: str) -> None:
    from donations import giving_back  # noqa: PLC0415 - giving back asks for jobs

    giving_back.try_now(UUID(refund), at=timezone.now())


def look_later(about: str, *, at: datetime) -> None:
    """Two never look at one thing at once, and at most one waits: it looks for all messages until then."""
    _once(look_at_stripe, about, at=at, about=about)


def look_again(about: str, *, at: datetime) -> None:
    """After it has failed. What is put off for hours keeps no newer message waiting: of jobs with one lock
    only those of the same rank, or above, go first."""
    _once(look_at_stripe, about, at=at, again=True, about=about)


def change_later(change_id: UUID, *, at: datetime) -> None:
    _once(change_monthly_gift, f"change {change_id}", at=at, change=str(change_id))


def refund_later(refund_id: UUID, *, at: datetime) -> None:
    _once(refund_gift, f"refund {refund_id}", at=at, refund=str(refund_id))


def _once(task: "object", lock: str, *, at: datetime, again: bool = False, **told: str) -> None:
    how = {"queueing_lock": f"{lock} again", "priority": -1} if again else {"queueing_lock": lock}
    with suppress(AlreadyEnqueued), transaction.atomic():
        task.configure(lock=lock, schedule_at=at, **how).defer(**told)  # type: ignore[attr-defined]  # procrastinate ships no name for its tasks


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="pick_up_gifts", pass_context=False)
def pick_up_gifts(timestamp: int) -> None:
    """What has lost its job on the way."""
    from donations import changing, giving_back, inbox  # noqa: PLC0415 - they ask for jobs

    at = timezone.now()
    inbox.pick_up(at=at)
    changing.pick_up(at=at)
    giving_back.pick_up(at=at)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="look_after_pages", pass_context=False)
def look_after_pages(timestamp: int) -> None:
    from donations import gateway, reconciliation  # noqa: PLC0415 - it asks for jobs

    if gateway.is_set_up():
        reconciliation.open_pages(at=timezone.now())


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="ask_what_was_missed", pass_context=False)
def ask_what_was_missed(timestamp: int) -> None:
    from donations import gateway, inbox, reconciliation, service  # noqa: PLC0415 - they ask for jobs

    at = timezone.now()
    inbox.forget_words(at=at)
    if gateway.is_set_up():
        service.look(at=at)
        reconciliation.undelivered(at=at)
        reconciliation.waiting_for_banks(at=at)


@app.periodic(cron="33 1 * * *")
@app.task(queueing_lock="compare_with_stripe", pass_context=False, retry=UNTIL_IT_ANSWERS)
def compare_with_stripe(timestamp: int) -> None:
    from donations import gateway, reconciliation  # noqa: PLC0415 - it asks for jobs

    if gateway.is_set_up():
        reconciliation.compare(since=timezone.now() - reconciliation.NIGHTS, at=timezone.now())
