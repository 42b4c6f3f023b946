"""Nothing can be written into the log: the site goes on, and so does the work."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from launch.port import free_port
from launch.processes import spawn
from tests.faults import jobs, running
from tests.faults.asking import ask
from tests.faults.running import Processes
from tests.launch.waiting import until

pytestmark = pytest.mark.processes


def start(site: Processes, *command: str | Path, **more: str) -> "subprocess.Popen[bytes]":
    """/dev/full answers every writing as a full disk does."""
    log = os.open("/dev/full", os.O_WRONLY)
    process = spawn(
        command, environment=site.environment | more, directory=running.ROOT, output=log, errors=log
    )
    os.close(log)
    site.started.append(process)
    return process


def test_readers_are_served(site: Processes) -> None:
    port = free_port()
    web = start(site, sys.executable, "-m", "launch.web", BIND=f"127.0.0.1:{port}", WEB_CONCURRENCY="1")

    assert until(lambda: ask(port, "/be/")[0] == 200)
    assert [ask(port, path)[0] for path in ("/be/naviny/", "/be/search/?q=slova", "/be/none/")] == [
        200,
        200,
        404,
    ]
    assert web.poll() is None


def done(folder: Path) -> bool:
    return (folder / "notes").exists() and "done" in (folder / "notes").read_text()


def test_the_worker_works_on_when_its_log_can_grow_no_more(site: Processes, tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"-" * 10_000)
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
    worker = site.worker("--queues", "held")
    jobs.held.defer(folder=str(tmp_path / "first"))
    assert until(lambda: done(tmp_path / "first")), site.log

    size = len(site.log)
    resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (size, size))
    jobs.held.defer(folder=str(tmp_path / "nowhere"))
    jobs.held.defer(folder=str(tmp_path / "second"))

    assert until(lambda: done(tmp_path / "second")), site.log
    assert (worker.poll(), len(site.log)) == (None, size)


def test_the_twin_that_disk_is_full() -> None:
    with pytest.raises(OSError, match="No space left on device"), Path("/dev/full").open("w") as log:
        log.write("a line")
