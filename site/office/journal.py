"""The journal: who of the staff did what to which record, and why. It is only added to.

Each app names its deeds, and notes them in the transaction that does them:

    TAKEN = journal.deed("inquiry_taken", _("took a journalist's question"))
    journal.note(TAKEN, who=user, record=row, at=at)

Sealed records are opened for staff through `opened`, which writes a line before it shows a word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from office.models import JournalEntry, User
from privacy.sealed import Document, Sealed

D = TypeVar("D")
ONE_LOOK = timedelta(minutes=10)
"""Who looks at a list again within it has opened nothing more."""


@dataclass(frozen=True, kw_only=True)
class Deed:
    name: str
    label: Any
    """In the past tense, after a name: “took a journalist's question”."""


deeds: dict[str, Deed] = {}
reasons: dict[str, Any] = {}


def deed(name: str, label: Any) -> Deed:
    deeds[name] = Deed(name=name, label=label)
    return deeds[name]


def reason(name: str, label: Any) -> str:
    reasons[name] = label
    return name


OPENED = deed("opened", _("opened a sealed record"))
ACCEPTED = deed("chain_accepted", _("accepted the end of the chain after a backup was restored"))
ASKED_FOR = reason("asked_for", _("the person asked for it"))


def note(
    deed: Deed, *, who: User | None, record: Model | None = None, why: str = "", at: datetime
) -> JournalEntry:
    """Raises KeyError for a deed or a reason nobody has declared."""
    entry = _entry(deed, who=who, why=why, at=at)
    if record is not None:
        entry.kind, entry.record = record._meta.label_lower, str(record.pk)
    entry.save(force_insert=True)
    return entry


def note_many(
    deed: Deed, *, who: User, kind: type[Model], number: int, why: str, at: datetime
) -> JournalEntry:
    """One line for what was done to many records of a kind."""
    entry = _entry(deed, who=who, why=why, at=at)
    entry.kind, entry.number = kind._meta.label_lower, number
    entry.save(force_insert=True)
    return entry


def _entry(deed: Deed, *, who: User | None, why: str, at: datetime) -> JournalEntry:
    if why and why not in reasons:
        raise KeyError(why)
    return JournalEntry(at=at, who=who, deed=deeds[deed.name].name, why=why)


def opened(document: Document[D], rows: Iterable[Sealed], *, by: User, at: datetime) -> dict[UUID, D]:
    """What `open_many` gives, for a member of staff: the lines are committed before anything is shown."""
    rows = list(rows)
    with transaction.atomic():
        new = _not_just_opened(rows, by=by, at=at)
        JournalEntry.objects.bulk_create(
            JournalEntry(at=at, who=by, deed=OPENED.name, kind=row._meta.label_lower, record=str(row.pk))
            for row in new
        )
    return document.open_many(rows)


def _not_just_opened(rows: list[Sealed], *, by: User, at: datetime) -> list[Sealed]:
    lately = JournalEntry.objects.filter(
        deed=OPENED.name, who=by, at__gt=at - ONE_LOOK, record__in=[str(row.pk) for row in rows]
    )
    seen = set(lately.values_list("kind", "record"))
    return [row for row in rows if row.seal_id and (row._meta.label_lower, str(row.pk)) not in seen]
