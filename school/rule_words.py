"""How places are given, in words: made of the very names and numbers by which `order` and `deadlines` give
them."""

from collections.abc import Callable
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from school import deadlines, still
from school.fitting import OLDEST, YOUNGEST
from school.leaving import COMES_BACK_WITHIN, LEARNED
from school.models.terms import RE_ENROLMENT
from school.order import IN_A_ROW, Tier
from school.places import LAST_DAYS

HOUR, DAY, WEEK, MONTH = (timedelta(hours=1), timedelta(days=1), timedelta(weeks=1), timedelta(days=30))


def staying() -> str:
    days = RE_ENROLMENT // DAY
    return ngettext(
        "First those who learn here already and stay: before each term they have %(days)d day to say so. "
        "Then in this order:",
        "First those who learn here already and stay: before each term they have %(days)d days to say so. "
        "Then in this order:",
        days,
    ) % {"days": days}


def _returning() -> str:
    numbers = {"weeks": LEARNED // WEEK, "months": COMES_BACK_WITHIN // MONTH}
    return (
        ngettext(
            "who learned here for at least %(weeks)d weeks and left because of illness or flight, not more "
            "than %(months)d month ago;",
            "who learned here for at least %(weeks)d weeks and left because of illness or flight, not more "
            "than %(months)d months ago;",
            numbers["months"],
        )
        % numbers
    )


def _siblings() -> str:
    return ngettext(
        "brothers and sisters of pupils, but no more than one of any %(places)d place in a row;",
        "brothers and sisters of pupils, but no more than one of any %(places)d places in a row;",
        IN_A_ROW,
    ) % {"places": IN_A_ROW}


def _everyone() -> str:
    return _("everyone else: who applied in an earlier month comes first, within a month the draw decides.")


SAID: dict[Tier, Callable[[], str]] = {
    Tier.RETURNING: _returning,
    Tier.SIBLING: _siblings,
    Tier.EVERYONE: _everyone,
}
"""Who stands in the line. `Tier.PUPIL` stands in none: see `staying`."""


def tiers() -> list[str]:
    """In the order in which `order.line` takes them."""
    return [SAID[tier]() for tier in sorted(SAID)]


def passed_over() -> str:
    return _(
        "If a free place does not suit a child by age, days or level, the next child gets it. The reason is "
        "written down, and the child keeps its place in the list."
    )


def ages() -> str:
    numbers = {"youngest": YOUNGEST, "oldest": OLDEST}
    return _("Age counts on the first day of the term: from %(youngest)d to %(oldest)d years.") % numbers


def last_days() -> str:
    days = LAST_DAYS // DAY
    return ngettext(
        "In the last %(days)d day of a term we offer no places in it any more: an answer could come when it "
        "is over. Then the places of the next term are given.",
        "In the last %(days)d days of a term we offer no places in it any more: an answer could come when it "
        "is over. Then the places of the next term are given.",
        days,
    ) % {"days": days}


def held_for() -> str:
    hours = deadlines.HELD_FOR // HOUR
    return ngettext(
        "When there is a place, we hold it for you for %(hours)d hour. That time never ends at night, on a "
        "day of lessons or on a holiday.",
        "When there is a place, we hold it for you for %(hours)d hours. That time never ends at night, on a "
        "day of lessons or on a holiday.",
        hours,
    ) % {"hours": hours}


def silence() -> str:
    months = still.LONGEST_SILENCE // MONTH
    return ngettext(
        "If you do not answer, the place goes to the next child, and your application is paused: tell us, "
        "and you wait on with the same month and the same ticket. Only who has not been heard of for "
        "%(months)d month leaves the list.",
        "If you do not answer, the place goes to the next child, and your application is paused: tell us, "
        "and you wait on with the same month and the same ticket. Only who has not been heard of for "
        "%(months)d months leaves the list.",
        months,
    ) % {"months": months}
