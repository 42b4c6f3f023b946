"""Runs one verb in a process of its own and kills it, as `kill -9` does, at a named point.

python -m tests.faults.killed "vault committed" ask '{"form_key": "…"}'
"""

import importlib
import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
POINTS = {
    "before the key": ("privacy.masters:wrap", "before"),
    "key made, not committed": ("privacy.vault.models:LookUp.objects.bulk_create", "after"),
    "vault committed": ("privacy.keys:new_seal", "after"),
    "sealed, not written": ("privacy.sealed:RowsDocument.seal", "after"),
    "written, no letter yet": ("letters.sending:enqueue", "before"),
    "all written, not committed": ("letters.sending:enqueue", "after"),
    "committed": ("home.inquiries:ask", "after"),
    "before the mail server": ("letters.writing:message", "before"),
    "the mail server has it": ("letters.sending:_sent", "after"),
    "forgotten, vault not committed": ("privacy.vault.models:Destroyed.objects.bulk_create", "after"),
    "forgotten in the vault": ("privacy.forgetting:_forget_rows", "before"),
    "forgotten, main not committed": ("privacy.forgetting:_forget_rows", "after"),
    "a key moved, not committed": ("privacy.vault.models:Seal._default_manager.bulk_update", "after"),
    "a key moved": ("privacy.rotation:_move_some", "after"),
    "entries forgotten, words still there": ("search.models:Word.objects.all", "before"),
    "the first page indexed": ("search.indexing:_tidy", "after"),
    "page indexed, not committed": ("search.indexing:write", "after"),
    "one of several is over": ("privacy.forgetting:_forget_due", "after"),
    "a part of a backup is written": ("backups.age:lock", "after"),
    "a backup is written, not named": ("backups.folders:write_at_once", "after"),
    "seats taken, not committed": ("events.seats:take", "after"),
    "booked, no letter yet": ("events.telling:tell", "before"),
    "booked, not committed": ("events.telling:tell", "after"),
    "booked": ("events.booking:_make", "after"),
    "given up, nobody called yet": ("events.seats:_promote", "before"),
    "called, not committed": ("events.seats:_promote", "after"),
    "given up and given on": ("events.booking:cancel", "after"),
    "answered, not written down": ("school.ledger:write", "before"),
    "answered, nobody asked yet": ("school.places:_fill", "before"),
    "a place held, nobody told": ("school.places:take", "after"),
    "answered, not committed": ("school.places:settle", "after"),
    "said no": ("school.answering:decline", "after"),
    "said yes": ("school.answering:accept", "after"),
    "tidied": ("school.places:tidy", "after"),
    "promised, not committed": ("donations.giving:_stored", "after"),
    "a page not asked for yet": ("donations.gateway:open_page", "before"),
    "a page opened, not written down": ("donations.gateway:open_page", "after"),
    "told, not committed": ("donations.jobs:look_later", "after"),
    "told, not answered": ("donations.inbox:store", "after"),
    "taken, not looked at": ("donations.looking:look", "before"),
    "entered, not committed": ("donations.ledger:enter", "after"),
    "thanked, not committed": ("donations.telling:received", "after"),
    "understood, not written down": ("donations.inbox:_done", "before"),
    "given back, not written down": ("donations.gateway:refund", "after"),
}


def arm(point: str) -> None:
    target, when = POINTS[point]
    module, _colon, path = target.partition(":")
    *owners, name = path.split(".")
    owner = importlib.import_module(module)
    for each in owners:
        owner = getattr(owner, each)
    setattr(owner, name, deadly(getattr(owner, name), when))


def deadly(original: Callable[..., Any], when: str) -> Callable[..., Any]:
    def struck(*arguments: Any, **options: Any) -> Any:
        if when == "after":
            original(*arguments, **options)
        os.kill(os.getpid(), signal.SIGKILL)

    return struck


def ask(form_key: str, **words: str) -> None:
    from uuid import UUID

    from home import inquiries
    from tests.privacy.people import asked

    inquiries.ask(
        words=asked(**words), deadline=NOW.replace(year=2027), language="pl", form_key=UUID(form_key), at=NOW
    )


