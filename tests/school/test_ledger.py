"""Lines are added and nothing else; whoever has a copy sees if one was changed."""

import json
from contextlib import suppress
from datetime import UTC, timedelta
from hashlib import sha256

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction
from psycopg.errors import AdminShutdown, DeadlockDetected, LockNotAvailable

from school import ledger
from school.ledger import By, Deed
from school.models import Entry, Head
from school.refusals import SchoolRefused, Why
from tests.school.children import NOW

pytestmark = pytest.mark.django_db

CODE = "K7-M2P"
SPOIL = {
    "changed": "UPDATE school_entry SET deed = 'offered' WHERE id = (SELECT max(id) FROM school_entry)",
    "taken away": "DELETE FROM school_entry WHERE id = (SELECT max(id) FROM school_entry)",
    "emptied": "ALTER TABLE school_entry ENABLE TRIGGER ledger_is_not_emptied; TRUNCATE school_entry",
}


def write(deed: Deed = Deed.VERIFIED, **facts: object) -> Entry:
    with ledger.held() as head:
        return ledger.write(head, deed, CODE, by=By.FAMILY, at=NOW, **facts)


def test_whoever_waits_too_long_for_a_lock_is_refused_and_other_trouble_is_trouble() -> None:
    with pytest.raises(SchoolRefused) as refused, ledger.held():
        raise OperationalError("lock timeout") from LockNotAvailable()
    for cause in (DeadlockDetected(), AdminShutdown()):
        with pytest.raises(OperationalError), ledger.held():
            raise OperationalError("something else") from cause

    assert refused.value.why is Why.BUSY


def test_each_line_holds_the_hash_of_the_one_before_and_anybody_can_count_it_again() -> None:
    before = Head.objects.get()
    first, second = write(round="2026-11-01"), write(Deed.WITHDRAWN)
    said = {"on": "2026-11-18", "by": "family", "code": CODE, "deed": "verified", "line": before.last + 1,
            "round": "2026-11-01"}  # fmt: skip
    line = json.dumps(said, separators=(",", ":"), sort_keys=True)

    assert ledger.text(first) == line
    assert first.digest == sha256(f"{before.digest}\n{line}".encode()).hexdigest()
    assert second.digest == sha256(f"{first.digest}\n{ledger.text(second)}".encode()).hexdigest()
    head = Head.objects.get()
    assert (head.last, head.digest) == (second.pk, second.digest)


def test_a_line_read_from_the_database_is_the_line_that_was_hashed() -> None:
    written = write(number=3, reason="age", round="2026-11-01")

    assert ledger.text(Entry.objects.get(pk=written.pk)) == ledger.text(written)


def test_a_moment_with_a_fraction_or_in_another_zone_is_hashed_alike_once_it_is_read() -> None:
    with ledger.held() as head:
        at = NOW.astimezone(UTC) + timedelta(microseconds=654321)
        written = ledger.write(head, Deed.PAUSED, CODE, by=By.CLOCK, at=at)

    assert ledger.text(Entry.objects.get(pk=written.pk)) == ledger.text(written)


def test_a_copy_says_the_day_and_nothing_that_is_for_the_school_alone() -> None:
    with ledger.held() as head:
        inside = {"group": "Буслікі", "reason": "age"}
        written = ledger.write(head, Deed.OFFERED, CODE, by=By.CLOCK, at=NOW, inside=inside, number=3)

    said = json.loads(ledger.text(Entry.objects.get(pk=written.pk)))
    assert said.keys() == {"line", "on", "deed", "code", "by", "number"}
    assert said["on"] == "2026-11-18"


@pytest.mark.parametrize("what", list(SPOIL))
def test_the_database_lets_nobody_change_a_line(what: str) -> None:
    write()

    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        connection.cursor().execute(SPOIL[what])


def test_there_is_one_end_of_the_ledger() -> None:
    with pytest.raises(DatabaseError, match="head_is_one"), transaction.atomic():
        Head.objects.create(id=2)


def test_what_was_written_in_vain_leaves_no_gap() -> None:
    before = Head.objects.get().last
    with suppress(ZeroDivisionError), ledger.held() as head:
        ledger.write(head, Deed.VERIFIED, CODE, by=By.FAMILY, at=NOW)
        raise ZeroDivisionError

    assert write().pk == before + 1
