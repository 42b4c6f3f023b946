"""Deeds told in words that fit into JSON, done one after the other."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db import OperationalError

Deed = dict[str, Any]
A_MOMENT = 0.01
"""In seconds: between looking and taking, in the twins that do not hold what they look at."""


def done(life: object, told: list[Deed], *, refused: type[Exception]) -> Iterator[str]:
    """An answer that begins with an exclamation mark is a mistake of ours."""
    for deed in told:
        words = dict(deed)
        verb: Callable[..., str] = getattr(life, words.pop("do"))
        try:
            yield verb(**words | {"at": datetime.fromisoformat(words["at"])})
        except refused as refusal:
            yield refusal.why.value  # type: ignore[attr-defined]
        except Exception as error:  # noqa: BLE001 - it is told to whoever asked
            yield "busy" if has_waited(error) else f"! {type(error).__name__}: {error}"


def has_waited(error: Exception) -> bool:
    """For a lock, longer than its patience: people are asked to try again. In a circle would be a mistake."""
    return isinstance(error, OperationalError) and "lock timeout" in str(error)
