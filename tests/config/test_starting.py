"""What a real server does not start with."""

from types import SimpleNamespace
from typing import Any

import pytest

from config import starting
from config.settings import dev, test
from tests.config.test_settings import GOOD

GOOD_SETTINGS = {
    "PRODUCTION": True, "DEBUG": False, "DEMO": False, "SECRET_KEY": GOOD["SECRET_KEY"],
    "MASTER_KEYS": [GOOD["MASTER_KEY"] + "="], "HTTPS": True, "STRIPE_API_BASE": "",
}  # fmt: skip


def refusals(**changes: Any) -> list[str]:
    return list(starting.refusals(SimpleNamespace(**(GOOD_SETTINGS | changes))))


def test_good_settings_are_not_refused() -> None:
    assert refusals() == []


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"DEBUG": True}, "DEBUG is on: it shows our code and settings to strangers. Switch it off."),
        ({"DEMO": True}, "DEMO is on: everybody knows how to sign in to a demo. Switch it off."),
        (
            {"SECRET_KEY": starting.DEVELOPMENT_SECRET_KEY},
            "SECRET_KEY is the one of development, which everybody can read. Make one as .env.example says.",
        ),
        ({"MASTER_KEYS": []}, "MASTER_KEY is not set. See .env.example for what it means."),
        (
            {"MASTER_KEYS": [*GOOD_SETTINGS["MASTER_KEYS"], starting.DEMO_MASTER_KEY]},
            "MASTER_KEY is the one of the demo, which everybody can read. Make one as .env.example says.",
        ),
        (
            {"STRIPE_API_BASE": "http://127.0.0.1:12111"},
            "STRIPE_API_BASE is set: gifts would go to a stand-in for Stripe. Take it away.",
        ),
        ({"HTTPS": False}, "BASE_URL must begin with https://: by http everybody on the way reads along."),
    ],
    ids=["DEBUG", "DEMO", "SECRET_KEY", "no MASTER_KEY", "MASTER_KEY", "STRIPE_API_BASE", "BASE_URL"],
)
def test_each_refusal_is_one_sentence_that_names_the_variable(changes: dict[str, Any], refusal: str) -> None:
    assert refusals(**changes) == [refusal]


def test_nobody_else_is_refused() -> None:
    assert refusals(PRODUCTION=False, DEBUG=True, DEMO=True, HTTPS=False, MASTER_KEYS=[]) == []


def test_the_keys_in_this_repository_are_all_known() -> None:
    assert {*dev.MASTER_KEYS, *test.MASTER_KEYS} == starting.PUBLISHED
