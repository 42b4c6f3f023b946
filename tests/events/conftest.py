from datetime import time
from typing import Any

import pytest

from events import queue
from tests.events import visiting


@pytest.fixture
def nobody_yet(db: Any) -> None:
    """The demo's people would be counted among those of a test."""
    visiting.nobody_has_signed_up()


@pytest.fixture
def by_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Doorways look at the clock: at night freed seats would wait for the morning."""
    monkeypatch.setattr(queue, "MORNING", time.min)
    monkeypatch.setattr(queue, "EVENING", time.max)
