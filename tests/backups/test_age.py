import io
from pathlib import Path

import pytest

from backups import age
from backups.errors import BackupError
from tests.backups.keys import PRIVATE, PUBLIC, SOMEBODY_ELSE

WORDS = "Скарыніна Ганна, hanna.skaryna@example.org ".encode() * 10_000


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    age.lock(io.BytesIO(WORDS), tmp_path / "words.age", to=[PUBLIC])
    return tmp_path / "words.age"


def opened(path: Path, *, by: str = PRIVATE) -> bytes:
    sink = io.BytesIO()
    age.unlock(path, sink, identities=age.identities(by))
    return sink.getvalue()


def test_what_was_locked_opens_with_the_private_key_and_is_measured_as_it_lies_there(locked: Path) -> None:
    part = age.lock(io.BytesIO(WORDS), locked.with_name("again.age"), to=[PUBLIC])

    assert opened(locked) == WORDS
    assert part == age.measure(locked.with_name("again.age"))
    assert b"example.org" not in locked.read_bytes()


def test_each_of_several_people_can_open_it_alone(tmp_path: Path) -> None:
    second = age.identities(SOMEBODY_ELSE)[0]
    age.lock(io.BytesIO(WORDS), tmp_path / "words.age", to=[PUBLIC, str(second.to_public())])

    assert opened(tmp_path / "words.age") == opened(tmp_path / "words.age", by=SOMEBODY_ELSE) == WORDS


def test_nobody_else_opens_it(locked: Path) -> None:
    with pytest.raises(BackupError, match=r"^words.age does not open with this private key: No matching"):
        opened(locked, by=SOMEBODY_ELSE)


@pytest.mark.parametrize("damage", [lambda raw: raw[:-100_000], lambda raw: raw[:9000] + b"!" + raw[9001:]])
def test_a_stream_that_is_cut_or_changed_is_refused(locked: Path, damage: object) -> None:
    locked.write_bytes(damage(locked.read_bytes()))  # type: ignore[operator]

    with pytest.raises(BackupError, match=r"^words.age could not be read to its end"):
        opened(locked)


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"^full could not be written: .*No space left on device"):
        age.lock(io.BytesIO(WORDS), _on_a_full_disk(tmp_path), to=[PUBLIC])


class Full(type(Path())):  # type: ignore[misc]
    """/dev/full answers every writing as a full disk does."""

    def open(self, mode: str = "r", *args: object, **options: object) -> object:
        return Path("/dev/full").open("wb", buffering=0)


def _on_a_full_disk(folder: Path) -> Path:
    return Full(folder / "full")


@pytest.mark.parametrize(
    "text", ["", "# nothing", "AGE-SECRET-KEY-1", PUBLIC], ids=["empty", "comment", "half", "public"]
)
def test_what_is_no_private_key_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(BackupError, match=r"^That is no private key: it begins with AGE-SECRET-KEY-1\.$"):
        age.identities(text)


def test_a_private_key_is_read_as_age_keygen_writes_it() -> None:
    assert [
        str(each) for each in age.identities(f"# created: 2026\n# public key: {PUBLIC}\n{PRIVATE}\n")
    ] == [PRIVATE]
