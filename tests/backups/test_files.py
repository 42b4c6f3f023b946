import io
import tarfile
from pathlib import Path

import pytest

from backups import files
from backups.errors import BackupError


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, Path]:
    here = {"media": tmp_path / "media", "originals": tmp_path / "originals"}
    (here["media"] / "images" / "Мінск").mkdir(parents=True)
    (here["media"] / "images" / "Мінск" / "вуліца.jpg").write_bytes(b"street" * 100_000)
    (here["media"] / "empty").touch()
    here["originals"].mkdir()
    (here["originals"] / ("long" * 60)).write_bytes(b"long name")
    return here


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def packed(folders: dict[str, Path]) -> bytes:
    with files.packed(folders) as stream:
        return stream.read()


def unpack(stream: bytes, folders: dict[str, Path]) -> None:
    with files.unpacked(folders) as sink:
        sink.write(stream)


def test_folders_come_back_as_they_were(folders: dict[str, Path], tmp_path: Path) -> None:
    there = {name: tmp_path / "there" / name for name in folders}

    unpack(packed(folders), there)

    assert {name: content(there[name]) for name in there} == {
        name: content(folders[name]) for name in folders
    }
    assert sorted(path.name for path in (tmp_path / "there").iterdir()) == ["media", "originals"]
    assert (there["media"] / "empty").stat().st_mode & 0o777 == 0o640


def test_folders_that_are_not_there_are_empty_ones(tmp_path: Path) -> None:
    nowhere = {"media": tmp_path / "nowhere"}

    unpack(packed(nowhere), nowhere)

    assert (files.is_empty(nowhere), content(tmp_path / "nowhere")) == (True, {})


def test_a_half_stream_leaves_what_was_there(folders: dict[str, Path]) -> None:
    before, stream = content(folders["media"]), packed(folders)

    with pytest.raises(tarfile.ReadError):
        unpack(stream[: len(stream) // 2], folders)

    assert content(folders["media"]) == before


@pytest.mark.parametrize("name", ["media/../../escaped", "/etc/passwd", "elsewhere/file", "media"])
def test_an_archive_reaches_no_place_outside(name: str, folders: dict[str, Path], tmp_path: Path) -> None:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w") as archive:
        archive.addfile(tarfile.TarInfo(name))

    with pytest.raises(BackupError, match="does not belong into a backup of this site"):
        unpack(sink.getvalue(), folders)
    assert not (tmp_path.parent / "escaped").exists()


def test_an_archive_makes_no_links(folders: dict[str, Path]) -> None:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w") as archive:
        link = tarfile.TarInfo("media/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)

    with pytest.raises(BackupError, match="does not belong"):
        unpack(sink.getvalue(), folders)
