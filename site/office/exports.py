"""Records taken along as a file: who may, why, how many; the journal knows, the file may be locked.

A part of the site says what of its own can be taken along:

    exports.declare(Export(name="questions", title=_("Questions"), may="home.view_inquiry", ...))

and links to `reverse("export", args=["questions"])`. What is sealed is opened by `journal.opened`, which
writes its lines; one more line tells that a file was made of so many records.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyrage
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from office import journal, spreadsheets
from office.models import User
from office.spreadsheets import Format, Row
from privacy.forgetting import in_batches

MOST = 20_000
AT_ONCE = 500
Found = Callable[[QueryDict], "QuerySet[Any]"]
Rows = Callable[[list[Any], User, datetime], Iterable[Row]]

PLAIN = journal.deed("exported", _("downloaded records as a file"))
LOCKED = journal.deed("exported_locked", _("downloaded records as a locked file"))
REASONS = (
    journal.reason("export_contact", _("to call or write to these people")),
    journal.reason("export_report", _("for a report to the board or a sponsor")),
    journal.reason("export_check", _("to check or to count something")),
    journal.ASKED_FOR,
)


@dataclass(frozen=True, kw_only=True)
class Export:
    name: str
    """In the address and in the name of the file, which says nothing of anybody."""
    title: Any
    may: str
    kind: type[Model]
    headings: Row
    found: Found
    """The records in their order, narrowed by what the address asks for, as on the page one came from."""
    rows: Rows
    """Of some hundred records at a time; those that are forgotten in between have none."""
    page: str
    """The name of the address where one comes from."""


class ExportError(Exception):
    """Says in words for people why there is no file."""


exports: dict[str, Export] = {}


def declare(export: Export) -> Export:
    exports[export.name] = export
    return export


def for_person(user: User, name: str) -> Export | None:
    export = exports.get(name)
    return export if export and user.has_perm(export.may) else None


@dataclass(frozen=True, kw_only=True, repr=False)
class File:
    name: str
    content_type: str
    content: bytes


def take_along(
    export: Export,
    *,
    asked: QueryDict,
    format: Format,  # noqa: A002 - what it is called
    why: str,
    lock_to: str,
    by: User,
    at: datetime,
) -> File:
    """The line in the journal is committed before anybody has the file, which is in clear without a key."""
    found = export.found(asked)
    if found.count() > MOST:
        raise ExportError(
            _("These are too many for one file: narrow the list first, to a few months perhaps.")
        )
    rows = list(_rows(export, found, by=by, at=at))
    content = spreadsheets.written(format, headings=export.headings, rows=rows)
    name = f"{export.name}-{localdate(at)}.{format.value}"
    file = File(name=name, content_type=spreadsheets.TYPES[format], content=content)
    with transaction.atomic():
        deed = LOCKED if lock_to else PLAIN
        journal.note_many(deed, who=by, kind=export.kind, number=len(rows), why=why, at=at)
    return _locked(file, to=lock_to) if lock_to else file


def _rows(export: Export, found: "QuerySet[Any]", *, by: User, at: datetime) -> Iterator[Row]:
    """One query whatever the length; opened some hundred at a time."""
    for some in in_batches(found.iterator(chunk_size=AT_ONCE), size=AT_ONCE):
        yield from export.rows(some, by, at)


def _locked(file: File, *, to: str) -> File:
    content = pyrage.encrypt(file.content, [pyrage.x25519.Recipient.from_str(to)])
    return File(name=f"{file.name}.age", content_type="application/octet-stream", content=content)
