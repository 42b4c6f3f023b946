"""What has become of whom, line by line: the proof of the order. Each line holds the hash of the one before.

    with ledger.held() as head:
        …
        ledger.write(head, Deed.OFFERED, code, by=By.CLOCK, at=at, inside={"group": "A"}, number=17)

No name, contact or date of birth ever stands here: a code, a month, a ticket. So anybody may have a copy, and
with it recompute the order of the list (`school/proof`). Of the moment a copy says the day, and nothing of
groups: a code may be known to somebody who looks for the child.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from django.db import OperationalError, connection, transaction
from psycopg.errors import LockNotAvailable

from school.models import Entry, Head
from school.refusals import SchoolRefused, Why
from timetable.expansion import WARSAW

PATIENCE = "3s"
"""So long somebody waits for the list before being asked to try again."""


class Deed(StrEnum):
    VERIFIED = "verified"
    DRAWN = "drawn"
    """A code has its ticket: from now on it waits."""
    TIER = "tier"
    PAUSED = "paused"
    RESUMED = "resumed"
    UNFIT = "unfit"
    PASSED = "passed"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"
    ENROLLED = "enrolled"
    STAYED = "stayed"
    LEFT = "left"
    GRADUATED = "graduated"
    ERASED = "erased"
    PLACES = "places"
    """A group has so many places now, and why."""


class By(StrEnum):
    FAMILY = "family"
    STAFF = "staff"
    TWO = "two"
    """Of staff."""
    CLOCK = "clock"


@contextmanager
def held() -> Iterator[Head]:
    """The list is ours until the transaction ends: the first lock of all, before a group, an application, an
    offer. Whoever waits for one of them longer than some seconds is refused (`Why.BUSY`); what else the
    database can not do is no refusal."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
            yield Head.objects.select_for_update().get(pk=1)
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise SchoolRefused(Why.BUSY) from error
        raise


def write(
    head: Head,
    deed: Deed,
    code: str = "",
    *,
    by: By,
    at: datetime,
    inside: Mapping[str, Any] | None = None,
    **facts: Any,
) -> Entry:
    """`facts` are public, `inside` is for the school alone."""
    entry = Entry(
        id=head.last + 1, at=at, deed=deed, code=code, by=by, facts=facts, inside=dict(inside or {})
    )
    entry.digest = digest(head.digest, entry)
    entry.save(force_insert=True)
    head.last, head.digest = entry.pk, entry.digest
    head.save(update_fields=["last", "digest"])
    return entry


def write_all(
    head: Head, deed: Deed, lines: Iterable[tuple[str, dict[str, Any]]], *, by: By, at: datetime
) -> list[Entry]:
    """The same of many codes, with what is said of each."""
    entries: list[Entry] = []
    for code, facts in lines:
        entry = Entry(id=head.last + 1, at=at, deed=deed, code=code, by=by, facts=facts)
        entry.digest = digest(head.digest, entry)
        head.last, head.digest = entry.pk, entry.digest
        entries.append(entry)
    Entry.objects.bulk_create(entries, batch_size=500)
    head.save(update_fields=["last", "digest"])
    return entries


def digest(before: str, entry: Entry) -> str:
    return sha256(f"{before}\n{text(entry)}".encode()).hexdigest()


def text(entry: Entry) -> str:
    """The line as it is hashed and downloaded."""
    said = {
        "line": entry.pk,
        "on": entry.at.astimezone(WARSAW).date().isoformat(),
        "deed": entry.deed,
        "code": entry.code,
        "by": entry.by,
        **entry.facts,
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
