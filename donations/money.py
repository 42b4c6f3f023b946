"""Amounts of money: a whole number of the smallest unit, and a currency. No float ever. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 40
"""Of what is typed. Nobody needs more for an amount."""


class Fault(StrEnum):
    """Why what was typed is no amount that can be given."""

    UNCLEAR = "unclear"
    OTHER_CURRENCY = "other-currency"
    UNKNOWN_CURRENCY = "unknown-currency"
    NOT_POSITIVE = "not-positive"
    TOO_FINE = "too-fine"
    TOO_LITTLE = "too-little"
    TOO_MUCH = "too-much"


class NoAmount(ValueError):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, kw_only=True)
class Currency:
    code: str
    """As Stripe writes it, in small letters."""
    places: int
    """Digits after the point."""
    least: int
    most: int
    """What may be given at once by card, in the smallest unit. Whoever gives more writes to us."""
    sign: str
    words: tuple[str, ...]
    """What people write beside a number and mean this currency, in small letters."""

    @property
    def unit(self) -> int:
        return 10**self.places


CURRENCIES = {
    each.code: each
    for each in (
        Currency(
            code="pln",
            places=2,
            least=5_00,
            most=50_000_00,
            sign="zł",
            words=("zł", "zl", "zł.", "zl.", "pln", "зл", "зл.", "злотых", "zlotych", "złotych", "złote"),
        ),
        Currency(
            code="eur",
            places=2,
            least=2_00,
            most=12_000_00,
            sign="€",
            words=("€", "eur", "euro", "евро", "еўра"),
        ),
        Currency(code="usd", places=2, least=2_00, most=12_000_00, sign="$", words=("$", "usd", "us$")),
    )
}
"""A currency that is not here is refused: how many digits it has is not to be guessed."""


@dataclass(frozen=True)
class Money:
    minor: int
    currency: str

    def __post_init__(self) -> None:
        currency(self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise NoAmount(Fault.OTHER_CURRENCY)
        return Money(self.minor + other.minor, self.currency)


def currency(code: str) -> Currency:
    """Raises NoAmount for one we do not know."""
    try:
        return CURRENCIES[code]
    except KeyError:
        raise NoAmount(Fault.UNKNOWN_CURRENCY) from None


def totals(amounts: Iterable[Money]) -> dict[str, Money]:
    """A sum for each currency: they are never added to one another."""
    sums: dict[str, Money] = {}
    for each in amounts:
        sums[each.currency] = sums[each.currency] + each if each.currency in sums else each
    return sums


def given(text: str, code: str) -> Money:
    """What somebody typed as a gift: read, and within what can be given."""
    amount, known = read(text, code), currency(code)
    if amount.minor <= 0:
        raise NoAmount(Fault.NOT_POSITIVE)
    if amount.minor < known.least:
        raise NoAmount(Fault.TOO_LITTLE)
    if amount.minor > known.most:
        raise NoAmount(Fault.TOO_MUCH)
    return amount


def read(text: str, code: str) -> Money:
    """“12,50”, “1 000”, “12.50 zł”, “1.000,50”. A lone separator before three digits may mean a thousand or
    a fraction: that is asked, not guessed. Raises NoAmount."""
    known = currency(code)
    if len(text) > LONGEST:
        raise NoAmount(Fault.UNCLEAR)
    sign, digits = _without_words(_plain(text), known)
    whole, fraction = _parts(digits, known.places)
    minor = int(whole) * known.unit + int(fraction.ljust(known.places, "0") or "0")
    return Money(-minor if sign else minor, code)


def _plain(text: str) -> str:
    """Small letters, one kind of spaces, one kind of minus."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\s+", " ", normal.replace("−", "-").replace("–", "-")).strip()


NUMBER = re.compile(r"(-?) ?([0-9](?:[0-9 .,'’]*[0-9])?)", re.ASCII)


def _without_words(text: str, known: Currency) -> tuple[str, str]:
    """Sign and digits. A word of another currency beside them is a mistake, any other word too."""
    found = NUMBER.search(text)
    if not found:
        raise NoAmount(Fault.UNCLEAR)
    around = (text[: found.start()].strip(), text[found.end() :].strip())
    beside = [word for word in around if word not in ("", ",-")]
    for word in beside:
        if word in known.words:
            continue
        others = {name for each in CURRENCIES.values() for name in each.words}
        raise NoAmount(Fault.OTHER_CURRENCY if word in others else Fault.UNCLEAR)
    return found[1], found[2]


GROUPED = re.compile(r"[0-9]{1,3}(?:([ .,'’])[0-9]{3})(?:\1[0-9]{3})*", re.ASCII)


def _parts(digits: str, places: int) -> tuple[str, str]:
    """Before and after the point; spaces, apostrophes and a second kind of separator set thousands apart."""
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return _whole(digits), ""
    before, after = digits[:last], digits[last + 1 :]
    if len(after) == 3:
        if GROUPED.fullmatch(digits) and digits.count(digits[last]) > 1:
            return _whole(digits), ""
        grouped_otherwise = digits[last] not in before and re.search(r"[ .,'’]", before)
        raise NoAmount(Fault.TOO_FINE if grouped_otherwise else Fault.UNCLEAR)
    if not after.isdecimal() or digits[last] in before:
        raise NoAmount(Fault.UNCLEAR)
    if len(after) > places:
        raise NoAmount(Fault.TOO_FINE)
    return _whole(before), after


def _whole(text: str) -> str:
    if text.isdecimal() or GROUPED.fullmatch(text):
        return re.sub(r"[^0-9]", "", text)
    raise NoAmount(Fault.UNCLEAR)


NARROW, POINTS = "\N{NO-BREAK SPACE}", {"en": (",", ".")}
BEFORE = {"usd": ("be", "ru", "pl", "en"), "eur": ("en",)}
"""Signs that stand before the number, and in which languages."""


def shown(amount: Money, language: str) -> str:
    """For people: “1 000,50 zł”, “€7”. Grosze are left out where there are none."""
    known = currency(amount.currency)
    thousands, point = POINTS.get(language, (NARROW, ","))
    whole, rest = divmod(abs(amount.minor), known.unit)
    number = f"{whole:,}".replace(",", thousands) + (f"{point}{rest:0{known.places}}" if rest else "")
    minus = "−" if amount.minor < 0 else ""
    if language in BEFORE.get(amount.currency, ()):
        return f"{minus}{known.sign}{number}"
    return f"{minus}{number}{NARROW}{known.sign}"
