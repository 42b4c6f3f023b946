import re
from pathlib import Path

import pytest

from config import starting
from donations import checks, gateway, subjects

PAGE = Path(__file__).resolve().parents[2] / "docs" / "donations.md"


@pytest.fixture(autouse=True)
def account(settings):
    settings.STRIPE_SECRET_KEY = "sk_live_" + "x" * 24
    settings.STRIPE_WEBHOOK_SECRETS = ["whsec_" + "x" * 24]
    settings.STRIPE_DESCRIPTOR_SUFFIX = "THANKS"
    settings.STRIPE_BLOCKS_BELARUSIAN_CARDS = True
    return settings


def faults():
    return [each.id for each in (*checks.stripe_can_reach_us(), *checks.donors_are_safe())]


def test_with_everything_set_there_is_nothing_to_say():
    assert faults() == []


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("STRIPE_WEBHOOK_SECRETS", [], "donations.E001"),
        ("STRIPE_BLOCKS_BELARUSIAN_CARDS", False, "donations.E002"),
        ("STRIPE_SECRET_KEY", "rk_test_" + "x" * 24, "donations.W001"),
        ("STRIPE_DESCRIPTOR_SUFFIX", "", "donations.W002"),
    ],
)
def test_what_is_missing_is_told(account, name, value, fault):
    setattr(account, name, value)
    assert faults() == [fault]


def test_without_a_key_nothing_is_asked(account):
    account.STRIPE_SECRET_KEY, account.STRIPE_BLOCKS_BELARUSIAN_CARDS = "", False
    assert faults() == []


def test_a_production_start_refuses_a_stand_in(account):
    account.PRODUCTION, account.STRIPE_API_BASE = True, "http://127.0.0.1:12111"
    assert any("stand-in" in refusal for refusal in starting.refusals(account))


def test_the_page_on_setting_it_up_has_the_messages_the_version_and_the_rule():
    page = PAGE.read_text(encoding="utf-8")
    listed = re.search(r"and these events:\s+```(.+?)```", page, re.DOTALL)
    assert listed is not None
    assert sorted(listed[1].split()) == sorted(subjects.HEARD)
    assert f"API version `{gateway.API_VERSION}`" in page
    assert "`Block if :card_country: = 'BY'`" in page
