"""Each harm is done as somebody would who has the main database in hand: past the triggers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from office import chain, jobs, journal
from office.chain import Harm
from office.models import JournalEntry, JournalLink, User
from privacy.vault.models import ChainEnd

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@contextmanager
def past_the_triggers() -> Iterator[Any]:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield cursor
        cursor.execute("SET session_replication_role = DEFAULT")


def written(number: int) -> list[JournalEntry]:
    return [journal.note(journal.OPENED, who=None, at=NOW + timedelta(seconds=i)) for i in range(number)]


@pytest.fixture
def five() -> list[JournalEntry]:
    entries = written(5)
    assert chain.link_new() == 5
    return entries


def harms() -> list[tuple[int, Harm]]:
    return [(finding.position, finding.harm) for finding in chain.verify().findings]


def test_what_nobody_touched_holds(five: list[JournalEntry]) -> None:
    report = chain.verify()

    assert (report.linked, report.tail, report.findings, report.tail_since) == (5, 0, [], None)
    assert list(JournalLink.objects.values_list("position", "entry")) == [
        (number, entry.pk) for number, entry in enumerate(five, start=1)
    ]


def test_how_many_records_a_line_tells_of_is_linked_too() -> None:
    volha = User(pk=7)
    journal.note_many(journal.OPENED, who=volha, kind=JournalEntry, number=3, why="", at=NOW)
    chain.link_new()
    assert harms() == []
    with past_the_triggers() as cursor:
        cursor.execute("UPDATE office_journalentry SET number = 2")

    assert harms() == [(1, Harm.CHANGED)]


def test_an_empty_journal_holds() -> None:
    assert chain.link_new() == 0
    assert chain.verify() == chain.Report(linked=0, tail=0, tail_since=None)


def test_the_tail_is_reported_and_late_when_no_worker_links_it(five: list[JournalEntry]) -> None:
    new = journal.note(journal.OPENED, who=None, at=NOW)
    report = chain.verify()

    assert (report.tail, report.tail_since, report.findings) == (1, new.at, [])
    assert [report.late(at=NOW + timedelta(minutes=wait)) for wait in (10, 11)] == [False, True]


def change_one(cursor: Any, entries: list[JournalEntry]) -> None:
    cursor.execute("UPDATE office_journalentry SET record = 'x' WHERE id = %s", [entries[2].pk])


def change_who(cursor: Any, entries: list[JournalEntry]) -> None:
    cursor.execute("UPDATE office_journalentry SET who_id = 7 WHERE id = %s", [entries[2].pk])


def change_when(cursor: Any, entries: list[JournalEntry]) -> None:
    cursor.execute(
        "UPDATE office_journalentry SET at = at - interval '1 second' WHERE id = %s", [entries[2].pk]
    )


def delete_one(cursor: Any, entries: list[JournalEntry]) -> None:
    cursor.execute("DELETE FROM office_journalentry WHERE id = %s", [entries[2].pk])


def delete_with_link(cursor: Any, entries: list[JournalEntry]) -> None:
    delete_one(cursor, entries)
    cursor.execute("DELETE FROM office_journallink WHERE position = 3")


def swap(cursor: Any, entries: list[JournalEntry]) -> None:
    for entry, at in ((entries[2], entries[3].at), (entries[3], entries[2].at)):
        cursor.execute("UPDATE office_journalentry SET at = %s WHERE id = %s", [at, entry.pk])


def swap_links(cursor: Any, entries: list[JournalEntry]) -> None:
    for position, to in ((3, 30), (4, 3), (30, 4)):
        cursor.execute("UPDATE office_journallink SET position = %s WHERE position = %s", [to, position])


def cut_off(cursor: Any, entries: list[JournalEntry]) -> None:
    cursor.execute("DELETE FROM office_journallink WHERE position > 3")
    cursor.execute("DELETE FROM office_journalentry WHERE id > %s", [entries[2].pk])


def delete_all(cursor: Any, entries: list[JournalEntry]) -> None:
    cursor.execute("DELETE FROM office_journallink")
    cursor.execute("DELETE FROM office_journalentry")


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        (change_one, [(3, Harm.CHANGED)]),
        (change_who, [(3, Harm.CHANGED)]),
        (change_when, [(3, Harm.CHANGED)]),
        (delete_one, [(3, Harm.DELETED)]),
        (delete_with_link, [(4, Harm.MISSING)]),
        (swap, [(3, Harm.CHANGED), (4, Harm.CHANGED)]),
        (swap_links, [(3, Harm.CHANGED), (4, Harm.CHANGED), (5, Harm.CHANGED)]),
        (cut_off, [(5, Harm.CUT_OFF)]),
        (delete_all, [(5, Harm.CUT_OFF)]),
    ],
)
def test_every_harm_is_found_and_nothing_is_linked_to_it(
    harm: Callable[..., None], found: list[tuple[int, Harm]], five: list[JournalEntry]
) -> None:
    with past_the_triggers() as cursor:
        harm(cursor, five)

    assert harms() == found


def test_nothing_is_linked_to_a_chain_whose_end_is_gone(
    five: list[JournalEntry], caplog: pytest.LogCaptureFixture
) -> None:
    with past_the_triggers() as cursor:
        cut_off(cursor, five)
    written(1)
    jobs.link_journal.func(timestamp=0)

    assert JournalLink.objects.count() == 3
    assert [record.getMessage() for record in caplog.records] == [
        "The journal's chain does not hold: run verify_journal."
    ]


def test_hashes_made_without_the_key_do_not_pass(five: list[JournalEntry]) -> None:
    new = written(1)[0]
    JournalLink.objects.create(position=6, entry=new.pk, digest=b"\0" * 32)

    assert harms() == [(6, Harm.CHANGED)]
    with pytest.raises(chain.ChainBroken):
        chain.link_new()


def test_links_whose_maker_was_killed_before_the_vault_knew_are_taken_over(five: list[JournalEntry]) -> None:
    end = ChainEnd.objects.get()
    written(2)
    chain.link_new()
    ChainEnd.objects.update(position=end.position, digest=bytes(end.digest))
    written(1)

    assert chain.link_new() == 1
    assert (ChainEnd.objects.get().position, harms()) == (8, [])


def test_a_long_journal_is_linked_in_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "AT_ONCE", 2)
    written(5)

    assert [chain.link_new() for _turn in range(4)] == [2, 2, 1, 0]
    assert chain.verify().findings == []


def told(*arguments: str) -> tuple[str, str, str]:
    out, err, failure = StringIO(), StringIO(), ""
    try:
        call_command("verify_journal", *arguments, stdout=out, stderr=err)
    except CommandError as error:
        failure = str(error)
    return out.getvalue().strip(), err.getvalue().strip(), failure


def test_the_command_says_what_it_found(five: list[JournalEntry]) -> None:
    assert told() == ("5 entries are linked, 0 not yet.", "", "")
    with past_the_triggers() as cursor:
        change_one(cursor, five)

    assert told() == (
        "5 entries are linked, 0 not yet.",
        f"Link 3, entry {five[2].pk}: changed, or put in another place.",
        "The journal does not hold: 1 findings.",
    )


def test_the_command_misses_the_worker(five: list[JournalEntry]) -> None:
    written(1)

    assert told()[2].endswith("is the worker alive?")


def test_after_a_restored_backup_the_chain_goes_on_and_the_journal_says_so(five: list[JournalEntry]) -> None:
    with past_the_triggers() as cursor:
        cut_off(cursor, five)

    assert told("--accept")[2] == ""
    assert chain.link_new() == 1
    assert JournalEntry.objects.latest("pk").deed == "chain_accepted"
    assert harms() == []
