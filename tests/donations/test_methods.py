import pytest

from donations import methods
from donations.methods import Circumstances, Method, Rhythm
from donations.money import Money

USUAL = Circumstances()


@pytest.mark.parametrize(
    ("currency", "rhythm", "expected"),
    [
        ("pln", Rhythm.ONCE, (Method.BLIK, Method.P24, Method.CARD)),
        ("eur", Rhythm.ONCE, (Method.CARD, Method.P24, Method.SEPA)),
        ("usd", Rhythm.ONCE, (Method.CARD,)),
        ("pln", Rhythm.MONTHLY, (Method.CARD,)),
        ("eur", Rhythm.MONTHLY, (Method.CARD, Method.SEPA)),
        ("usd", Rhythm.MONTHLY, (Method.CARD,)),
    ],
)
def test_methods_follow_currency_and_rhythm(currency, rhythm, expected):
    assert methods.offered(Money(50_00, currency), rhythm, USUAL) == expected


@pytest.mark.parametrize(
    ("minor", "currency", "offered"),
    [(2_000_00, "pln", True), (2_000_01, "pln", False), (50_00, "eur", False)],
)
def test_blik_each_month_follows_the_account_and_its_ceiling(minor, currency, offered):
    able = Circumstances(blik_monthly=True)
    assert (Method.BLIK in methods.offered(Money(minor, currency), Rhythm.MONTHLY, able)) is offered


@pytest.mark.parametrize(
    ("currency", "rhythm", "left"),
    [
        ("pln", Rhythm.ONCE, (Method.BLIK, Method.P24)),
        ("eur", Rhythm.ONCE, (Method.P24,)),
        ("usd", Rhythm.ONCE, ()),
        ("eur", Rhythm.MONTHLY, ()),
    ],
)
def test_in_calm_mode_only_what_needs_the_bank_application_is_left(currency, rhythm, left):
    assert methods.offered(Money(50_00, currency), rhythm, Circumstances(calm=True)) == left


@pytest.mark.parametrize(
    ("chosen", "site", "language"),
    [
        ("", "be", "pl"),
        ("en", "be", "en"),
        ("ru", "be", "ru"),
        ("", "ru", "ru"),
        ("", "pl", "pl"),
        ("", "en", "en"),
        ("be", "be", "pl"),
        ("auto", "en", "en"),
    ],
)
def test_the_payment_page_never_falls_to_russian_for_a_belarusian_reader(chosen, site, language):
    assert methods.page_language(chosen, site) == language
