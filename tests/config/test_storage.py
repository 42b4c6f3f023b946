import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from config.storage import WholeFiles


class TooMuch(ContentFile):  # type: ignore[type-arg]
    """The disk is full when half of it is written."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[Any]:
        yield b"half"
        raise OSError(errno.ENOSPC, "No space left on device")


def test_of_a_file_that_did_not_fit_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        WholeFiles(location=str(tmp_path)).save("photo.jpg", TooMuch(b""))

    assert list(tmp_path.iterdir()) == []


def test_the_twin_djangos_own_leaves_half_a_file(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        FileSystemStorage(location=str(tmp_path)).save("photo.jpg", TooMuch(b""))

    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"half"]


def test_a_file_that_fits_is_there_and_a_second_of_its_name_beside_it(tmp_path: Path) -> None:
    storage = WholeFiles(location=str(tmp_path))
    first, second = (storage.save("photo.jpg", ContentFile(each)) for each in (b"one", b"two"))

    assert [(tmp_path / name).read_bytes() for name in (first, second)] == [b"one", b"two"]
