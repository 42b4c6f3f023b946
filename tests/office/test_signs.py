"""The office's own signs: verdicts by example, and what they ask the database."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django import app

from office import chain, chain_watch, health, journal, signs
from office.health import State
from office.models import JournalEntry, JournalLink
from tests.office.left_jobs import left
from tests.office.test_chain import past_the_triggers

AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
GB = 10**9
both = pytest.mark.django_db(databases=["default", "vault"])


def ago(**since: float) -> datetime:
    return AT - timedelta(**since)


@pytest.mark.parametrize(
    ("last", "is_alive"),
    [(ago(seconds=0), True), (ago(seconds=59), True), (ago(seconds=60), False), (None, False)],
)
def test_a_worker_that_is_silent_for_a_minute_is_none(last: datetime | None, is_alive: bool) -> None:
    found = signs.no_worker(last, at=AT)

    assert (found is None) is is_alive
    assert found is None or found.since == last


@pytest.mark.parametrize(
    ("due", "left_since", "late"),
    [
        (None, None, None),
        (ago(minutes=15), ago(minutes=5), None),
        (ago(minutes=-30), None, None),
        (ago(minutes=16), None, ago(minutes=16)),
        (None, ago(minutes=6), ago(minutes=6)),
        (ago(minutes=20), ago(minutes=40), ago(minutes=40)),
    ],
)
def test_work_is_late_after_a_quarter_of_an_hour_and_what_a_dead_worker_left_after_five_minutes(
    due: datetime | None, left_since: datetime | None, late: datetime | None
) -> None:
    found = signs.late_jobs(due=due, left=left_since, at=AT)

    assert (found and found.since) == late


@pytest.mark.parametrize(
    ("disks", "has_room"),
    [
        ([(100 * GB, 10 * GB)], True),
        ([(100 * GB, 9 * GB)], False),
        ([(2000 * GB, 20 * GB)], True),
        ([(2000 * GB, 19 * GB)], False),
        ([(100 * GB, 50 * GB), (100 * GB, 1 * GB)], False),
        ([(100, 0)], False),
        ([], True),
    ],
)
def test_a_disk_is_full_below_a_tenth_unless_that_is_plenty(
    disks: list[tuple[int, int]], has_room: bool
) -> None:
    assert (signs.full_disk(disks) is None) is has_room


def test_every_folder_that_grows_is_looked_at_or_the_one_it_will_be_made_in(
    settings: Any, tmp_path: Path
) -> None:
    settings.VAR = settings.MEDIA_ROOT = tmp_path / "var"
    settings.BACKUP_DIR, settings.VAULT_BACKUP_DIR = tmp_path / "a" / "main", tmp_path / "b" / "vault"
    for name in ("var", "b"):
        (tmp_path / name).mkdir()

    assert signs._places() == {tmp_path, tmp_path / "var", tmp_path / "b"}


@pytest.mark.parametrize(
    ("broken", "unlinked", "since"),
    [
        (None, None, None),
        (None, ago(minutes=10), None),
        (None, ago(minutes=11), ago(minutes=11)),
        (ago(days=3), ago(hours=1), ago(days=3)),
    ],
)
def test_a_journal_that_is_broken_or_gets_no_links_is_bad(
    broken: datetime | None, unlinked: datetime | None, since: datetime | None
) -> None:
    found = signs.broken_journal(broken=broken, unlinked=unlinked, at=AT)

    assert (found and found.since) == since


@both
def test_the_databases_answer_and_are_quick_from_then_on() -> None:
    assert (signs.database(AT), signs.vault(AT)) == (None, None)
    assert [timeout(alias) for alias in ("default", "vault")] == ["1s", "1s"]

    health.take_your_time()
    assert [timeout(alias) for alias in ("default", "vault")] == ["0", "0"]


def timeout(alias: str) -> str:
    with connections[alias].cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return str(cursor.fetchone()[0])


@both
def test_a_dead_workers_job_and_a_waiting_one_are_seen() -> None:
    with connection.cursor() as cursor:  # Those the demo was built with.
        cursor.execute("DELETE FROM procrastinate_jobs")
    assert (signs.oldest_due(), signs.oldest_left(at=timezone.now())) == (None, None)
    left(silent=3600.0)
    waiting = app.configure_task("letter", allow_unknown=True).defer(id=8)
    now = timezone.now()

    assert signs.oldest_left(at=now) == happened("started", now)
    assert signs.oldest_due() == happened("deferred", now, job=waiting)


def happened(kind: str, now: datetime, *, job: int | None = None) -> datetime:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(at) FROM procrastinate_events WHERE type::text = %s AND coalesce(job_id = %s, true)",
            [kind, job],
        )
        return cursor.fetchone()[0]


@both
def test_a_job_for_later_is_due_when_its_hour_has_come() -> None:
    app.configure_task("letter", allow_unknown=True, schedule_at=ago(hours=1)).defer(id=8)

    assert signs.oldest_due() == ago(hours=1)


@both
def test_a_living_workers_job_is_not_left() -> None:
    left(silent=10.0)

    assert signs.oldest_left(at=timezone.now()) is None
    assert signs.worker(timezone.now()) is None


@both
def test_a_broken_chain_stands_until_somebody_accepts_it() -> None:
    entries = [journal.note(journal.OPENED, who=None, at=AT) for _each in range(3)]
    chain.link_new()
    assert chain_watch.examine(at=AT) == 0
    with past_the_triggers() as cursor:
        cursor.execute("UPDATE office_journalentry SET deed = 'other' WHERE id = %s", [entries[1].pk])

    assert [chain_watch.examine(at=ago(hours=hours)) for hours in (3, 2)] == [1, 0]
    assert chain_watch.broken_since() == ago(hours=3)
    noted = JournalEntry.objects.get(deed=chain_watch.BROKEN.name)
    assert (noted.kind, noted.record) == ("office.journallink", "2")

    chain.accept(at=AT)
    assert chain_watch.broken_since() is None
    assert chain_watch.examine(at=AT) == 0


@both
def test_the_worker_that_may_not_link_says_at_once_that_the_chain_is_broken() -> None:
    from office import jobs

    journal.note(journal.OPENED, who=None, at=AT)
    chain.link_new()
    with past_the_triggers() as cursor:
        cursor.execute("DELETE FROM office_journallink")
    jobs.link_journal.func(timestamp=0)

    assert chain_watch.broken_since() is not None
    assert not JournalLink.objects.exists()


@both
def test_the_newest_entries_without_a_link_are_seen() -> None:
    journal.note(journal.OPENED, who=None, at=ago(days=1))
    assert chain_watch.unlinked_since() == ago(days=1)
    chain.link_new()
    assert chain_watch.unlinked_since() is None
    journal.note(journal.OPENED, who=None, at=ago(hours=1))

    assert chain_watch.unlinked_since() == ago(hours=1)


@both
def test_all_signs_are_read_with_few_questions_whatever_there_is() -> None:
    """The worker has been silent, so not all is well: that is asked for too."""
    left(silent=3600.0)
    JournalEntry.objects.bulk_create(JournalEntry(at=AT, deed="other") for _each in range(500))
    with CaptureQueriesContext(connection) as asked:
        report = health.report(at=timezone.now())

    states = {reading.sign.name: reading.state for reading in report.readings}
    assert list(states) == [
        "database",
        "vault",
        "disk",
        "worker",
        "jobs",
        "letters",
        "gifts",
        "backup",
        "journal",
    ]
    assert (states["worker"], states["letters"], states["backup"]) == (State.BAD, State.GOOD, State.GOOD)
    assert len(asked) <= 10
