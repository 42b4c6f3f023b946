import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backups import age, folders
from backups.errors import BackupError
from backups.folders import Manifest

AT = datetime(2026, 11, 20, 1, 40, tzinfo=UTC)
DAY = timedelta(days=1)


def made(parent: Path, *, at: datetime = AT, kind: str = "main") -> Path:
    with folders.new(parent, at=at) as folder:
        (folder / "database.age").write_bytes(b"locked")
        parts = (age.measure(folder / "database.age"),)
        folders.write_at_once(
            folder / folders.MANIFEST, Manifest(kind=kind, made_at=at, parts=parts).written()
        )
    return folders.whole(parent)[-1]


def test_a_backup_is_named_for_its_moment_and_says_what_is_in_it(tmp_path: Path) -> None:
    backup = made(tmp_path)
    read = folders.read(backup, kind="main")

    assert (backup.name, folders.made_at(backup), read.made_at) == ("2026-11-20T014000Z", AT, AT)
    assert folders.examine(backup, read.parts) is None


def test_while_it_is_made_nobody_takes_it_for_one(tmp_path: Path) -> None:
    with folders.new(tmp_path, at=AT) as folder:
        (folder / folders.MANIFEST).write_text("{}")
        assert folders.whole(tmp_path) == []


def test_of_one_that_failed_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), folders.new(tmp_path, at=AT):
        raise ZeroDivisionError

    assert list(tmp_path.iterdir()) == []


def test_what_somebody_killed_has_left_goes_with_the_next(tmp_path: Path) -> None:
    (tmp_path / "unfinished-2026-11-19T014000Z").mkdir()

    backup = made(tmp_path)

    assert list(tmp_path.iterdir()) == [backup]


def test_a_folder_without_its_manifest_is_no_backup(tmp_path: Path) -> None:
    """The twin of the above: it is the manifest and the name together that make one."""
    backup = made(tmp_path)
    (backup / folders.MANIFEST).unlink()

    assert folders.whole(tmp_path) == []
    with pytest.raises(BackupError, match=r"is no whole backup: its manifest.json is missing or damaged\.$"):
        folders.read(backup, kind="main")


def test_old_ones_go_by_their_names_and_nothing_else_does(tmp_path: Path) -> None:
    for days in range(4):
        made(tmp_path, at=AT - days * DAY)
    (tmp_path / "notes").mkdir()

    assert folders.remove_old(tmp_path, at=AT, keep=2 * DAY) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "2026-11-19T014000Z", "2026-11-20T014000Z", "notes",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda part: part.write_bytes(b"lockeD"), "is damaged: it is not what was written"),
        (lambda part: part.write_bytes(b"lock"), "is damaged: it is not what was written"),
        (lambda part: part.unlink(), "database.age is missing in"),
    ],
    ids=["changed", "cut", "lost"],
)
def test_damage_is_found_before_anything_is_touched(tmp_path: Path, damage: object, sentence: str) -> None:
    backup = made(tmp_path)
    damage(backup / "database.age")  # type: ignore[operator]

    with pytest.raises(BackupError, match=sentence):
        folders.examine(backup, folders.read(backup, kind="main").parts)


def test_a_backup_of_the_other_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"is a backup of vault, not of main\.$"):
        folders.read(made(tmp_path, kind="vault"), kind="main")


def test_one_of_a_newer_site_is_refused(tmp_path: Path) -> None:
    backup = made(tmp_path)
    manifest = backup / folders.MANIFEST
    manifest.write_text(manifest.read_text().replace('"format": 1', '"format": 2'))

    with pytest.raises(
        BackupError, match=r"was made by a newer version of the site: update this one first\.$"
    ):
        folders.read(backup, kind="main")


def test_whoever_fetches_backups_reads_them_through_the_group_of_their_place(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        tmp_path.chmod(0o2750)
        backup = made(tmp_path)
    finally:
        os.umask(before)

    assert f"{backup.stat().st_mode & 0o7777:o}" == "2750"
    assert {f"{path.stat().st_mode & 0o777:o}" for path in backup.iterdir()} == {"640"}
