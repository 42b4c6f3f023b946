"""What a family reads of where its child stands: for each state a word of its own, a heading, and what it
means. Pure, in the language that is switched on."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from config.languages import DEFAULT_LANGUAGE
from pages import typography
from school import leaving
from school.models import Application
from school.models.applications import AFTER_SCHOOL, AFTER_WAITING
from school.states import State
from timetable.expansion import WARSAW

Pause = Application.Pause
FULL, HALF, EMPTY, OPEN = "open", "limited", "suspended", "ask"
"""Full, half, empty or dotted sign beside the word."""

WORDS = {
    State.RECEIVED: (OPEN, pgettext_lazy("an application", "received, not confirmed")),
    State.VERIFIED: (HALF, pgettext_lazy("an application", "confirmed, before the draw")),
    State.WAITING: (HALF, pgettext_lazy("an application", "in the waiting list")),
    State.PAUSED: (EMPTY, pgettext_lazy("an application", "paused")),
    State.INELIGIBLE: (EMPTY, pgettext_lazy("an application", "not at this age")),
    State.OFFERED: (HALF, pgettext_lazy("an application", "a place is offered")),
    State.PLACED: (FULL, pgettext_lazy("an application", "has a place")),
    State.WITHDRAWN: (EMPTY, pgettext_lazy("an application", "has left the list")),
    State.LAPSED: (EMPTY, pgettext_lazy("an application", "never confirmed")),
    State.LEFT: (EMPTY, pgettext_lazy("an application", "has left the school")),
    State.GRADUATED: (EMPTY, pgettext_lazy("an application", "has finished the school")),
}


def heading(state: State) -> str:
    return {
        State.RECEIVED: _("We have received your application"),
        State.VERIFIED: _("Confirmed. The draw comes next"),
        State.WAITING: _("You are in the waiting list"),
        State.PAUSED: _("Paused. We have not struck you off"),
        State.INELIGIBLE: _("The school is not for this age"),
        State.OFFERED: _("We offer you a place"),
        State.PLACED: _("You have a place"),
        State.WITHDRAWN: _("You have left the list"),
        State.LAPSED: _("This application was never confirmed"),
        State.LEFT: _("The child has left the school"),
        State.GRADUATED: _("The child has finished the school"),
    }[state]


def meaning(application: Application, state: State) -> str:
    """The sentences under the heading. `state` is what is shown: an offer whose time is over is a pause,
    though nobody has tidied it yet."""
    return MEANINGS[state](application) if state in MEANINGS else ""


def _received(application: Application) -> str:
    return _(
        "Press the button in the letter we have sent you, or say yes when we call: only then do you stand "
        "in the "
        "list. What is not confirmed in 14 days is erased."
    )


def _verified(application: Application) -> str:
    return _(
        "Whoever applies in the same month is put in order by a draw when the month is over: it does not "
        "matter "
        "who was quicker. After the draw your place in the list stands here. Your month: %(month)s."
    ) % {"month": month(application.round)}


def _paused(application: Application) -> str:
    kept = _("Your month and your ticket are kept.")
    return f"{PAUSES[Pause(application.pause or Pause.SILENT)](application)} {kept}"


def _silent(application: Application) -> str:
    return _(
        "There was a place for you until the time to answer was over. No answer came, so it went to the "
        "next child."
    )


def _wish(application: Application) -> str:
    return _("You have asked us not to offer you a place for now.")


def _term(application: Application) -> str:
    if application.resumes_on is None:
        return _(
            "You wait for the next term. When its days are known, you stand in the list again by yourself."
        )
    said = _("You wait for the next term: from %(day)s you stand in the list again by yourself.")
    return said % {"day": of_day(application.resumes_on)}


def _yearly(application: Application) -> str:
    return _("We asked whether you still wait, and no answer came.")


PAUSES: Mapping[Pause, Callable[[Application], str]] = {
    Pause.SILENT: _silent,
    Pause.WISH: _wish,
    Pause.TERM: _term,
    Pause.YEARLY: _yearly,
}


def _ineligible(application: Application) -> str:
    return _("Children up to 12 years on the first day of a term can learn here. Ask us what else there is.")


def _withdrawn(application: Application) -> str:
    return _(
        "Those behind you have moved up. Until %(day)s you can come back: the ticket stays yours, and the "
        "month will be the one in which you come back. After that day we erase what we know of the child."
    ) % {"day": of_day(back_until(application))}


def _left(application: Application) -> str:
    if leaving.comes_first(application):
        return _(
            "Who left because of illness or flight comes before the others on the way back, until %(day)s."
        ) % {"day": of_day(back_until(application))}
    return _("You can stand in the list again until %(day)s.") % {"day": of_day(back_until(application))}


def _graduated(application: Application) -> str:
    return _("Thank you for having been with us.")


MEANINGS: Mapping[State, Callable[[Application], str]] = {
    State.RECEIVED: _received,
    State.VERIFIED: _verified,
    State.PAUSED: _paused,
    State.INELIGIBLE: _ineligible,
    State.WITHDRAWN: _withdrawn,
    State.LEFT: _left,
    State.GRADUATED: _graduated,
}


def back_until(application: Application) -> date:
    """The day on which what we know of the child is erased."""
    keep = AFTER_WAITING if application.state == State.WITHDRAWN else AFTER_SCHOOL
    return (application.state_at + keep).astimezone(WARSAW).date()


def month(first_day: date | None) -> str:
    """«май 2026»: in the middle of a sentence."""
    said = date_format(first_day, "YEAR_MONTH_FORMAT") if first_day else ""
    return typography.inside(said, get_language() or DEFAULT_LANGUAGE)


def of_day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def of_moment(at: datetime) -> str:
    return date_format(at.astimezone(WARSAW), "DATETIME_FORMAT")


def ahead(number: int) -> str:
    if not number:
        return _("Nobody is before you: the next place that fits is yours.")
    said = ngettext("%(number)d child is before you.", "%(number)d children are before you.", number)
    return said % {"number": number}
