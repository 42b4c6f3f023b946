"""Handing letters over: at least once, almost always once, and never silently not at all.

    sending.enqueue("inquiry_received", subject=inquiry.pk, cause=f"received {inquiry.pk}", at=at)

belongs into the transaction that causes the letter: both happen or neither. A cause that has had its
letter gets no second one. When mail does not work, tries come at growing pauses for 48 hours; then a human
is needed.
"""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from uuid import UUID

from django.db import transaction

from letters import jobs, writing
from letters.models import Letter
from privacy.errors import Forgotten

logger = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
PATIENCE = timedelta(hours=48)


def enqueue(name: str, *, subject: UUID, cause: str, at: datetime) -> Letter:
    """Raises KeyError for a letter nobody has declared."""
    writing.kinds[name]
    with transaction.atomic():
        letter, new = Letter.objects.get_or_create(
            cause=cause,
            defaults={"name": name, "subject": subject, "created_at": at, "next_try_at": at},
        )
        if new:
            jobs.later(letter.pk, at=at)
    return letter


def hand_over(letter_id: UUID, *, at: datetime) -> None:
    """One try. Whoever is killed here leaves the letter waiting."""
    letter = Letter.objects.filter(pk=letter_id, state=Letter.State.WAITING).first()
    if letter is None:
        return
    try:
        sent = _sent(letter, at=at)
    except SMTPRecipientsRefused as refusal:
        codes = {code for code, _words in refusal.recipients.values()}
        _failed(letter, refusal, at=at, hopeless=all(code >= 500 for code in codes))
    except Exception as failure:  # noqa: BLE001 - whatever it is, the letter must wait for its next try
        _failed(letter, failure, at=at)
    else:
        _done(letter, Letter.State.SENT if sent else Letter.State.DROPPED, at=at)


def _sent(letter: Letter, *, at: datetime) -> bool:
    """False when nobody needs it any more."""
    try:
        address = writing.kinds[letter.name](letter.subject, at)
    except Forgotten:
        return False
    if address is None:
        return False
    writing.message(letter.name, address, letter_id=letter.pk).send()
    return True


def _done(letter: Letter, state: Letter.State, *, at: datetime) -> None:
    letter.state, letter.done_at, letter.next_try_at, letter.trouble = state, at, None, ""
    letter.tries += 1
    letter.save()


def _failed(letter: Letter, failure: Exception, *, at: datetime, hopeless: bool = False) -> None:
    """Of what went wrong only the kind is kept: the words of a mail server name addresses."""
    letter.tries += 1
    letter.trouble = type(failure).__name__
    if hopeless or at - letter.created_at >= PATIENCE:
        letter.state, letter.next_try_at = Letter.State.STUCK, None
        logger.error("Letter %s needs a human: %s after %s tries", letter.pk, letter.trouble, letter.tries)
        letter.save()
        return
    letter.next_try_at = min(at + pause(letter.tries), max(at, letter.created_at + PATIENCE))
    with transaction.atomic():
        letter.save()
        jobs.later(letter.pk, at=letter.next_try_at)


def pause(tries: int) -> timedelta:
    """1, 2, 4, … minutes, at most four hours."""
    return min(FIRST_PAUSE * 2 ** min(tries - 1, 10), LONGEST_PAUSE)


def try_again(letter: Letter, *, at: datetime) -> None:
    """A human has looked: another 48 hours of tries."""
    with transaction.atomic():
        moved = Letter.objects.filter(pk=letter.pk, state=Letter.State.STUCK).update(
            state=Letter.State.WAITING, created_at=at, next_try_at=at, tries=0, trouble=""
        )
        if moved:
            jobs.later(letter.pk, at=at)


def pick_up_forgotten(*, at: datetime) -> int:
    """Letters whose try is overdue get a new job: one was lost on the way."""
    overdue = Letter.objects.filter(state=Letter.State.WAITING, next_try_at__lt=at - timedelta(minutes=10))
    letters = list(overdue.values_list("pk", flat=True))
    for letter_id in letters:
        jobs.later(letter_id, at=at)
    return len(letters)
