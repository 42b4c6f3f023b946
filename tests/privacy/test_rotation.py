from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from home.models import Inquiry
from privacy import keys, masters, rotation
from privacy.checks import master_keys_are_here
from privacy.errors import MasterKeyMissing
from privacy.vault.models import Seal
from tests.privacy.people import NOW, asked, inquiry

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

NEW = "YW5vdGhlciBtYXN0ZXIga2V5IG9mIDMyIGJ5dGVzISE="


@pytest.fixture
def rotating(settings: Any) -> Any:
    """After the new key has been put into the environment, beside the old one."""
    people = [inquiry(asked(f"Alina {number}")) for number in range(5)]
    settings.MASTER_KEYS = [NEW, *settings.MASTER_KEYS]
    return people


def names() -> list[str]:
    return sorted(row.asked.open().name for row in Inquiry.objects.all())


EVERYBODY = [f"Alina {number}" for number in range(5)]


def rotate() -> str:
    said = StringIO()
    call_command("rotate_keys", stdout=said)
    return said.getvalue()


def test_everything_opens_before_while_and_after_and_the_old_key_can_go(rotating: Any, settings: Any) -> None:
    assert names() == EVERYBODY

    said = rotate()

    assert said == (
        f"6 keys are now under the master key {masters.current().name}.\n"
        "None is left under the old one: take MASTER_KEY_OLD away and restart everything.\n"
    )
    assert names() == EVERYBODY
    settings.MASTER_KEYS = [NEW]
    assert names() == EVERYBODY


def test_the_twin_without_rotation_nothing_opens_once_the_old_key_is_gone(
    rotating: Any, settings: Any
) -> None:
    settings.MASTER_KEYS = [NEW]

    with pytest.raises(MasterKeyMissing):
        names()


def test_a_run_that_was_killed_is_resumed(
    rotating: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    steps = rotation.rotate()
    next(steps)
    next(steps)
    del steps
    assert (rotation.left(), names()) == (3, EVERYBODY)

    rotate()

    assert rotation.left() == 0


def test_keys_made_meanwhile_are_under_the_new_master_already(rotating: Any) -> None:
    seal = keys.new_seal(at=NOW)

    assert Seal.objects.get(pk=seal).master == masters.current().name


def test_without_the_old_key_nothing_is_touched_and_the_reason_named(rotating: Any, settings: Any) -> None:
    old = settings.MASTER_KEYS[1]
    settings.MASTER_KEYS = [NEW]

    with pytest.raises(CommandError, match=r"^A key is wrapped under the master key"):
        rotate()
    settings.MASTER_KEYS = [old]
    assert names() == EVERYBODY


def test_a_second_run_has_nothing_to_do(rotating: Any) -> None:
    rotate()

    assert rotate().startswith("0 keys are now under")


def test_a_thousand_people_are_rotated(settings: Any) -> None:
    seals = [keys.new_seal(at=NOW) for _time in range(1000)]
    before = keys.for_reading(seals)
    settings.MASTER_KEYS = [NEW, *settings.MASTER_KEYS]

    assert sum(rotation.rotate()) == 1000
    settings.MASTER_KEYS = [NEW]
    assert keys.for_reading(seals) == before


def test_a_vault_that_this_process_can_not_open_is_found_before_anybody_needs_it(
    rotating: Any, settings: Any
) -> None:
    assert master_keys_are_here(databases=["vault"]) == []
    old = masters.named(list(masters.known())[1]).name
    settings.MASTER_KEYS = [NEW]

    assert [fault.msg for fault in master_keys_are_here(databases=["vault"])] == [
        f"Keys in the vault are wrapped under the master key {old}, which is not here."
    ]
    assert master_keys_are_here(databases=["default"]) == []
