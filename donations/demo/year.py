"""A year of invented gifts, counted back from one moment. Nobody exists who has given them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import cycle, islice

from donations.demo.purposes import SHIFT, TEACHERS, TICKETS, midnight
from donations.methods import Method, Rhythm

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
REMEMBERED = 170
"""Of whoever has given once and longer ago, no e-mail is kept."""
LANGUAGES = ("be", "pl", "be", "ru", "be", "en")
POLISH, GERMAN, OTHER = "4000006160000005", "4000002760000016", "4242424242424242"
DISPUTED, WARNED, LATER_DECLINED = "4000000000000259", "4000000000005423", "4000000000000341"
REFUSED, BLIK = "4000000000000002", "777123"
IBAN, REFUSED_IBAN = "DE89370400440532013000", "AT861904300235473202"
WAYS = {
    "pln": (
        (Method.BLIK, BLIK),
        (Method.CARD, POLISH),
        (Method.BLIK, BLIK),
        (Method.P24, ""),
        (Method.CARD, OTHER),
        (Method.BLIK, BLIK),
    ),
    "eur": ((Method.CARD, GERMAN), (Method.SEPA, IBAN)),
    "usd": ((Method.CARD, OTHER),),
}
NAMES = ("Ластаўка", "Вера", "ад нашага класа", "Янка з дочкамі", "Rodzina z sąsiedztwa", "суседзі")
WORDS = (
    "Трымайцеся! Мы з вамі.",
    "",
    "На фарбы і паперу.",
    "Dziękujemy, że jesteście.",
    "",
    "For the teachers, with love.",
    "Тут магла быць ваша рэклама: https://shop.example",
)


class End(StrEnum):
    """What becomes of it on the payment page."""

    PAID = "paid"
    LEFT = "left"
    """She goes away."""
    REFUSED = "refused"
    """Her card is refused, and she goes away."""


@dataclass(frozen=True, kw_only=True)
class Invented:
    when: datetime
    minor: int
    currency: str = "pln"
    rhythm: Rhythm = Rhythm.ONCE
    purpose: str = ""
    """The word of a fund or the key of a campaign; empty: where the need is greatest."""
    language: str = "be"
    method: Method = Method.CARD
    number: str = OTHER
    email: str = ""
    name: str = ""
    words: str = ""
    with_amount: bool = False
    end: End = End.PAID


def once(at: datetime) -> Iterator[Invented]:
    yield from _of_the_year(at)
    yield from _of_one_day(at)
    yield from _of_eight_days(at)
    yield from _of_forty_days(at)
    yield from told_of(at).values()


def _given(place: int, when: datetime, minor: int, currency: str, purpose: str, *, at: datetime) -> Invented:
    """Everything that goes round by itself: ways to pay, languages, who leaves an e-mail, a name, words."""
    method, number = WAYS[currency][place // 2 % len(WAYS[currency])]
    signs = place % 4 == 1 and at - when < REMEMBERED * DAY
    writes = signs or (place % 3 == 0 and at - when < REMEMBERED * DAY)
    return Invented(
        when=when,
        minor=minor,
        currency=currency,
        purpose=purpose,
        language=LANGUAGES[place % len(LANGUAGES)],
        method=method,
        number=number,
        email=f"giver{when:%j}{place}@example.org" if writes else "",
        name=NAMES[place // 4 % len(NAMES)] if signs else "",
        words=WORDS[place // 4 % len(WORDS)] if signs else "",
        with_amount=place % 8 == 1,
    )


USUAL = (50, 30, 100, 60, 20, 200, 120, 40)
PURPOSES = ("", "first-days", "", "lawyer", "")
EVERY, SINCE = 6 * DAY, 362


def _of_the_year(at: datetime) -> Iterator[Invented]:
    """Most are złoty, some euro and dollars; now and then somebody goes away unpaid."""
    for place, whole in enumerate(islice(cycle(USUAL), 60)):
        when = midnight(-SINCE, at=at) + place * EVERY + _clock(place)
        currency = "eur" if place % 6 == 5 else "usd" if place % 11 == 7 else "pln"
        minor = whole * 100 if currency == "pln" else max(whole // 4, 5) * 100
        given = _given(place, when, minor, currency, PURPOSES[place % len(PURPOSES)], at=at)
        yield _ended(given, place)


def _clock(place: int) -> timedelta:
    """Some time between eight in the morning and ten in the evening."""
    return 8 * HOUR + (place * 377 % 840) * MINUTE


def _ended(given: Invented, place: int) -> Invented:
    if place % 10 == 6:
        return replace(given, end=End.LEFT)
    if place % 13 == 8 and given.currency == "pln":
        return replace(given, method=Method.CARD, number=REFUSED, end=End.REFUSED)
    return given


IN_A_DAY = (100, 200, 400, 50, 200, 600, 100, 300, 40, 1000, 200, 130)


def _of_one_day(at: datetime) -> Iterator[Invented]:
    """61 gifts, together seventeen thousand; the last one makes it full."""
    amounts = [*IN_A_DAY * 5, 400]
    begins, apart = midnight(TEACHERS.begins, at=at) + 8 * HOUR, 13 * HOUR / len(amounts)
    for place, whole in enumerate(amounts):
        yield _given(place, begins + place * apart, whole * 100, "pln", TEACHERS.key, at=at)


IN_EIGHT_DAYS = (300, 120, 1000, 50, 215, 500, 200, 2000, 30, 600)


def _of_eight_days(at: datetime) -> Iterator[Invented]:
    """The last ones were given within the hour."""
    begins = midnight(SHIFT.begins, at=at) + 9 * HOUR
    amounts = IN_EIGHT_DAYS * 4
    apart = (at - 2 * HOUR - begins) / len(amounts)
    moments = [begins + place * apart for place in range(len(amounts))]
    moments[-2:] = [at - 40 * MINUTE, at - 12 * MINUTE]
    for place, (when, whole) in enumerate(zip(moments, amounts, strict=True)):
        yield _given(place, when, whole * 100, "pln", SHIFT.key, at=at)
    for place, currency in enumerate(("eur", "usd", "eur")):
        when = midnight(-2 - place, at=at) + _clock(place)
        yield _given(2 * place, when, 15_00, currency, SHIFT.key, at=at)
    yield _given(3, at - 26 * HOUR - timedelta(seconds=31), 20_00, "eur", SHIFT.key, at=at)


FOR_TICKETS = (110, 50, 220, 30, 110, 55)


def _of_forty_days(at: datetime) -> Iterator[Invented]:
    for place, whole in enumerate(FOR_TICKETS * 3):
        when = midnight(TICKETS.begins + 1 + 2 * place, at=at) + _clock(place)
        yield _given(place, when, whole * 100, "pln", TICKETS.key, at=at)


MONTHLY: tuple[tuple[int, int, str, Method, str, str], ...] = (
    (340, 50_00, "pln", Method.CARD, POLISH, ""),
    (310, 100_00, "pln", Method.CARD, POLISH, "lawyer"),
    (250, 30_00, "pln", Method.CARD, OTHER, "first-days"),
    (200, 200_00, "pln", Method.CARD, POLISH, ""),
    (160, 20_00, "eur", Method.SEPA, IBAN, "first-days"),
    (95, 40_00, "pln", Method.CARD, POLISH, ""),
    (60, 25_00, "usd", Method.CARD, OTHER, "lawyer"),
    (37, 60_00, "pln", Method.CARD, LATER_DECLINED, ""),
    (6, 120_00, "pln", Method.CARD, POLISH, "first-days"),
)
"""Days ago, and what is given each month since."""
RAISED, PAUSED, STOPPED = 1, 2, 3
"""Places of those who have changed something."""


def monthly(at: datetime) -> list[Invented]:
    return [
        Invented(
            when=midnight(-days, at=at) + _clock(place),
            minor=minor,
            currency=currency,
            rhythm=Rhythm.MONTHLY,
            purpose=purpose,
            language=LANGUAGES[place % len(LANGUAGES)],
            method=method,
            number=number,
            email=f"monthly{place}@example.org",
        )
        for place, (days, minor, currency, method, number, purpose) in enumerate(MONTHLY)
    ]


TWICE, LARGE, PART, WAITS = "paid twice", "large", "in part", "waits for a second person"
WON, ASKED, SUSPECT = "dispute won", "disputed now", "suspected of fraud"
TOO_LATE, NOW = "refused by a slow bank", "on the page now"


def told_of(at: datetime) -> dict[str, Invented]:
    """Gifts of which staff have something to tell. Each is known by its moment."""

    def on(days: int, hours: int) -> datetime:
        return midnight(-days, at=at) + hours * HOUR + timedelta(seconds=17)

    return {
        TWICE: Invented(when=on(70, 11), minor=200_00, number=POLISH),
        PART: Invented(when=on(33, 12), minor=300_00, number=POLISH),
        LARGE: Invented(when=on(15, 13), minor=1_200_00, purpose="lawyer"),
        WAITS: Invented(when=on(2, 10), minor=800_00, email="late@example.org"),
        WON: Invented(when=on(75, 9), minor=100_00, number=DISPUTED),
        ASKED: Invented(when=on(4, 9), minor=150_00, number=DISPUTED),
        SUSPECT: Invented(when=on(18, 9), minor=50_00, number=WARNED),
        TOO_LATE: Invented(
            when=on(40, 9), minor=30_00, currency="eur", method=Method.SEPA, number=REFUSED_IBAN
        ),
        NOW: Invented(when=at - 5 * MINUTE, minor=60_00, end=End.LEFT),
    }
