"""Why a child stands where it stands, in words: who is before it, by the reason; what has moved it; how
long it may take. The numbers are those of `why` and `forecast`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext

from school import family_words, forecast, overriding, shown, why
from school.forecast import Past, Range
from school.models import Entry, Head
from school.replay import Said
from school.why import Cause, Movement, Why

KEPT = 500
"""So many families' movements are remembered until the next line of the ledger."""


@dataclass(frozen=True, kw_only=True)
class Reason:
    number: int
    words: str


@dataclass(frozen=True, kw_only=True)
class Cell:
    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A row of a table."""

    head: str
    cells: list[Cell]


def columns() -> list[str]:
    return [_("Day"), pgettext("in a list", "Place"), _("What has happened")]


def reasons(known: Why) -> list[Reason]:
    """They add up to all who are before the child."""
    month = family_words.month(known.round)
    lines = [
        Reason(
            number=known.earlier,
            words=_("from earlier months: they applied before %(month)s") % {"month": month},
        ),
        Reason(number=known.siblings, words=_siblings(known.siblings)),
        Reason(number=known.returning, words=_returning(known.returning)),
        Reason(number=known.drawn, words=_("drawn before you in your month: %(month)s") % {"month": month}),
    ]
    return [each for each in lines if each.number or each is lines[-1]]


def _returning(number: int) -> str:
    return ngettext(
        "who was a pupil and left for illness or flight",
        "who were pupils and left for illness or flight",
        number,
    )


def _siblings(number: int) -> str:
    return npgettext("before you", "brother or sister of a pupil", "brothers and sisters of pupils", number)


def _drawn(number: int) -> str:
    return _("the draw of your month")


def _resumed(number: int) -> str:
    return _("you stand in the list again")


def _offered(number: int) -> str:
    return ngettext(
        "%(number)d child before you was offered a place",
        "%(number)d children before you were offered places",
        number,
    )


def _gone(number: int) -> str:
    return ngettext(
        "%(number)d family before you has left the list",
        "%(number)d families before you have left the list",
        number,
    )


def _paused(number: int) -> str:
    return ngettext(
        "%(number)d child before you is paused", "%(number)d children before you are paused", number
    )


def _unfit(number: int) -> str:
    return ngettext(
        "%(number)d child before you is not at the age of the school",
        "%(number)d children before you are not at the age of the school",
        number,
    )


def _sibling(number: int) -> str:
    return ngettext(
        "%(number)d brother or sister of a pupil now stands before you",
        "%(number)d brothers and sisters of pupils now stand before you",
        number,
    )


def _back_from_away(number: int) -> str:
    return ngettext(
        "%(number)d child who had left for illness or flight comes back",
        "%(number)d children who had left for illness or flight come back",
        number,
    )


def _came_back(number: int) -> str:
    return ngettext(
        "%(number)d child waits again at the place kept for it",
        "%(number)d children wait again at the places kept for them",
        number,
    )


def _no_sibling(number: int) -> str:
    return ngettext(
        "the brother or sister of %(number)d child before you is no pupil any more",
        "the brothers and sisters of %(number)d children before you are no pupils any more",
        number,
    )


def _kin(number: int) -> str:
    return _("your child is a brother or sister of a pupil now")


def _no_kin(number: int) -> str:
    return _("your child’s brother or sister is no pupil any more")


def _redrawn(number: int) -> str:
    return _("a draw was repeated")


def _rule(number: int) -> str:
    return _("the turn of brothers and sisters: one of three places at most")


CAUSES: Mapping[Cause, Callable[[int], str]] = {
    Cause.DRAWN: _drawn,
    Cause.RESUMED: _resumed,
    Cause.OFFERED: _offered,
    Cause.LEFT: _gone,
    Cause.PAUSED: _paused,
    Cause.UNFIT: _unfit,
    Cause.SIBLING: _sibling,
    Cause.RETURNING: _back_from_away,
    Cause.CAME_BACK: _came_back,
    Cause.NO_SIBLING: _no_sibling,
    Cause.KIN: _kin,
    Cause.NO_KIN: _no_kin,
    Cause.REDRAWN: _redrawn,
    Cause.RULE: _rule,
}


def moved(found: Sequence[Movement]) -> list[Moved]:
    _day, place, what = columns()
    return [
        Moved(
            head=family_words.of_day(each.day),
            cells=[
                Cell(label=place, text=str(each.position)),
                Cell(label=what, text="; ".join(_caused(cause, number) for cause, number in each.causes)),
            ],
        )
        for each in found
    ]


def _caused(cause: Cause, number: int) -> str:
    return CAUSES[cause](number) % {"number": number}


def likely(expected: Range) -> str:
    """«ад 4 да 9 месяцаў»"""
    if expected.high >= forecast.HORIZON:
        return ngettext("%(low)d month or more", "%(low)d months or more", expected.low) % {
            "low": expected.low
        }
    high = {"low": expected.low, "high": expected.high}
    if not expected.low:
        return ngettext("up to %(high)d month", "up to %(high)d months", expected.high) % high
    return ngettext("from %(low)d to %(high)d month", "from %(low)d to %(high)d months", expected.high) % high


class History:
    """The ledger as it stands, read once for each of its ends: families ask more often than lists change."""

    def __init__(self) -> None:
        self.head = Head.objects.get(pk=1)

    def movements(self, code: str) -> list[Movement]:
        return list(_movements(self.head.digest, code))

    def exceptions(self, *, today: date) -> str:
        """That there were some, and no more: whose they were is nobody else's business."""
        number = _exceptions(self.head.digest, today)
        said = ngettext(
            "This term there was %(number)d exception from the order.",
            "This term there were %(number)d exceptions from the order.",
            number,
        )
        return said % {"number": number} if number else ""

    def expected(self, ahead: int, *, today: date) -> Range | None:
        return _expected(self.head.digest, ahead, today)


@lru_cache(maxsize=1)
def _said(digest: str) -> tuple[Said, ...]:
    rows = Entry.objects.order_by("pk").values_list("at", "deed", "code", "facts")
    return tuple(Said(at=at, deed=deed, code=code, facts=facts) for at, deed, code, facts in rows)


@lru_cache(maxsize=1)
def _exceptions(digest: str, today: date) -> int:
    return overriding.given(shown.term(today=today)).count()


@lru_cache(maxsize=1)
def _past(digest: str, today: date) -> Past:
    return forecast.past(_said(digest), today=today)


@lru_cache(maxsize=KEPT)
def _expected(digest: str, ahead: int, today: date) -> Range | None:
    return forecast.forecast(ahead, _past(digest, today))


@lru_cache(maxsize=KEPT)
def _movements(digest: str, code: str) -> tuple[Movement, ...]:
    return tuple(why.movements(code, _said(digest)))
