"""A rule in a sentence, by the grammar of each language. Pure.

Glued translations would be wrong in every second case: a weekday changes with its preposition, the
preposition with the number that follows. So each language has a module of its own that says the pieces;
here they are put in order. A sentence begins small and has no full stop: it stands after a title as well as
alone.
"""

from datetime import date, timedelta
from types import ModuleType

from timetable.pattern import Kind
from timetable.rules import Rule
from timetable.sentences import be, en, pl, ru

LANGUAGES: dict[str, ModuleType] = {"be": be, "ru": ru, "pl": pl, "en": en}
SHOWN = 5
"""Of skipped and of extra dates; the others are counted."""
NEAR = timedelta(days=300)
"""So far ahead a date is understood without its year."""


def sentence(rule: Rule, *, language: str, today: date) -> str:
    """What is over is not told: neither the beginning nor dates that have passed."""
    speech = LANGUAGES[language]
    heard = " ".join(part for part in (*_when(rule, speech, today), *_span(rule, speech, today)) if part)
    return ", ".join([heard, *_besides(rule, speech, today)])


def day(when: date, *, language: str, today: date) -> str:
    """A date with its weekday, for lists: «чацвер, 12 лістапада»."""
    speech = LANGUAGES[language]
    return str(speech.listed(when, year=_wants_year(when, today)))


def _wants_year(when: date, today: date) -> bool:
    return when.year != today.year and not today <= when <= today + NEAR


def _date(when: date, speech: ModuleType, today: date) -> str:
    return str(speech.date(when, year=_wants_year(when, today)))


def _when(rule: Rule, speech: ModuleType, today: date) -> list[str]:
    at = speech.at(rule.start.time())
    if rule.kind is Kind.ONCE:
        return [speech.once(rule.day, _wants_year(rule.day, today)), at]
    return [PATTERNS[rule.kind](rule, speech), at]


def _weekly(rule: Rule, speech: ModuleType) -> str:
    return str(speech.weekly(sorted(rule.weekdays), every=rule.every))


def _by_date(rule: Rule, speech: ModuleType) -> str:
    return str(speech.by_date(rule.month_day, every=rule.every, rare=rule.skips_months))


def _by_weekday(rule: Rule, speech: ModuleType) -> str:
    (weekday,) = rule.weekdays
    return str(speech.by_weekday(rule.nths_in_order, weekday, every=rule.every))


PATTERNS = {Kind.WEEKLY: _weekly, Kind.BY_DATE: _by_date, Kind.BY_WEEKDAY: _by_weekday}


def _span(rule: Rule, speech: ModuleType, today: date) -> list[str]:
    begins = rule.kind is not Kind.ONCE and rule.day > today
    return [
        speech.since(rule.day, _date(rule.day, speech, today)) if begins else "",
        speech.until(_date(rule.until, speech, today)) if rule.until else "",
    ]


def _besides(rule: Rule, speech: ModuleType, today: date) -> list[str]:
    skipped = _dates(rule.skipped, speech, today)
    extra = _dates(rule.extra, speech, today)
    left_out = [speech.HOLIDAYS, *skipped] if rule.not_on_holidays else skipped
    return [
        *([speech.times(rule.count)] if rule.count else []),
        *([speech.without(left_out, _more(rule.skipped, today))] if left_out else []),
        *([speech.also(extra, _more(rule.extra, today))] if extra else []),
    ]


def _ahead(days: frozenset[date], today: date) -> list[date]:
    return sorted(day for day in days if day >= today)


def _dates(days: frozenset[date], speech: ModuleType, today: date) -> list[str]:
    return [_date(day, speech, today) for day in _ahead(days, today)[:SHOWN]]


def _more(days: frozenset[date], today: date) -> int:
    return max(0, len(_ahead(days, today)) - SHOWN)
