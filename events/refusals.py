"""Why a seat can not be had, in words for people."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Why(StrEnum):
    FULL = "full"
    CLOSED = "closed"
    NOT_YET = "not-yet"
    PAST = "past"
    CANCELLED = "cancelled"
    NO_SIGN_UP = "no-sign-up"
    TOO_MANY = "too-many"
    NEEDS_CONTACT = "needs-contact"
    NOT_FEWER = "not-fewer"
    SAME_DATE = "same-date"
    SAME_WORDS = "same-words"
    ALREADY = "already"
    OVER = "over"
    NO_DATES = "no-dates"


SENTENCES: dict[Why, str | Promise] = {
    Why.FULL: _("There are not that many seats left. Choose another date, or fewer people."),
    Why.CLOSED: _("Sign-up for this date is closed."),
    Why.NOT_YET: _("Sign-up for this date has not begun yet."),
    Why.PAST: _("This date has begun already."),
    Why.CANCELLED: _("This date is cancelled."),
    Why.NO_SIGN_UP: _("No sign-up is needed: just come."),
    Why.TOO_MANY: _("That is more people than one sign-up may bring."),
    Why.NEEDS_CONTACT: _("To wait for a seat, leave an e-mail or a telephone: we must be able to tell you."),
    Why.NOT_FEWER: _("Seats can only become fewer here. For more, sign up once more."),
    Why.SAME_DATE: _("That is the date you have already."),
    Why.SAME_WORDS: _("Somebody at that date has the same two words on the ticket. Choose another date."),
    Why.ALREADY: _("This party is signed up for that date already."),
    Why.OVER: _("This sign-up is over already."),
    Why.NO_DATES: _("Choose at least one date."),
}


class BookingRefused(Exception):
    """What may not be done, for a reason that has a sentence. Nothing has been changed."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why

    def __str__(self) -> str:
        return str(SENTENCES[self.why])
