from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from backups import folders, forgotten, jobs, making
from backups.errors import BackupError
from launch.exclusive import exclusive
from privacy import forgetting
from tests.backups.keys import PUBLIC
from tests.backups.test_folders import made

AT = datetime(2026, 11, 20, 1, 40, tzinfo=UTC)


@pytest.fixture(autouse=True)
def places(settings: Any, tmp_path: Path) -> tuple[Path, Path]:
    settings.BACKUP_RECIPIENTS, settings.BACKUP_DAYS = [PUBLIC], 60
    settings.BACKUP_DIR, settings.VAULT_BACKUP_DIR = tmp_path / "main", tmp_path / "vault"
    return settings.BACKUP_DIR, settings.VAULT_BACKUP_DIR


def ages(place: Path) -> list[int]:
    return [(AT - folders.made_at(each)).days for each in folders.whole(place)]


@pytest.mark.django_db(databases=["default", "vault"])
def test_the_vaults_backups_are_gone_after_thirty_days_whatever_is_set_for_the_others(
    places: tuple[Path, Path],
) -> None:
    for place in places:
        for days in (59, 31, 30, 29):
            made(place, at=AT - timedelta(days=days))

    making.keep_promises(at=AT)

    assert [ages(place) for place in places] == [[59, 31, 30, 29], [29]]


@pytest.mark.django_db(databases=["default", "vault"])
def test_the_list_of_forgotten_people_is_brought_up_to_date_beside_both(places: tuple[Path, Path]) -> None:
    gone = uuid4()
    forgetting.erase([gone], at=AT)

    jobs.keep_promises.func(timestamp=0)

    assert [forgotten.read(place) for place in places] == [{gone: AT}] * 2


def test_without_a_public_key_the_worker_makes_none(settings: Any, places: tuple[Path, Path]) -> None:
    settings.BACKUP_RECIPIENTS = []

    jobs.back_up.func(timestamp=0)
    jobs.keep_promises.func(timestamp=0)

    assert [place.exists() for place in places] == [False, False]


def test_a_night_without_a_backup_is_told_in_the_log(
    places: tuple[Path, Path], caplog: pytest.LogCaptureFixture
) -> None:
    places[0].write_text("a file stands where the folder should be")

    with pytest.raises(BackupError):
        jobs.back_up.func(timestamp=0)

    (told,) = caplog.messages
    assert told.startswith("There is no backup of this night. A backup could not be written to")


def test_two_at_once_would_meet_in_one_folder(places: tuple[Path, Path]) -> None:
    with exclusive(places[1] / "lock", refusal=""), pytest.raises(BackupError, match=making.BUSY):
        making.make("vault", at=AT)


def test_a_place_that_can_not_be_written_to_is_named(places: tuple[Path, Path]) -> None:
    places[1].write_text("a file stands where the folder should be")

    with pytest.raises(BackupError, match=r"^A backup could not be written to .*/vault: File exists\.$"):
        making.make("vault", at=AT)
