"""Why something about a place can not be done, in words for people."""

from collections.abc import Callable
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Why(StrEnum):
    OVER = "over"
    MOVE = "move"
    TOO_YOUNG = "too-young"
    TOO_OLD = "too-old"
    NOT_BORN = "not-born"
    NO_PLACE = "no-place"
    NOBODY = "nobody"
    UNFIT = "unfit"
    NOT_OPEN = "not-open"
    NO_DAYS = "no-days"
    NO_ROOM = "no-room"
    UNCHECKED = "unchecked"
    NO_TEACHER = "no-teacher"
    BUSY = "busy"
    LAPSED = "lapsed"
    NOT_YET = "not-yet"
    SAME_PERSON = "same-person"
    NO_CONTACT = "no-contact"
    NO_RIGHT = "no-right"
    MANY_CHANGES = "many-changes"
    MANY_GUARDIANS = "many-guardians"
    WHICH_DAYS = "which-days"
    NOBODY_DECIDES = "nobody-decides"
    TOO_MANY = "too-many"
    SAME_CHILD = "same-child"
    ALREADY = "already"
    BOTH_PLACED = "both-placed"
    DRAWN = "drawn"
    TOMORROW = "tomorrow"


SENTENCES: dict[Why, str | Promise] = {
    Why.OVER: _("This offer is over: it was answered already, or its time has run out."),
    Why.MOVE: _("That is not possible any more: something has changed meanwhile. Look at the page again."),
    Why.TOO_YOUNG: _("The child is too young for that: the school takes children from 6 years on."),
    Why.TOO_OLD: _("The child is too old for that: the school takes children up to 12 years."),
    Why.NOT_BORN: _("That month is in the future. Look at the year once more."),
    Why.NO_PLACE: _("There is no free place in that group."),
    Why.NOBODY: _("Nobody who waits fits into that group."),
    Why.UNFIT: _("That group is not for this child: look at its age, days and level."),
    Why.NOT_OPEN: _("That group is not open."),
    Why.NO_DAYS: _("A group can not open without a day on which it meets."),
    Why.NO_ROOM: _("A group can not open without places: look at its room and its teachers."),
    Why.UNCHECKED: _("A group can not open while one of its teachers is not checked."),
    Why.NO_TEACHER: _("A group can not open without a teacher."),
    Why.BUSY: _("Somebody else is changing the list this moment. Try again in a few seconds."),
    Why.LAPSED: _("It is too late to confirm that: we have erased it. Register the child anew."),
    Why.NOT_YET: _("It is too early for that."),
    Why.SAME_PERSON: _("Another person must do that: two must be sure of it."),
    Why.NO_CONTACT: _("Leave an e-mail or a telephone: else we can not tell you of a place."),
    Why.NO_RIGHT: _("You may look here, but somebody else decides. If that is wrong, call us."),
    Why.MANY_CHANGES: _("That was changed too often this hour. Try again later, or call us."),
    Why.MANY_GUARDIANS: _("Four grown-ups are enough for one child. If somebody is missing, call us."),
    Why.WHICH_DAYS: _("Choose at least one day"),
    Why.NOBODY_DECIDES: _("Somebody must be left who decides about the child."),
    Why.TOO_MANY: _("Five children can be registered in one go. Register the others afterwards."),
    Why.SAME_CHILD: _("The same child stands here twice: the same name and the same month."),
    Why.ALREADY: _("This family has registered this child already."),
    Why.BOTH_PLACED: _("Both have a place or an offer: first withdraw one of them by hand."),
    Why.TOMORROW: _(
        "You let a place go less than a day ago. It is offered to others first: come back tomorrow."
    ),
    Why.DRAWN: _("The list of their month is public already: there each is drawn by a code of its own."),
}


class SchoolRefused(Exception):
    """What may not be done, for a reason that has a sentence. Nothing has been changed."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why

    def __str__(self) -> str:
        return str(SENTENCES[self.why])


def attempt(deed: Callable[[], object]) -> str:
    """Nothing, or the sentence why it was not possible."""
    try:
        deed()
    except SchoolRefused as refused:
        return str(refused)
    return ""
