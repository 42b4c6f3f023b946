import os
import subprocess
from pathlib import Path

from tests.launch.fake_clone import make_clone

ROOT = Path(__file__).resolve().parents[2]
TARGETS = [
    "help",
    "run",
    "test",
    "test-fast",
    "check",
    "soak",
    "bench",
    "lighthouse",
    "observatory",
    "deploy-check",
    "guide",
    "spell",
    "lock",
    "clean",
]


def make(*arguments: str, directory: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = ["make", "--no-print-directory", *arguments]
    settings = {"PATH": os.environ["PATH"]}
    return subprocess.run(command, cwd=directory, env=settings, capture_output=True, text=True, check=False)


def test_make_alone_lists_every_target_with_a_word_about_it() -> None:
    lines = make().stdout.splitlines()

    assert [line.split()[1] for line in lines] == TARGETS
    assert all(len(line.split()) > 3 for line in lines)


def test_a_missing_python_gets_one_sentence() -> None:
    assert make("run", "PYTHON=python9").stderr.splitlines()[0] == (
        "There is no python9 here: install Python 3.11 or newer, or name it with PYTHON=..."
    )


def test_an_old_python_gets_one_sentence(tmp_path: Path) -> None:
    old = tmp_path / "old python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)

    assert make("test-fast", f"PYTHON={old}").stderr.splitlines()[0] == (
        f"Python 3.11 or newer is needed; {old} is older: name another one with PYTHON=..."
    )


def test_cleaning_keeps_the_content(tmp_path: Path) -> None:
    root = tmp_path / "a clone"
    make_clone(root)
    kept = {"var/postgres/PG_VERSION", "var/media/image.webp"}
    built = {"var/static/site.css", "site/locale/be/django.mo", "home/__pycache__/models.pyc"}
    for name in kept | built:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()

    assert make("clean", directory=root).returncode == 0

    assert {name for name in kept | built if (root / name).exists()} == kept
    assert not (root / ".venv").exists()
