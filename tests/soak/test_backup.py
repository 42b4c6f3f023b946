"""Only by `make soak`: how long a gigabyte takes to be backed up, and to stand again on an empty machine."""

import os
import re
import resource
from pathlib import Path
from time import perf_counter

import pytest

from tests.faults.conftest import _django_db_helper, database, pytest_collection_modifyitems  # noqa: F401 - fixtures
from tests.faults.running import Processes, sql
from tests.faults.test_backup import backup, empty_machine, manage, people, site  # noqa: F401 - fixtures

pytestmark = [pytest.mark.soak, pytest.mark.processes]

FILES, FILE = 1000, 1_000_000
LONGEST = 15 * 60
MOST_MEMORY = 300
"""Megabytes of the largest process: much less than what flows through it."""


@pytest.fixture
def gigabyte(site: Processes, tmp_path: Path) -> None:  # noqa: F811 - the fixture of that name
    """Photographs do not shrink: a thousand of a megabyte, and a hundred megabytes of rows."""
    for number in range(FILES):
        (tmp_path / "originals" / f"{number}.jpg").write_bytes(os.urandom(FILE))
    words = "md5(n::text) || md5((n + 1)::text)"
    sql(f"CREATE TABLE weight AS SELECT n, {words} AS words FROM generate_series(1, 1000000) n")  # noqa: S608


def test_a_gigabyte_stands_again_within_a_quarter_of_an_hour(
    site: Processes,  # noqa: F811 - the fixture of that name
    gigabyte: None,
    backup: list[str | Path],  # noqa: F811 - the fixture of that name
    tmp_path: Path,
) -> None:
    size = sum(path.stat().st_size for path in (tmp_path / "backups").rglob("*.age"))
    with empty_machine() as (_cluster, there):
        begun = perf_counter()
        code, said = manage(site, "restore", *backup, **there)
        seconds = perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    print(f"{size / 1e9:.2f} GB\n{said}{seconds:.0f} s in all, at most {memory} MB of memory")  # noqa: T201 - for the docs

    assert code == 0, said
    assert re.search(r"Restored in [\d.]+ seconds\.", said)
    assert size >= 0.9 * FILES * FILE
    assert seconds <= LONGEST
    assert memory <= MOST_MEMORY
