from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils.translation import override

from backups import health, making
from tests.backups.keys import PUBLIC

AT = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def real(settings: Any) -> Any:
    settings.DEMO, settings.BACKUP_RECIPIENTS = False, [PUBLIC]
    return settings


def ago(hours: float) -> datetime:
    return AT - timedelta(hours=hours)


@pytest.mark.parametrize(
    ("main", "vault", "wrong"),
    [
        (ago(1), ago(1), None),
        (ago(26), ago(1), None),
        (ago(26.1), ago(1), "Last night’s backup is missing."),
        (ago(1), ago(30), "Last night’s backup is missing."),
        (None, ago(1), "There is no backup yet."),
        (None, None, "There is no backup yet."),
    ],
)
def test_both_backups_must_be_of_last_night(
    main: datetime | None, vault: datetime | None, wrong: str | None
) -> None:
    found = health.missed({"main": main, "vault": vault}, at=AT)

    assert (found and str(found.wrong)) == wrong


def test_a_backup_is_missing_since_the_night_it_should_have_been_made() -> None:
    found = health.missed({"main": ago(50), "vault": ago(49)}, at=AT)

    assert found is not None
    assert found.since == ago(26)


@pytest.mark.django_db
def test_what_was_made_is_known_on_every_machine(real: Any) -> None:
    assert health.backup(AT) is not None
    making.note(making.KINDS, at=ago(3))

    assert health.newest() == {"main": ago(3), "vault": ago(3)}
    assert health.backup(AT) is None
    assert health.backup(AT + timedelta(days=1)) is not None


@pytest.mark.django_db
def test_a_server_without_a_key_to_lock_backups_with_is_told(real: Any) -> None:
    real.BACKUP_RECIPIENTS = []
    found = health.backup(AT)

    assert found is not None
    assert str(found.do) == "Set BACKUP_RECIPIENTS, as docs/backup.md says"


def test_a_demo_has_nothing_to_lose(settings: Any) -> None:
    settings.BACKUP_RECIPIENTS = []

    assert health.backup(AT) is None
