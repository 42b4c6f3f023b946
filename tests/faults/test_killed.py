"""kill -9 at named points: what stands afterwards, and that the next run makes everything whole."""

import email
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings

from backups import folders, making
from home import inquiries
from home.models import Inquiry
from letters import sending
from letters.models import Letter
from privacy import forgetting, rotation
from privacy.models import Tombstone
from privacy.vault.models import Destroyed, LookUp, Seal, Secret
from tests.backups.keys import PUBLIC
from tests.faults import killed
from tests.faults.killed import NOW
from tests.faults.running import Processes, kill
from tests.privacy.people import asked, closed

pytestmark = pytest.mark.processes

DAY = timedelta(days=1)
NEW_MASTER = "YW5vdGhlciBtYXN0ZXIga2V5IG9mIDMyIGJ5dGVzISE="


@pytest.fixture(autouse=True)
def _as_in_the_processes(site: Processes, settings: Any, tmp_path: Path) -> None:
    """This process looks at the same rows with the same keys, and finds them empty at first."""
    from config.settings import dev

    settings.MASTER_KEYS, settings.MAILBOX = dev.MASTER_KEYS, tmp_path / "mailbox"
    settings.LETTERS_BACKEND = "letters.mailbox.EmailBackend"
    for model in (Inquiry, Letter, Tombstone, LookUp, Seal, Secret, Destroyed):
        model._default_manager.all().delete()


def delivered() -> list[str]:
    """Message-IDs of all copies that have arrived."""
    files = settings.MAILBOX.glob("*") if settings.MAILBOX.is_dir() else []
    return [str(email.message_from_bytes(path.read_bytes())["Message-ID"]) for path in files]


def the_worker_comes_round() -> None:
    """As its clock would have it: lost jobs are picked up, forgetting is finished, unused keys are swept."""
    sending.pick_up_forgotten(at=NOW + DAY)
    for letter in Letter.objects.filter(state="waiting"):
        sending.hand_over(letter.pk, at=NOW + DAY)
    forgetting.reapply(at=NOW)
    forgetting.sweep_orphans(at=NOW + 3 * DAY)


def ask_again(form_key: str, **words: str) -> None:
    killed.ask(form_key, **words)


@pytest.mark.parametrize(
    ("point", "standing"),
    [
        ("before the key", (0, 0, 0)),
        ("key made, not committed", (0, 0, 0)),
        ("vault committed", (1, 0, 0)),
        ("sealed, not written", (1, 0, 0)),
        ("written, no letter yet", (1, 0, 0)),
        ("all written, not committed", (1, 0, 0)),
        ("committed", (1, 1, 1)),
    ],
)
def test_a_question_is_asked_whole_or_not_at_all_and_asking_again_asks_once(
    site: Processes, point: str, standing: tuple[int, int, int]
) -> None:
    form_key = str(uuid4())
    kill(site, point, "ask", form_key=form_key)
    assert (Seal.objects.count(), Inquiry.objects.count(), Letter.objects.count()) == standing

    ask_again(form_key)
    the_worker_comes_round()

    assert [row.asked.open() for row in Inquiry.objects.all()] == [asked()]
    assert [row.seal_id for row in Inquiry.objects.all()] == list(Seal.objects.values_list("pk", flat=True))
    assert len(delivered()) == 1


@pytest.mark.parametrize(("point", "copies"), [("before the mail server", 1), ("the mail server has it", 2)])
def test_a_letter_is_not_lost_and_a_second_copy_joins_the_first(
    site: Processes, point: str, copies: int
) -> None:
    ask_again(str(uuid4()))
    letter = Letter.objects.get()
    kill(site, point, "hand_over", letter=str(letter.pk))
    assert Letter.objects.get().state == "waiting"

    the_worker_comes_round()
    the_worker_comes_round()

    assert delivered() == [f"<{letter.pk}@example.org>"] * copies
    assert Letter.objects.get().state == "sent"


@pytest.mark.parametrize(
    ("point", "readable"),
    [
        ("forgotten, vault not committed", True),
        ("forgotten in the vault", False),
        ("forgotten, main not committed", False),
    ],
)
def test_forgetting_is_finished_by_whoever_comes_next(site: Processes, point: str, readable: bool) -> None:
    ask_again(str(uuid4()))
    row = Inquiry.objects.get()
    kill(site, point, "erase", inquiry=str(row.pk))
    assert Inquiry.objects.filter(pk=row.pk).exists()
    assert bool(Inquiry.asked.open_many([row])) is readable

    if readable:
        inquiries.erase(inquiry_id=row.pk, at=NOW)
    the_worker_comes_round()

    assert [model._default_manager.count() for model in (Inquiry, Seal, Destroyed, Tombstone)] == [0, 0, 1, 1]


@pytest.mark.parametrize(("point", "left"), [("a key moved, not committed", 3), ("a key moved", 3)])
def test_a_rotation_is_resumed_where_it_stopped(site: Processes, point: str, left: int) -> None:
    """Three people and the key of the look-up index, which is moved first."""
    for number in range(3):
        ask_again(str(uuid4()), question=f"Question {number}")
    kill(site, point, "rotate", new=NEW_MASTER)
    settings.MASTER_KEYS = [NEW_MASTER, *settings.MASTER_KEYS]
    assert rotation.left() == left
    assert len(Inquiry.asked.open_many(Inquiry.objects.all())) == 3

    assert sum(rotation.rotate()) == left
    settings.MASTER_KEYS = [NEW_MASTER]
    assert len(Inquiry.asked.open_many(Inquiry.objects.all())) == 3


def test_an_interrupted_clearing_is_taken_up_again(site: Processes) -> None:
    for _time in range(3):
        closed(at=NOW - 91 * DAY)
    kill(site, "one of several is over", "enforce")
    assert (Inquiry.objects.count(), Seal.objects.count()) == (2, 2)

    forgetting.enforce(at=NOW)

    assert (Inquiry.objects.count(), Seal.objects.count(), Tombstone.objects.count()) == (0, 0, 3)


@pytest.mark.parametrize(
    ("point", "left"),
    [("a part of a backup is written", ["database.age"]), ("a backup is written, not named", None)],
)
def test_half_a_backup_is_none_and_the_next_one_is_whole(
    site: Processes, point: str, left: list[str] | None, settings: Any, tmp_path: Path
) -> None:
    settings.BACKUP_RECIPIENTS, settings.VAULT_BACKUP_DIR = [PUBLIC], tmp_path / "backups" / "vault"
    kill(site, point, "back_up", recipient=PUBLIC)
    (half,) = settings.VAULT_BACKUP_DIR.glob("*20*")
    assert left in (None, [path.name for path in half.iterdir()])
    assert folders.whole(settings.VAULT_BACKUP_DIR) == []

    made = making.make("vault", at=NOW)

    assert folders.whole(settings.VAULT_BACKUP_DIR) == [made]
    assert not half.exists()
