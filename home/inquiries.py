"""Journalists' questions: asked, added to, taken, answered, declined, withdrawn, erased. The rules, in one
place."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from home.models import Addition, Asked, Inquiry
from letters import sending
from office import journal
from office.models import User
from privacy import alike, forgetting, keys, links

State = Inquiry.State
MOVES = {
    State.TAKEN: (State.NEW, State.TAKEN),
    State.NEW: (State.TAKEN,),
    State.ANSWERED: (State.NEW, State.TAKEN),
    State.DECLINED: (State.NEW, State.TAKEN),
    State.WITHDRAWN: (State.NEW, State.TAKEN),
}
"""To each state, from which it can be reached."""

MOST_ADDITIONS = 20
TAKEN = journal.deed("inquiry_taken", _("took a journalist's question"))
GIVEN_BACK = journal.deed("inquiry_given_back", _("gave a journalist's question back"))
ANSWERED = journal.deed("inquiry_answered", _("answered a journalist's question"))
DECLINED = journal.deed("inquiry_declined", _("declined a journalist's question"))
WITHDRAWN = journal.deed("inquiry_withdrawn", _("withdrew a question"))
ERASED = journal.deed("inquiry_erased", _("had a question erased"))
SAME_DAY = timedelta(hours=24)


class InquiryError(Exception):
    """Says in words for people why something can not be done."""


def ask(*, words: Asked, deadline: datetime, language: str, form_key: UUID, at: datetime) -> Inquiry:
    """Asking twice with the same form is asking once; so is asking the same thing in another tab."""
    asked = Inquiry.objects.filter(form_key=form_key).first() or _asked_the_same(words, deadline, at=at)
    if asked:
        return asked
    row = Inquiry(
        seal_id=keys.new_seal(*contacts(words), at=at),
        deadline=deadline,
        language=language,
        created_at=at,
        form_key=form_key,
    )
    row.asked.seal(words, at=at)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            if words.email:
                sending.enqueue("inquiry_received", subject=row.pk, cause=f"received {row.pk}", at=at)
    except IntegrityError:
        return Inquiry.objects.get(form_key=form_key)
    return row


def _asked_the_same(words: Asked, deadline: datetime, *, at: datetime) -> Inquiry | None:
    """The open question of a day that this contact has asked in these words."""
    seals = {seal for each in contacts(words) for seal in keys.find(each)}
    rows = Inquiry.objects.filter(
        seal_id__in=seals, deadline=deadline, state__in=Inquiry.OPEN, created_at__gt=at - SAME_DAY
    )
    opened = Inquiry.asked.open_many(rows)
    return next((row for row in rows if row.pk in opened and opened[row.pk].question == words.question), None)


def is_asked(form_key: UUID) -> bool:
    return Inquiry.objects.filter(form_key=form_key).exists()


def contacts(words: Asked) -> list[alike.Known]:
    by_email = [alike.email(words.email)] if words.email else []
    by_phone = [alike.phone(words.phone)] if words.phone else []
    return by_email + by_phone


@contextmanager
def moved(inquiry_id: UUID, to: Inquiry.State, *, at: datetime) -> Iterator[Inquiry]:
    """The row, locked, on its way to another state; saved at the end."""
    with transaction.atomic():
        row = Inquiry.objects.select_for_update().get(pk=inquiry_id)
        if row.state not in MOVES[to]:
            raise InquiryError(_("This question is closed already."))
        row.state = to
        row.closed_at = at if to in Inquiry.CLOSED else None
        yield row
        row.save()


def add(*, inquiry_id: UUID, text: str, at: datetime) -> None:
    """What comes to the journalist's mind later; the same words twice are one addition."""
    with transaction.atomic():
        row = Inquiry.objects.select_for_update().get(pk=inquiry_id)
        if row.state in Inquiry.CLOSED:
            raise InquiryError(_("This question is closed already."))
        words = row.asked.open()
        if words.additions and words.additions[-1].text == text:
            return
        if len(words.additions) >= MOST_ADDITIONS:
            raise InquiryError(_("That is a lot already: please ask a new question or call us."))
        more = Addition(text=text, at=at)
        row.asked.seal(replace(words, additions=(*words.additions, more)), at=at)
        row.save()


def take(*, inquiry_id: UUID, user: User, at: datetime) -> None:
    with moved(inquiry_id, State.TAKEN, at=at) as row:
        row.taken_by = user
        journal.note(TAKEN, who=user, record=row, at=at)


def give_back(*, inquiry_id: UUID, user: User, at: datetime) -> None:
    with moved(inquiry_id, State.NEW, at=at) as row:
        row.taken_by = None
        journal.note(GIVEN_BACK, who=user, record=row, at=at)


def answer(*, inquiry_id: UUID, text: str, user: User, at: datetime) -> None:
    _close(inquiry_id, ANSWERED, State.ANSWERED, text=text, user=user, at=at)


def decline(*, inquiry_id: UUID, text: str, user: User, at: datetime) -> None:
    _close(inquiry_id, DECLINED, State.DECLINED, text=text, user=user, at=at)


def _close(
    inquiry_id: UUID, deed: journal.Deed, to: Inquiry.State, *, text: str, user: User, at: datetime
) -> None:
    with moved(inquiry_id, to, at=at) as row:
        journal.note(deed, who=user, record=row, at=at)
        words = replace(row.asked.open(), answer=text)
        row.asked.seal(words, at=at)
        row.taken_by = row.taken_by or user
        if words.email:
            sending.enqueue(f"inquiry_{to.value}", subject=row.pk, cause=f"{to.value} {row.pk}", at=at)


def withdraw(*, inquiry_id: UUID, at: datetime) -> None:
    with moved(inquiry_id, State.WITHDRAWN, at=at) as row:
        journal.note(WITHDRAWN, who=None, record=row, at=at)


def erase(*, inquiry_id: UUID, at: datetime) -> None:
    """The journalist is forgotten at once, whatever the state."""
    row = Inquiry.objects.get(pk=inquiry_id)
    if row.seal_id:
        journal.note(ERASED, who=None, record=row, why=journal.ASKED_FOR, at=at)
        forgetting.erase([row.seal_id], at=at)


def send_new_link(seal_id: UUID, at: datetime) -> None:
    """At most one an hour for each question."""
    for row in Inquiry.objects.filter(seal_id=seal_id):
        sending.enqueue("inquiry_link", subject=row.pk, cause=f"link {row.pk} {at:%Y-%m-%d %H}", at=at)


PAGE = links.Purpose(name="inquiry", to="inquiry", lifetime=None, renew=send_new_link)
