"""Why a gift can not be made, changed or given back, in words for people."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from donations.money import CURRENCIES, Fault, Money, shown


class Why(StrEnum):
    CLOSED = "closed"
    NEEDS_EMAIL = "needs-email"
    NO_CARDS = "no-cards"
    PAID = "paid"
    SETTLING = "settling"
    NO_ANSWER = "no-answer"
    STOPPED = "stopped"
    BUSY = "busy"
    NOT_MORE = "not-more"
    NOTHING_LEFT = "nothing-left"
    PAID_IN_PARTS = "paid-in-parts"
    COUNTED = "counted"
    NO_LETTER = "no-letter"
    ON_ITS_WAY = "on-its-way"
    ENTERED = "entered"
    SILENT = "silent"
    NOT_THERE = "not-there"
    ONE_AT_A_TIME = "one-at-a-time"
    SAME_PERSON = "same-person"
    DECIDED = "decided"
    EXPLAINED = "explained"
    HAS_GIFTS = "has-gifts"
    NOT_CHOSEN = "not-chosen"
    NO_ANSWER_NOW = "no-answer-now"
    NOT_POSSIBLE = "not-possible"
    NO_CARDS_NOW = "no-cards-now"
    HAS_PAGES = "has-pages"


SENTENCES: dict[Why, str | Promise] = {
    Why.CLOSED: _("This campaign is over. Choose another purpose: where the need is greatest, for example."),
    Why.NEEDS_EMAIL: _("Leave an e-mail for a monthly gift: every letter has the link that stops it."),
    Why.NO_CARDS: _(
        "Cards are not taken at the moment. Give once, in zlotys: by BLIK, Przelewy24 or bank transfer."
    ),
    Why.PAID: _("This gift has been paid already. Thank you!"),
    Why.SETTLING: _("This gift is on its way: we wait for your bank."),
    Why.NO_ANSWER: _(
        "The payment service does not answer, and nothing is paid. Try again in a minute: it stays one gift."
    ),
    Why.STOPPED: _("This monthly gift is stopped already."),
    Why.BUSY: _("The former change of this gift is not done yet. Try again in a minute."),
    Why.NOT_MORE: _("More can not be given back than has come in."),
    Why.NOTHING_LEFT: _("Nothing of this gift is left to give back."),
    Why.PAID_IN_PARTS: _("It was paid more than once: give back one payment at a time."),
    Why.COUNTED: _("Something has been given for it already: its currency stays what it is."),
    Why.NO_LETTER: _("There is no letter to send again: nothing has come, or no e-mail was left."),
    Why.ON_ITS_WAY: _("That letter is on its way already."),
    Why.ENTERED: _("A transfer with this number has been entered already."),
    Why.SILENT: _("The payment service does not answer. Nothing has been changed: try again in a minute."),
    Why.NOT_THERE: _("The payment service has refused it: look whether it runs there still."),
    Why.ONE_AT_A_TIME: _("Something of this gift is being given back already."),
    Why.SAME_PERSON: _("Another person has to decide this than the one who asked."),
    Why.DECIDED: _("This has been decided already."),
    Why.EXPLAINED: _("Somebody has explained it already: their words stay."),
    Why.NO_ANSWER_NOW: _(
        "The payment service does not answer, and nothing has changed. Try again in a minute."
    ),
    Why.NOT_POSSIBLE: _("The payment service has refused it, and nothing has changed. Please write to us."),
    Why.NO_CARDS_NOW: _("New cards are not taken at the moment. What you give goes on as it is."),
    Why.NOT_CHOSEN: _("Choose what shall become of it."),
    Why.HAS_GIFTS: _("Gifts have been made for this. It can be closed, but not deleted: the books need it."),
    Why.HAS_PAGES: _("Pages of the site tell of it. Delete these first, in all languages."),
}
FAULTS: dict[Fault, str | Promise] = {
    Fault.UNCLEAR: _("Write the amount in figures, like 50 or 12,50."),
    Fault.OTHER_CURRENCY: _("The amount names another currency than the one you have chosen."),
    Fault.UNKNOWN_CURRENCY: _("Gifts can be made in zlotys, euros and dollars."),
    Fault.NOT_POSITIVE: _("Write an amount above zero."),
    Fault.TOO_FINE: _("Write the amount with at most two digits after the point."),
    Fault.TOO_LITTLE: _("The least that can be given here is %(least)s."),
    Fault.TOO_MUCH: _("The most that can be given here at once is %(most)s. For more, please write to us."),
}


class GivingRefused(Exception):
    """What may not be done, for a reason that has a sentence. Nothing has been changed."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why

    def __str__(self) -> str:
        return str(SENTENCES[self.why])


def sentence(fault: Fault, *, currency: str, language: str) -> str:
    """For what was typed as an amount."""
    if currency not in CURRENCIES:
        return str(FAULTS[Fault.UNKNOWN_CURRENCY])
    known = CURRENCIES[currency]
    limits = {
        "least": shown(Money(known.least, currency), language),
        "most": shown(Money(known.most, currency), language),
    }
    return str(FAULTS[fault]) % limits
