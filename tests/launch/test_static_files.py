import os
from pathlib import Path

import pytest

from launch.static_files import fingerprint, is_collected, note_collected

SOURCES = ("site/static/site.css", "site/pages/static/pages/a.js", "home/static/home/b.svg")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in (*SOURCES, "var/static/x"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text("first")
    (tmp_path / "requirements.txt").write_text("wagtail==1\n")
    note_collected(tmp_path / "var", collected=fingerprint(tmp_path))
    return tmp_path


def test_nothing_is_collected_again_when_nothing_changed(root: Path) -> None:
    (root / "var" / "static" / "another").write_text("collected later")

    assert is_collected(root, root / "var")


@pytest.mark.parametrize(
    "changed",
    [*SOURCES, "site/static/new.css"],
)
def test_a_changed_or_new_file_is_noticed(root: Path, changed: str) -> None:
    (root / changed).write_text("second, longer")

    assert not is_collected(root, root / "var")


def test_a_file_of_the_same_length_is_noticed_by_its_time(root: Path) -> None:
    os.utime(root / SOURCES[0], (1_000_000, 1_000_000))

    assert not is_collected(root, root / "var")


def test_other_packages_bring_other_static_files(root: Path) -> None:
    (root / "requirements.txt").write_text("wagtail==2\n")

    assert not is_collected(root, root / "var")


def test_a_removed_collection_is_noticed(root: Path) -> None:
    (root / "var" / "static" / "x").unlink()
    (root / "var" / "static").rmdir()

    assert not is_collected(root, root / "var")
