import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from launch import leftovers


@pytest.fixture
def process() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(["sleep", "60"], start_new_session=True) as process:
        yield process
        process.kill()


@pytest.fixture
def stubborn() -> Iterator[subprocess.Popen[bytes]]:
    command = ["sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 0.1; done"]
    with subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        process.kill()


def test_what_was_recorded_is_ended(tmp_path: Path, process: subprocess.Popen[bytes]) -> None:
    leftovers.record(tmp_path / "children.json", [process.pid])

    leftovers.end(tmp_path / "children.json", patience=5.0)

    assert process.wait() == -15
    assert list(tmp_path.iterdir()) == []


def test_what_does_not_listen_is_killed(tmp_path: Path, stubborn: subprocess.Popen[bytes]) -> None:
    leftovers.record(tmp_path / "children.json", [stubborn.pid])

    leftovers.end(tmp_path / "children.json", patience=0.2)

    assert stubborn.wait() == -9


def test_a_stranger_who_inherited_the_number_is_spared(
    tmp_path: Path, process: subprocess.Popen[bytes]
) -> None:
    (tmp_path / "children.json").write_text(json.dumps([[process.pid, "1"]]))

    leftovers.end(tmp_path / "children.json", patience=5.0)

    time.sleep(0.1)
    assert process.poll() is None


@pytest.mark.parametrize("text", ["", "[", "{}", "[[1]]"])
def test_a_damaged_record_names_nobody(tmp_path: Path, text: str) -> None:
    (tmp_path / "children.json").write_text(text)

    assert leftovers.recorded(tmp_path / "children.json") == []


def test_no_record_names_nobody(tmp_path: Path) -> None:
    leftovers.end(tmp_path / "children.json", patience=5.0)
