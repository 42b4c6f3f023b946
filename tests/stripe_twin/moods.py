"""Misbehaviour on command: of messages to the site, and of answers to it."""

import json
from dataclasses import dataclass
from typing import Any

from tests.stripe_twin.refusals import Refused
from tests.stripe_twin.twin import Twin

OF_MESSAGES = {
    "duplicate": "sent twice or more",
    "reorder": "kept back until so many are there, then sent in another order",
    "delay": "sent a day later",
    "drop": "never sent",
    "forge": "preceded by one that claims the same and is signed by somebody else",
    "tamper": "changed after it was signed",
    "future": "stamped a day ahead",
    "stale": "stamped an hour ago",
    "livemode": "claims to be of real money",
    "version": "written in an older version of the API",
}
OF_ANSWERS = {
    "error": "500 after the work is done",
    "lose": "the work is done and the connection closed",
    "hang": "the work is done and the answer comes late",
    "refuse": "500 before any work",
    "forbid": "403 before any work: the key lacks the right",
    "limit": "429 before any work",
    "busy": "409 before any work: the same question is being answered to somebody else",
}


@dataclass(frozen=True, kw_only=True)
class Mood:
    """`only`: the kind of event, or the beginning of the address; empty for all."""

    what: str
    times: int = 1
    only: str = ""
    method: str = ""
    seconds: float | None = None  # a day for a message, half a minute for an answer
    copies: int = 1
    seed: int = 0


def begin(twin: Twin, asked: dict[str, Any]) -> None:
    mood = Mood(**asked)
    if mood.what not in OF_MESSAGES | OF_ANSWERS:
        raise Refused(
            f"The twin knows no mood {mood.what!r}: it knows {', '.join(OF_MESSAGES | OF_ANSWERS)}."
        )
    twin.store.write(
        "INSERT INTO moods (what, remaining, body) VALUES (?, ?, ?)", mood.what, mood.times, json.dumps(asked)
    )


def end_all(twin: Twin) -> None:
    twin.store.write("DELETE FROM moods")
    twin.store.write("UPDATE deliveries SET state = 'waiting' WHERE state = 'held'")


def present(twin: Twin) -> list[dict[str, Any]]:
    rows = twin.store.rows("SELECT remaining, body FROM moods WHERE remaining > 0 ORDER BY number")
    return [json.loads(row["body"]) | {"left": row["remaining"]} for row in rows]


def take(twin: Twin, kinds: dict[str, str], subject: str, *, method: str = "") -> tuple[Mood, int] | None:
    """The first mood that this falls to, and how many more it is for."""
    for row in twin.store.rows("SELECT * FROM moods WHERE remaining > 0 ORDER BY number"):
        mood = Mood(**json.loads(row["body"]))
        if mood.what in kinds and subject.startswith(mood.only) and mood.method in ("", method):
            twin.store.write("UPDATE moods SET remaining = remaining - 1 WHERE number = ?", row["number"])
            return mood, row["remaining"] - 1
    return None
