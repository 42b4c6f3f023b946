"""The Dockerfile, as far as it can be judged where no Docker is: what it takes is enough, and no more."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from launch.port import free_port
from tests.config.test_settings import GOOD
from tests.deploy.units import ROOT

TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8")
LINES = re.sub(r" *\\\n *", " ", TEXT).splitlines()
IGNORED = [line for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line]
NEVER = ("var", ".env", ".git", ".venv", "tests", "deploy", "requirements-dev.txt", "home/.env", ".ci/run")


def of(instruction: str) -> list[list[str]]:
    return [line.split()[1:] for line in LINES if line.startswith(f"{instruction} ")]


def copied() -> Iterator[tuple[str, str]]:
    for *sources, target in of("COPY"):
        if not sources[0].startswith("--from"):
            yield from ((source, target) for source in sources)


def is_sent(path: str) -> bool:
    """Whether Docker gets to see it: the last line that speaks of it decides."""
    parents = ["/".join(path.split("/")[: depth + 1]) for depth in range(path.count("/") + 1)]
    sent = True
    for line in IGNORED:
        pattern = line.lstrip("!").removeprefix("**/")
        if any(fnmatch(parent, pattern) or fnmatch(parent.rpartition("/")[2], pattern) for parent in parents):
            sent = line.startswith("!")
    return sent


def test_what_it_copies_is_there_and_is_sent() -> None:
    assert [
        source for source, _target in copied() if not (ROOT / source).exists() or not is_sent(source)
    ] == []


def test_what_is_nobodys_business_is_not_sent() -> None:
    assert [path for path in NEVER if is_sent(path)] == []
    assert not is_sent("site/locale/be/LC_MESSAGES/django.mo")


def test_who_runs_in_it_is_no_root_and_packages_come_by_their_hashes() -> None:
    (user,) = of("USER")[-1]

    assert int(user) >= 1000
    assert LINES.index(f"USER {user}") < min(LINES.index(line) for line in LINES if line.startswith("CMD"))
    assert [line for line in LINES if "pip install" in line and "--require-hashes" not in line] == []
    assert [line for line in LINES if line.startswith("ADD ")] == []


def test_no_secret_is_in_it() -> None:
    assert re.findall(r"(SECRET_KEY|MASTER_KEY|PASSWORD|DATABASE_URL|SMTP_URL)", TEXT) == []


def test_its_variables_are_explained() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = {pair.split("=")[0] for words in of("ENV") for pair in words}

    assert {name for name in named if f"{name}=" not in example} == {"PATH", "PYTHONPATH", "PYTHONUNBUFFERED"}


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is copied, together in one folder."""
    app = tmp_path_factory.mktemp("image") / "app"
    leave = shutil.ignore_patterns("__pycache__")
    for source, target in copied():
        there = app / source if target == "./" else app / target
        there.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, there, ignore=leave)
        else:
            shutil.copy(ROOT / source, there)
    return app


@pytest.mark.processes
def test_what_it_holds_is_enough(image: Path, tmp_path: Path) -> None:
    environment = {
        **GOOD,
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(image / "site"),
        "VAR_DIR": str(tmp_path),
    }
    for arguments in (
        ["check", "--deploy", "--fail-level", "WARNING"],
        ["collectstatic", "--noinput", "--dry-run", "-v0"],
    ):
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=image, env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout


@pytest.mark.processes
def test_its_health_check_fails_where_nobody_answers(image: Path) -> None:
    (words,) = of("HEALTHCHECK")
    command = re.findall(r'"([^"]+)"', " ".join(words))
    environment = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(image / "site"),
        "BIND": f"0.0.0.0:{free_port()}", "BASE_URL": "https://example.org",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, *command[1:]],
        cwd=image,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert command[0] == "python"
    assert (done.returncode, done.stderr) == (1, "The web process at BIND does not answer.\n")
