"""How much sealing costs: a hundred questions of journalists with their words, sealed and in clear."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from home.measuring.timing import Row, timed
from home.models import Asked, Inquiry
from privacy import documents, keys
from privacy.vault.models import Seal

ROWS = 100
WORDS = Asked(name="Прыкладная Аліна", outlet="Прыкладны тыднёвік", question="Колькі дзяцей у школе? " * 20)


@contextmanager
def planted(*, at: datetime) -> Iterator[None]:
    """Words that nobody has said, gone when the measurement is over."""
    seals = [keys.new_seal(at=at) for _row in range(ROWS)]
    try:
        with transaction.atomic():
            Inquiry.objects.all().delete()
            Inquiry.objects.bulk_create(_row(seal, at=at, sealed=True) for seal in seals)
            Inquiry.objects.bulk_create(_row(uuid4(), at=at, sealed=False) for _row_number in range(ROWS))
            yield
            transaction.set_rollback(True)
    finally:
        Seal.objects.filter(pk__in=seals).delete()


def _row(seal: UUID, *, at: datetime, sealed: bool) -> Inquiry:
    state = Inquiry.State.NEW if sealed else Inquiry.State.TAKEN
    row = Inquiry(seal_id=seal, language="be", deadline=at, created_at=at, form_key=uuid4(), state=state)
    if sealed:
        row.asked.seal(WORDS, at=at)
    else:
        row.sealed = documents.encode(WORDS)
    return row


def open_sealed() -> list[Asked]:
    return list(Inquiry.asked.open_many(Inquiry.objects.filter(state=Inquiry.State.NEW)).values())


def read_clear() -> list[Asked]:
    rows = Inquiry.objects.filter(state=Inquiry.State.TAKEN)
    return [documents.decode(Asked, bytes(row.sealed)) for row in rows]


def rows(*, rounds: int) -> list[Row]:
    reads: dict[str, Callable[[], object]] = {
        "100 rows in clear": read_clear,
        "100 rows, sealed": open_sealed,
    }
    with planted(at=timezone.now()):
        return [{"what": what, **timed(read, rounds)} for what, read in reads.items()]
