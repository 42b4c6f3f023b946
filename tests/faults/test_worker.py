"""A worker that is killed in the middle of a job, and the worker that comes after it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from procrastinate.contrib.django import app

from tests.faults.running import Processes, sql
from tests.launch.waiting import until

pytestmark = pytest.mark.processes

Defer = Callable[..., int]


@pytest.fixture
def defer(site: Processes, tmp_path: Path) -> Defer:
    def defer(name: str, **configuration: object) -> int:
        """A job that is held as long as there is a file `hold` in the folder of its name."""
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        (folder / "hold").touch()
        return app.configure_task("held", queue="held", **configuration).defer(folder=str(folder))

    return defer


def release(folder: Path) -> None:
    (folder / "hold").unlink()


def notes(folder: Path) -> list[str]:
    path = folder / "notes"
    return path.read_text().splitlines() if path.exists() else []


def statuses() -> dict[int, str]:
    return dict(sql("SELECT id, status::text FROM procrastinate_jobs WHERE task_name = 'held'"))


def a_minute_passes() -> None:
    """Heartbeats grow old, and the clock's jobs come round again."""
    sql("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '61 seconds'")
    sql(
        "UPDATE procrastinate_jobs SET status = 'cancelled' WHERE status = 'todo'"
        " AND task_name IN (SELECT task_name FROM procrastinate_periodic_defers)"
    )
    sql("DELETE FROM procrastinate_periodic_defers")


def rounds() -> int:
    """How often dead workers have been looked for."""
    found = sql(
        "SELECT count(*) FROM procrastinate_periodic_defers WHERE task_name LIKE '%%requeue_stalled'"
        " AND NOT EXISTS (SELECT FROM procrastinate_jobs WHERE task_name LIKE '%%requeue_stalled'"
        " AND status IN ('todo', 'doing'))"
    )
    return int(found[0][0])


def killed_in_the_middle(site: Processes, *folders: Path) -> None:
    worker = site.worker("--queues", "held", "--concurrency", str(len(folders)))
    for folder in folders:
        assert until(lambda folder=folder: notes(folder) == ["begun"]), site.log
    worker.kill()
    worker.wait()


def test_a_killed_workers_job_is_finished_once_by_the_next(
    site: Processes, defer: Defer, tmp_path: Path
) -> None:
    job = defer("gift")
    killed_in_the_middle(site, tmp_path / "gift")
    assert statuses() == {job: "doing"}

    release(tmp_path / "gift")
    a_minute_passes()
    site.worker()

    assert until(lambda: statuses() == {}), site.log
    assert notes(tmp_path / "gift") == ["begun", "begun", "done"]
    assert f"Job {job} (held) was left by a dead worker and starts again" in site.log


def test_nobody_else_would_take_it_over(site: Processes, defer: Defer, tmp_path: Path) -> None:
    job = defer("gift")
    killed_in_the_middle(site, tmp_path / "gift")

    release(tmp_path / "gift")
    a_minute_passes()
    without_the_clock = site.worker("--queues", "held", "--one-shot")

    assert without_the_clock.wait() == 0
    assert (statuses(), notes(tmp_path / "gift")) == ({job: "doing"}, ["begun"])


def test_a_job_whose_next_turn_waits_is_left_to_it_and_holds_up_nobody(
    site: Processes, defer: Defer, tmp_path: Path
) -> None:
    defer("by the clock", queueing_lock="clock")
    defer("gift")
    killed_in_the_middle(site, tmp_path / "by the clock", tmp_path / "gift")
    next_turn = defer("by the clock", queueing_lock="clock", schedule_at=datetime(2100, 1, 1, tzinfo=UTC))

    release(tmp_path / "gift")
    a_minute_passes()
    site.worker()

    assert until(lambda: statuses() == {next_turn: "todo"}), (statuses(), site.log)
    assert notes(tmp_path / "by the clock") == ["begun"]
    assert notes(tmp_path / "gift") == ["begun", "begun", "done"]


def test_a_living_workers_long_job_is_left_alone(site: Processes, defer: Defer, tmp_path: Path) -> None:
    job = defer("gift")
    site.worker("--queues", "held")
    assert until(lambda: notes(tmp_path / "gift") == ["begun"]), site.log

    site.worker()
    assert until(lambda: rounds() == 1), site.log
    assert statuses() == {job: "doing"}
    release(tmp_path / "gift")

    assert until(lambda: statuses() == {}), site.log
    assert notes(tmp_path / "gift") == ["begun", "done"]


def test_a_worker_that_is_asked_to_stop_finishes_what_it_has_begun(
    site: Processes, defer: Defer, tmp_path: Path
) -> None:
    defer("gift")
    worker = site.worker("--queues", "held")
    assert until(lambda: notes(tmp_path / "gift") == ["begun"]), site.log

    worker.terminate()
    release(tmp_path / "gift")

    assert worker.wait() == 0
    assert (statuses(), notes(tmp_path / "gift")) == ({}, ["begun", "done"])
