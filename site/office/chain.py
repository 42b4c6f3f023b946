"""The journal's chain: each minute the worker links new entries to the ones before by keyed hashes.

The key and the end of the chain are in the vault. So whoever writes in the main database, past the triggers,
can change, delete, re-order or cut off nothing that is linked without `verify` finding it. What is not linked
yet, the newest minute or two, is reported as the tail.

The hashes are made here and not in the transaction that writes an entry, where they would make all of staff
wait for each other.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import Exists, Min, OuterRef, QuerySet

from config.routers import VAULT
from office import journal
from office.models import JournalEntry, JournalLink
from privacy import crypto, keys
from privacy.vault.models import ChainEnd

NAME = "journal"
AT_ONCE = 1000
Place = ChainEnd | JournalLink
LATE = timedelta(minutes=10)
"""The worker links each minute: an older entry without a link is a worker that stands still."""


class Harm(StrEnum):
    CHANGED = "changed, or put in another place"
    DELETED = "deleted"
    MISSING = "links are missing before this one"
    CUT_OFF = "the end is cut off"


@dataclass(frozen=True, kw_only=True)
class Finding:
    position: int
    entry: int | None
    harm: Harm


@dataclass(frozen=True, kw_only=True)
class Report:
    linked: int
    tail: int
    tail_since: datetime | None
    findings: list[Finding] = field(default_factory=list)

    def late(self, *, at: datetime) -> bool:
        return self.tail_since is not None and at - self.tail_since > LATE


class ChainBroken(Exception):
    """Nothing is linked to a chain that does not hold: that would bury what is wrong with it."""


def link_new() -> int:
    """How many entries got their link. Whoever is killed between the two commits leaves links that the next
    turn takes over: nobody without the key can have made them."""
    with transaction.atomic(using=VAULT):
        end = _end(for_update=True)
        with transaction.atomic():
            ahead = list(JournalLink.objects.filter(position__gt=end.position))
            if _findings(ahead, after=end) or not _holds(end):
                raise ChainBroken("The journal's chain does not hold: run verify_journal.")
            last = ahead[-1] if ahead else end
            new = list(_links(unlinked().order_by("pk")[:AT_ONCE], after=last))
            JournalLink.objects.bulk_create(new)
        _move(end, to=new[-1] if new else last)
    return len(new)


def verify() -> Report:
    """Looks at every link. Reads a thousand at a time, whatever the length."""
    end, last = _end(), ChainEnd(chain=NAME)
    findings: list[Finding] = []
    while some := list(JournalLink.objects.filter(position__gt=last.position)[:AT_ONCE]):
        findings += _findings(some, after=last)
        last = ChainEnd(chain=NAME, position=some[-1].position, digest=some[-1].digest)
    if not _holds(end):
        findings.append(Finding(position=end.position, entry=None, harm=Harm.CUT_OFF))
    tail = unlinked()
    since = tail.aggregate(oldest=Min("at"))["oldest"]
    return Report(linked=JournalLink.objects.count(), tail=tail.count(), tail_since=since, findings=findings)


def accept(*, at: datetime) -> None:
    """After a backup of the main database was restored: the chain goes on from where it ends now, and the
    journal says that it was so decided."""
    with transaction.atomic(using=VAULT):
        end = _end(for_update=True)
        _move(end, to=JournalLink.objects.last() or ChainEnd(chain=NAME))
        journal.note(journal.ACCEPTED, who=None, at=at)


def unlinked() -> "QuerySet[JournalEntry]":
    linked = JournalLink.objects.filter(entry=OuterRef("pk"))
    return JournalEntry.objects.filter(~Exists(linked))


def _links(entries: Iterable[JournalEntry], *, after: Place) -> Iterator[JournalLink]:
    last: Place = after
    for entry in entries:
        position = last.position + 1
        digest = _digest(entry, position=position, before=bytes(last.digest))
        last = JournalLink(position=position, entry=entry.pk, digest=digest)
        yield last


def _findings(links: list[JournalLink], *, after: ChainEnd) -> list[Finding]:
    """Of links in their order; each is held against the one that stands before it."""
    entries = JournalEntry.objects.in_bulk([link.entry for link in links])
    befores: list[Place] = [after]
    befores.extend(links)
    harms = [
        _harm(link, before, entries.get(link.entry)) for before, link in zip(befores, links, strict=False)
    ]
    return [
        Finding(position=link.position, entry=link.entry, harm=harm)
        for link, harm in zip(links, harms, strict=True)
        if harm
    ]


def _harm(link: JournalLink, before: Place, entry: JournalEntry | None) -> Harm | None:
    if entry is None:
        return Harm.DELETED
    if link.position != before.position + 1:
        return Harm.MISSING
    right = _digest(entry, position=link.position, before=bytes(before.digest))
    return None if right == bytes(link.digest) else Harm.CHANGED


def _digest(entry: JournalEntry, *, position: int, before: bytes) -> bytes:
    who = "" if entry.who_id is None else str(entry.who_id)
    moment = entry.at.astimezone(UTC).isoformat()
    words = [str(entry.pk), moment, who, entry.deed, entry.kind, entry.record, entry.why]
    words += [] if entry.number is None else [str(entry.number)]
    parts = (before, str(position).encode(), *(word.encode() for word in words))
    return crypto.keyed_hash(keys.secret(NAME), *parts)


def _end(*, for_update: bool = False) -> ChainEnd:
    ends = ChainEnd.objects.select_for_update() if for_update else ChainEnd.objects.all()
    return ends.get_or_create(chain=NAME)[0]


def _holds(end: ChainEnd) -> bool:
    """Whether the link the vault remembers is there."""
    there = JournalLink.objects.filter(position=end.position, digest=bytes(end.digest))
    return end.position == 0 or there.exists()


def _move(end: ChainEnd, *, to: Place) -> None:
    end.position, end.digest = to.position, bytes(to.digest)
    end.save()
