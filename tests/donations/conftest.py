from collections.abc import Iterator
from typing import Any

import pytest
import stripe

from tests.donations.counter import Counter, open_counter


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stripe's library asks again without a pause."""
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0)
    monkeypatch.setattr(stripe.HTTPClient, "MAX_DELAY", 0)


@pytest.fixture
def counter(db: Any, settings: Any, at_once: None) -> Iterator[Counter]:
    with open_counter() as made:
        for name, value in made.address.items():
            setattr(settings, name, value)
        yield made
