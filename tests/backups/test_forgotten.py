"""The list that remembers who is forgotten when both databases do not."""

from pathlib import Path
from uuid import uuid4

import pytest

from backups import forgotten
from backups.errors import BackupError
from home.models import Inquiry
from privacy import forgetting
from privacy.models import Tombstone
from privacy.vault.models import Destroyed
from tests.privacy.people import NOW, inquiry

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def test_who_is_forgotten_is_on_the_list_and_it_never_gets_shorter(tmp_path: Path) -> None:
    first, second = uuid4(), uuid4()
    forgetting.erase([first], at=NOW)
    forgotten.write([tmp_path / "main", tmp_path / "vault"])
    Destroyed.objects.all().delete()
    forgetting.erase([second], at=NOW)
    forgotten.write([tmp_path / "main"])

    assert forgotten.read(tmp_path / "main") == {first: NOW, second: NOW}
    assert forgotten.read(tmp_path / "vault") == {first: NOW}
    assert [path.name for path in (tmp_path / "main").iterdir()] == ["forgotten"]


def test_both_databases_from_before_and_still_nobody_comes_back(tmp_path: Path) -> None:
    hanna = inquiry()
    seal = forgetting.Seal.objects.get(pk=hanna.seal_id)
    forgetting.erase([hanna.seal_id], at=NOW)
    forgotten.write([tmp_path])
    as_of_yesterday(hanna, seal)

    forgotten.remember(forgotten.read(tmp_path))

    assert forgetting.after_restore(at=NOW) == 1
    assert not Inquiry.objects.filter(pk=hanna.pk).exists()


def test_the_twin_without_the_list_she_does(tmp_path: Path) -> None:
    hanna = inquiry()
    seal = forgetting.Seal.objects.get(pk=hanna.seal_id)
    forgetting.erase([hanna.seal_id], at=NOW)
    as_of_yesterday(hanna, seal)

    assert forgetting.after_restore(at=NOW) == 0
    assert Inquiry.objects.get(pk=hanna.pk).asked.open().name == "Alina Kavalenka"


def as_of_yesterday(row: Inquiry, seal: forgetting.Seal) -> None:
    """Both databases as they were before she was forgotten."""
    Destroyed.objects.all().delete()
    Tombstone.objects.all().delete()
    seal.save(force_insert=True)
    row.save(force_insert=True)


def test_nobody_stands_on_a_list_that_is_not_there(tmp_path: Path) -> None:
    assert forgotten.read(tmp_path) == {}


@pytest.mark.parametrize("cut", [2, 30, 200])
def test_a_damaged_list_is_refused_because_whoever_is_missing_would_come_back(
    tmp_path: Path, cut: int
) -> None:
    forgetting.erase([uuid4(), uuid4(), uuid4()], at=NOW)
    forgotten.write([tmp_path])
    whole = (tmp_path / "forgotten").read_bytes()
    (tmp_path / "forgotten").write_bytes(whole[cut:] if cut == 30 else whole[:-cut])

    with pytest.raises(BackupError, match=r"^The list of forgotten people in .* is damaged"):
        forgotten.read(tmp_path)
