"""Folders of files as one stream, and back; no list of them is kept in memory."""

import os
import shutil
import tarfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from backups.errors import BackupError

MODE = 0o640
UNFINISHED = ".restoring"
Folders = Mapping[str, Path]


@contextmanager
def packed(folders: Folders) -> Iterator[IO[bytes]]:
    """Each folder's files under its name. Files that vanish meanwhile are left out."""
    reader, writer = os.pipe()
    with ThreadPoolExecutor(1) as other, os.fdopen(reader, "rb") as stream:
        packing = other.submit(_pack, folders, writer)
        try:
            yield stream
        except BaseException:
            stream.close()
            with suppress(OSError):
                packing.result()
            raise
        packing.result()


def _pack(folders: Folders, writer: int) -> None:
    with os.fdopen(writer, "wb") as sink, tarfile.open(fileobj=sink, mode="w|") as archive:
        for name, folder in folders.items():
            for path in _files(folder):
                with suppress(FileNotFoundError), path.open("rb") as file:
                    entry = tarfile.TarInfo(f"{name}/{path.relative_to(folder).as_posix()}")
                    about = os.fstat(file.fileno())
                    entry.size, entry.mtime = about.st_size, int(about.st_mtime)
                    archive.addfile(entry, file)


def _files(folder: Path) -> Iterator[Path]:
    for parent, _folders, names in os.walk(folder):
        yield from (Path(parent, name) for name in names)


@contextmanager
def unpacked(folders: Folders) -> Iterator[BinaryIO]:
    """Take a stream, and put what it holds in place of the folders when it has come to its end."""
    for folder in folders.values():
        shutil.rmtree(_beside(folder), ignore_errors=True)
        _beside(folder).mkdir(parents=True, mode=0o750)
    reader, writer = os.pipe()
    with ThreadPoolExecutor(1) as other:
        unpacking = other.submit(_unpack, folders, reader)
        with os.fdopen(writer, "wb") as stream:
            yield stream
        unpacking.result()
    for folder in folders.values():
        shutil.rmtree(folder, ignore_errors=True)
        _beside(folder).rename(folder)


def _beside(folder: Path) -> Path:
    return folder.with_name(folder.name + UNFINISHED)


def _unpack(folders: Folders, reader: int) -> None:
    with os.fdopen(reader, "rb") as source, tarfile.open(fileobj=source, mode="r|") as archive:
        for entry in archive:
            path = _place(entry, folders)
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
            content = archive.extractfile(entry)
            if content is None:
                raise BackupError(f"{entry.name} is no file.")
            path.touch(mode=MODE, exist_ok=False)
            with path.open("wb") as file:
                shutil.copyfileobj(content, file, 1 << 20)
        while source.read(1 << 20):  # What stands after the last file must be taken, or the writer waits.
            pass


def _place(entry: tarfile.TarInfo, folders: Folders) -> Path:
    """Where the file goes; an archive can name no place outside the folders."""
    name, *rest = PurePosixPath(entry.name).parts
    if name not in folders or not rest or ".." in rest or not entry.isreg():
        raise BackupError(f"{entry.name} does not belong into a backup of this site.")
    return _beside(folders[name]).joinpath(*rest)


def measured(folders: Folders) -> dict[str, int]:
    """How many files there are in each."""
    return {name: sum(1 for _path in _files(folder)) for name, folder in folders.items()}


def is_empty(folders: Folders) -> bool:
    return not any(measured(folders).values())
