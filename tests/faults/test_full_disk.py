"""Nothing can be written into the log: the site goes on, and so does the work."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from launch.port import free_port
from launch.processes import spawn
from tests.faults import jobs, running
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


def answer(port: int, path: str) -> int:
    try:
        with urlopen(f"http://localhost:{port}{path}", timeout=20) as page:
            return int(page.status)
    except HTTPError as error:
        return error.code
    except URLError:
        return 0


def test_readers_are_served(site: Processes) -> None:
    port = free_port()
    web = start(site, Path(sys.executable).parent / "gunicorn", BIND=f"127.0.0.1:{port}", WEB_CONCURRENCY="1")

    assert until(lambda: answer(port, "/be/") == 200)
    assert [answer(port, path) for path in ("/be/naviny/", "/be/search/?q=slova", "/be/none/")] == [
        200,
        200,
        404,
    ]
    assert web.poll() is None


def test_the_worker_works(site: Processes, tmp_path: Path) -> None:
    jobs.held.defer(folder=str(tmp_path))
    start(site, sys.executable, "manage.py", "procrastinate", "worker", "--queues", "held")

    assert until(lambda: (tmp_path / "notes").exists() and "done" in (tmp_path / "notes").read_text())


def test_the_twin_that_disk_is_full() -> None:
    with pytest.raises(OSError, match="No space left on device"), Path("/dev/full").open("w") as log:
        log.write("a line")
