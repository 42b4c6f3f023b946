"""Why something about a draw can not be done, in words for people."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from school.refusals import SchoolRefused


class Why(StrEnum):
    NEEDS_REASON = "needs-reason"
    NOT_A_MONTH = "not-a-month"
    TOO_SOON = "too-soon"
    ANOTHER_MOMENT = "another-moment"
    NOT_LISTED = "not-listed"
    NOT_DRAWN_YET = "not-drawn-yet"
    EMPTY = "empty"
    ALREADY = "already"
    SAME_PERSON = "same-person"
    DIFFERENT = "different"
    NO_VALUE = "no-value"
    NOT_THE_LAST = "not-the-last"


SENTENCES: dict[Why, str | Promise] = {
    Why.NEEDS_REASON: _("Write a reason: readers will ask why this was not named before the month was over."),
    Why.NOT_A_MONTH: _("Choose this month, the next one, or one that is over."),
    Why.TOO_SOON: _("The value must be drawn later: the list of the month has to be public before it."),
    Why.ANOTHER_MOMENT: _(
        "At that moment drand draws another round. Leave what is proposed, or name both anew."
    ),
    Why.NOT_LISTED: _("The list of this month is not public yet."),
    Why.NOT_DRAWN_YET: _("The value has not been drawn yet. Come back after that moment."),
    Why.EMPTY: _("Type the value, as it was published."),
    Why.ALREADY: _("That was done already. Look at the page again."),
    Why.SAME_PERSON: _("Another person must do that: two must be sure of it."),
    Why.DIFFERENT: _(
        "The two values are not the same. Both of you, look the value up once more; whoever typed first can "
        "begin anew."
    ),
    Why.NO_VALUE: _("Two people must type the value first."),
    Why.NOT_THE_LAST: _("This month has a newer draw, which stands in place of this one."),
}


class DrawRefused(SchoolRefused):
    """What may not be done, for a reason that has a sentence. Nothing has been changed."""

    def __init__(self, reason: Why) -> None:
        Exception.__init__(self, reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(SENTENCES[self.reason])