def hand_over(letter: str) -> None:
    from uuid import UUID

    from letters import sending

    sending.hand_over(UUID(letter), at=NOW)


def erase(inquiry: str) -> None:
    from uuid import UUID

    from home import inquiries

    inquiries.erase(inquiry_id=UUID(inquiry), at=NOW)


def rotate(new: str) -> None:
    from django.conf import settings

    from privacy import rotation

    settings.MASTER_KEYS = [new, *settings.MASTER_KEYS]
    rotation.BATCH = 1
    for _moved in rotation.rotate():
        pass


def enforce() -> None:
    from privacy import forgetting

    forgetting.BATCH = 1
    forgetting.enforce(at=NOW)


def back_up(recipient: str) -> None:
    from django.conf import settings

    from backups import making

    settings.BACKUP_RECIPIENTS = [recipient]
    making.make("vault", at=NOW)


def reindex() -> None:
    from search import indexing

    indexing.rebuild()


def publish(page: int) -> None:
    from home.models import StoryPage

    StoryPage.objects.get(pk=page).get_latest_revision().publish()


def book(form_key: str, date: int) -> None:
    from uuid import UUID

    from events import booking
    from events.models import Signed
    from privacy.documents import Email

    signed = Signed(name="Buslik", email=Email("buslik@example.org"))
    booking.book(
        dates=[date], party_of=2, signed=signed, language="be", form_key=UUID(form_key), at=NOW
    )  # fmt: skip


def give_up(booking: str) -> None:
    from uuid import UUID

    from events import booking as verbs

    verbs.cancel(booking_id=UUID(booking), at=NOW)


def say_yes(offer: int) -> None:
    from school import answering

    answering.accept(offer_id=offer, at=NOW)


def say_no(offer: int) -> None:
    from school import answering

    answering.decline(offer_id=offer, keep=True, at=NOW)


def tidy(at: str) -> None:
    from school import places

    places.tidy(at=datetime.fromisoformat(at))


def give(form: str, campaign: int) -> None:
    """As a donor's press of the button does."""
    from uuid import UUID

    from django.utils import timezone

    from donations import giving
    from donations.models import Campaign
    from tests.donations.counter import BACK, THANKS, choice

    chosen = choice(campaign=Campaign.objects.get(pk=campaign))
    gift = giving.promise(chosen, form=UUID(form), at=timezone.now())
    giving.open_page(gift.pk, thanks_url=THANKS, back_url=BACK, at=timezone.now())


def hear(body: str, signature: str) -> None:
    from django.utils import timezone

    from donations import inbox

    inbox.receive(body.encode(), signature, at=timezone.now())


def understand(about: str, at: str) -> None:
    from donations import inbox

    inbox.work(about, at=datetime.fromisoformat(at))


def understand_carelessly(about: str, at: str) -> None:
    """Messages are put away before anybody has looked."""
    from donations import inbox, looking

    inbox._done(inbox._taken(about, at=datetime.fromisoformat(at)))
    looking.look(about, at=datetime.fromisoformat(at))


def give_back(refund: str) -> None:
    from uuid import UUID

    from django.utils import timezone

    from donations import giving_back

    giving_back.carry_out(UUID(refund), at=timezone.now())


VERBS: dict[str, Callable[..., None]] = {
    "ask": ask, "hand_over": hand_over, "erase": erase, "rotate": rotate, "enforce": enforce,
    "back_up": back_up, "reindex": reindex, "publish": publish, "book": book, "give_up": give_up,
    "say_yes": say_yes, "say_no": say_no, "tidy": tidy, "give": give, "hear": hear,
    "understand": understand, "understand_carelessly": understand_carelessly, "give_back": give_back,
}  # fmt: skip


if __name__ == "__main__":
    import django

    django.setup()
    arm(sys.argv[1])
    VERBS[sys.argv[2]](**json.loads(sys.argv[3]))
