"""Only by `make soak`: ten minutes of even traffic, and the minute after a post that many read."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from home.measuring.load import Load, arrivals, readers
from launch.port import free_port
from tests.faults import running
from tests.faults.conftest import _django_db_helper, database, pytest_collection_modifyitems  # noqa: F401 - fixtures

pytestmark = [pytest.mark.soak, pytest.mark.processes]

MINUTES = float(os.environ.get("SOAK_MINUTES", "10"))
PATHS = [
    "/be/", "/ru/", "/pl/", "/en/", "/be/naviny/", "/pl/aktualnosci/", "/be/feed/", "/sitemap.xml",
    f"/be/search/?q={quote('школа')}", f"/ru/search/?q={quote('адежда')}", "/be/search/?q=irjkf",
    "/be/naviny/?page=1&utm_source=telegram", "/robots.txt", "/pl/search/suggestions/?q=szk",
]  # fmt: skip


@pytest.fixture
def port(database: str, tmp_path: Path) -> Iterator[int]:  # noqa: F811 - the fixture of that name
    port = free_port()
    with running.processes(database, tmp_path, BIND=f"127.0.0.1:{port}", WEB_CONCURRENCY="2") as processes:
        processes.web()
        for _attempt in range(300):
            if is_up(port):
                break
        yield port
        assert "Traceback" not in processes.log


def is_up(port: int) -> bool:
    async def once() -> bool:
        await asyncio.sleep(0.2)
        try:
            return (await readers(port, ["/robots.txt"], number=1, seconds=0.1)).errors == 0
        except OSError:
            return False

    return asyncio.run(once())


def memory(port: int) -> int:
    """Bytes in memory of all processes that listen there."""
    total, mine = 0, f"BIND=127.0.0.1:{port}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mine in (folder / "environ").read_bytes():
                total += int((folder / "statm").read_text().split()[1]) * 4096
        except OSError:
            continue
    return total


def traffic(port: int, *, per_second: float, seconds: float, paths: list[str]) -> Load:
    return asyncio.run(arrivals(port, paths, per_second=per_second, seconds=seconds))


def report(load: Load, more: str = "") -> None:
    print(f"{len(load.seconds)} answers, p95 {load.percentile(95)} ms{more}")  # noqa: T201 - for the docs


def test_ten_minutes_of_readers_leave_memory_as_it_was(port: int):
    traffic(port, per_second=50, seconds=MINUTES * 6, paths=PATHS)  # The first tenth fills what fills once.
    before = memory(port)
    load = traffic(port, per_second=50, seconds=MINUTES * 54, paths=PATHS)
    after = memory(port)
    report(load, f", memory {before >> 20} to {after >> 20} MB")

    assert load.errors == 0
    assert after <= before * 1.1


def test_five_thousand_readers_of_one_post_find_it_at_once(port: int):
    """The processes have just started and nothing is ready."""
    load = traffic(port, per_second=5000 / 60, seconds=60, paths=["/be/naviny/", "/be/?utm_source=telegram"])
    report(load)

    assert load.errors == 0
    assert load.percentile(95) <= 200
