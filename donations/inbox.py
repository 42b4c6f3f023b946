"""What Stripe tells us: verified, stored, answered. Understood later, by the worker, who looks at the thing
itself; so what was said, in which order and how often does not matter."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from donations import discrepancies, gateway, jobs, looking, subjects
from donations.models import StripeInbox
from donations.remote import Event, Gone
from privacy import crypto, keys
from privacy.vault.models import Secret

logger = logging.getLogger(__name__)

State, Fault = StripeInbox.State, StripeInbox.Fault
SALT = "words of the payment service on "
WORDS_KEPT = timedelta(days=30)
FIRST_PAUSE = timedelta(seconds=20)
LONGEST_PAUSE = timedelta(hours=2)
PATIENCE = timedelta(days=3)
"""Then a person has to look."""
TAKEN_FOR = timedelta(minutes=2)
"""Whoever has begun to look at something has so long before another may."""


def receive(body: bytes, signature: str, *, at: datetime) -> StripeInbox:
    """Raises Forged, or whatever keeps the database from storing it: then Stripe will send it again."""
    return store(gateway.verified(body, signature, at=at), body, at=at)


@transaction.atomic
def store(event: Event, body: bytes, *, at: datetime, listed: bool = False) -> StripeInbox:
    """Known already: a failed one is tried anew, of any other nothing happens."""
    fault = _fault(event)
    row, new = StripeInbox.objects.get_or_create(
        event=event.id,
        defaults={
            "type": event.type[:100],
            "about": subjects.about(event),
            "api_version": event.api_version[:40],
            "livemode": event.livemode,
            "happened_at": event.created_at,
            "received_at": at,
            "body": _locked(body, event.id, at=at),
            "listed": listed,
            "state": State.IGNORED if fault else State.NEW,
            "fault": fault,
            "next_try_at": None if fault else at,
        },
    )
    if new and event.api_version != gateway.API_VERSION:
        logger.warning("The payment service tells us things in another version than %s.", gateway.API_VERSION)
    if new and fault == Fault.LIVEMODE:
        discrepancies.find(discrepancies.What.LIVEMODE, event.id, at=at)
    if not new and row.state == State.FAILED:
        row.state, row.next_try_at, row.received_at = State.NEW, at, at
        row.body = _locked(body, event.id, at=at)
        row.save(update_fields=["state", "next_try_at", "received_at", "body"])
        new = True
    if new and row.state == State.NEW:
        jobs.look_later(row.about, at=at)
    return row


def _fault(event: Event) -> StripeInbox.Fault | str:
    if event.livemode != gateway.expects_livemode():
        return Fault.LIVEMODE
    return "" if subjects.about(event) else Fault.UNKNOWN


def _key_of(day: datetime) -> bytes:
    return keys.secret(f"{SALT}{day:%Y-%m-%d}")


def _locked(body: bytes, event: str, *, at: datetime) -> bytes:
    return crypto.lock(_key_of(at), body, place=event.encode())


def words(row: StripeInbox) -> bytes:
    """What was said, while it is kept."""
    body = bytes(row.body)
    return crypto.unlock(_key_of(row.received_at), body, place=row.event.encode()) if body else b""


def forget_words(*, at: datetime) -> None:
    """Destroys keys whose time is over: what was locked with them nobody reads any more."""
    oldest = f"{SALT}{at - WORDS_KEPT:%Y-%m-%d}"
    Secret.objects.filter(pk__startswith=SALT, pk__lt=oldest).delete()
    StripeInbox.objects.filter(received_at__lt=at - WORDS_KEPT).exclude(body=b"").update(body=b"")


# --- Understanding ---------------------------------------------------------------------------------

Look = Callable[[str], None]


def work(about: str, *, at: datetime) -> int:
    """Looks at one thing for all that has been said of it until now; gives how many messages those were.

    Messages that come while we look are looked at anew: they may know of something newer.
    """
    taken = _taken(about, at=at)
    if not taken:
        return 0
    try:
        looking.look(about, at=at)
    except Exception as trouble:  # noqa: BLE001 - whatever it is, the messages must wait for the next try
        _failed(taken, trouble, at=at)
    else:
        _done(taken)
    return len(taken)


@transaction.atomic
def _taken(about: str, *, at: datetime) -> list[int]:
    due = StripeInbox.objects.select_for_update(skip_locked=True).filter(
        about=about, state=State.NEW, next_try_at__lte=at
    )
    ids = [row.pk for row in due]
    StripeInbox.objects.filter(pk__in=ids).update(next_try_at=at + TAKEN_FOR)
    return ids


def _done(taken: list[int]) -> None:
    StripeInbox.objects.filter(pk__in=taken).update(state=State.DONE, body=b"", next_try_at=None, trouble="")


def _failed(taken: list[int], trouble: Exception, *, at: datetime) -> None:
    """Of what went wrong only the kind is kept."""
    logger.warning("Something at the payment service could not be looked at: %s", type(trouble).__name__)
    for row in StripeInbox.objects.filter(pk__in=taken):
        row.tries += 1
        row.trouble = type(trouble).__name__
        hopeless = isinstance(trouble, Gone) or at - row.received_at >= PATIENCE
        row.state = State.FAILED if hopeless else State.NEW
        row.next_try_at = None if hopeless else at + pause(row.tries)
        row.save(update_fields=["tries", "trouble", "state", "next_try_at"])
        if hopeless:
            discrepancies.find(discrepancies.What.UNREADABLE, row.event, at=at)
        else:
            jobs.look_again(row.about, at=row.next_try_at or at)


def pause(tries: int) -> timedelta:
    """20 seconds, 40, 80, … at most two hours."""
    return min(FIRST_PAUSE * 2 ** min(tries - 1, 12), LONGEST_PAUSE)


def pick_up(*, at: datetime) -> int:
    """What is overdue has lost its job on the way; gives how many things those are."""
    overdue = StripeInbox.objects.filter(state=State.NEW, next_try_at__lt=at - timedelta(minutes=1))
    things = set(overdue.values_list("about", flat=True))
    for about in sorted(things):
        jobs.look_later(about, at=at)
    return len(things)
