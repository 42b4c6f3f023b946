"""The files with which anybody can recompute a draw or the list, as `school/proof` reads them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from django.db import connection, transaction

from school import draw, ledger, standings
from school.models import Draw, Entry, Head

PROGRAMS = {name: Path(__file__).parent / "proof" / name for name in ("draw.py", "line.py")}
AT_ONCE = 1000


@contextmanager
def one_moment() -> Iterator[None]:
    """What is read within stands together, whatever others write meanwhile."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        if not nested:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def codes(row: Draw) -> str:
    """The list as it was published: its SHA-256 is the fingerprint."""
    return row.listing


def result(row: Draw) -> str:
    """What came after the list: the value, and the order that follows."""
    signed = row.signed_at
    head = {
        "month": f"{row.round:%Y-%m}",
        "draw": row.number,
        "rules": row.rules,
        "source": row.source,
        "fingerprint": row.fingerprint,
        "value": row.value,
        "signed": signed.astimezone(UTC).isoformat(timespec="seconds") if signed else "",
    }
    places = [f"{each.place} {each.code} {each.ticket}" for each in draw.drawn(row.listing, row.value)]
    return _said(head, places)


def lines() -> Iterator[str]:
    """The ledger, a line each: its digest, which holds all lines before, and what was written."""
    for entry in Entry.objects.order_by("id").iterator(chunk_size=AT_ONCE):
        yield f"{entry.digest} {ledger.text(entry)}\n"


@dataclass(frozen=True, kw_only=True)
class Order:
    text: str
    last: int
    digest: str


def order() -> Order:
    """The list as it stands, and after which line of the ledger."""
    with one_moment():
        head = Head.objects.get(pk=1)
        places = [f"{place} {each.code}" for place, each in enumerate(standings.in_line(), start=1)]
    return Order(
        text=_said({"ledger": head.last, "digest": head.digest}, places), last=head.last, digest=head.digest
    )


def _said(head: dict[str, object], places: list[str]) -> str:
    return "\n".join([*(f"{name}: {word}" for name, word in head.items()), "", *places, ""])
