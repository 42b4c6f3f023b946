"""Runs one verb in a process of its own and kills it, as `kill -9` does, at a named point.

python -m tests.faults.killed "vault committed" ask '{"form_key": "…"}'
"""

import importlib
import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
POINTS = {
    "before the key": ("privacy.masters:wrap", "before"),
    "key made, not committed": ("privacy.vault.models:LookUp.objects.bulk_create", "after"),
    "vault committed": ("privacy.keys:new_seal", "after"),
    "sealed, not written": ("privacy.sealed:RowsDocument.seal", "after"),
    "written, no letter yet": ("letters.sending:enqueue", "before"),
    "all written, not committed": ("letters.sending:enqueue", "after"),
    "committed": ("home.inquiries:ask", "after"),
    "before the mail server": ("letters.writing:message", "before"),
    "the mail server has it": ("letters.sending:_sent", "after"),
    "forgotten, vault not committed": ("privacy.vault.models:Destroyed.objects.bulk_create", "after"),
    "forgotten in the vault": ("privacy.forgetting:_forget_rows", "before"),
    "forgotten, main not committed": ("privacy.forgetting:_forget_rows", "after"),
    "a key moved, not committed": ("privacy.vault.models:Seal._default_manager.bulk_update", "after"),
    "a key moved": ("privacy.rotation:_move_some", "after"),
    "entries forgotten, words still there": ("search.models:Word.objects.all", "before"),
    "the first page indexed": ("search.indexing:_tidy", "after"),
    "page indexed, not committed": ("search.indexing:write", "after"),
    "one of several is over": ("privacy.forgetting:_forget_due", "after"),
    "a part of a backup is written": ("backups.age:lock", "after"),
    "a backup is written, not named": ("backups.folders:write_at_once", "after"),
}


def arm(point: str) -> None:
    target, when = POINTS[point]
    module, _colon, path = target.partition(":")
    *owners, name = path.split(".")
    owner = importlib.import_module(module)
    for each in owners:
        owner = getattr(owner, each)
    setattr(owner, name, deadly(getattr(owner, name), when))


def deadly(original: Callable[..., Any], when: str) -> Callable[..., Any]:
    def struck(*arguments: Any, **options: Any) -> Any:
        if when == "after":
            original(*arguments, **options)
        os.kill(os.getpid(), signal.SIGKILL)

    return struck


def ask(form_key: str, **words: str) -> None:
    from uuid import UUID

    from home import inquiries
    from tests.privacy.people import asked

    inquiries.ask(
        words=asked(**words), deadline=NOW.replace(year=2027), language="pl", form_key=UUID(form_key), at=NOW
    )


def hand_over(letter: str) -> None:
    from uuid import UUID

    from letters import sending

    sending.hand_over(UUID(letter), at=NOW)


def erase(inquiry: str) -> None:
    from uuid import UUID

    from home import inquiries

    inquiries.erase(inquiry_id=UUID(inquiry), at=NOW)


def rotate(new: str) -> None:
    from django.conf import settings

    from privacy import rotation

    settings.MASTER_KEYS = [new, *settings.MASTER_KEYS]
    rotation.BATCH = 1
    for _moved in rotation.rotate():
        pass


def enforce() -> None:
    from privacy import forgetting

    forgetting.BATCH = 1
    forgetting.enforce(at=NOW)


def back_up(recipient: str) -> None:
    from django.conf import settings

    from backups import making

    settings.BACKUP_RECIPIENTS = [recipient]
    making.make("vault", at=NOW)


def reindex() -> None:
    from search import indexing

    indexing.rebuild()


def publish(page: int) -> None:
    from home.models import StoryPage

    StoryPage.objects.get(pk=page).get_latest_revision().publish()


VERBS: dict[str, Callable[..., None]] = {
    "ask": ask, "hand_over": hand_over, "erase": erase, "rotate": rotate, "enforce": enforce,
    "back_up": back_up, "reindex": reindex, "publish": publish,
}  # fmt: skip


if __name__ == "__main__":
    import django

    django.setup()
    arm(sys.argv[1])
    VERBS[sys.argv[2]](**json.loads(sys.argv[3]))
