"""What is said in the fundraisers' office of amounts, purposes and states."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from donations.list_reading import Fault
from donations.models import Campaign, Fund, Gift, LedgerEntry, MonthlyGift, Refund
from donations.money import CURRENCIES
from donations.wording import amount

State = Gift.State


def next_of(gift: Gift) -> Any:
    live = gift.refunds.filter(state__in=Refund.LIVE).first()
    return REFUND[live.state] if live else NEXT.get(gift.state, "")


def in_figures(minor: int, currency: str) -> Decimal | str:
    """For spreadsheets: exact, and a number that can be summed up. In words, where we do not know how many
    digits the currency has."""
    known = CURRENCIES.get(currency)
    return Decimal(minor).scaleb(-known.places) if known else amount(minor, currency)


def sums(by_currency: Mapping[str, int]) -> list[str]:
    """Złoty first; never added to one another."""
    known = [code for code in CURRENCIES if code in by_currency]
    others = sorted(set(by_currency) - set(known))
    return [amount(by_currency[code], code) for code in (*known, *others)]


def purpose(row: Gift | MonthlyGift | LedgerEntry) -> str:
    return purpose_of(row.campaign or row.fund)


def purpose_of(which: Campaign | Fund | None) -> str:
    return str(which) if which else _now("where the need is greatest")


def short(number: object) -> str:
    """Enough of a gift's number to tell it from others."""
    return str(number)[:8]


AFTER: dict[str, Any] = {
    State.AWAITING_PAYER: _("The donor is sent to the payment page."),
    State.SETTLING: _("The page is filled in; the bank has not paid yet."),
    State.RECEIVED: _("The payment is confirmed."),
    State.EXPIRED: _("The payment page has closed unpaid."),
    State.FAILED: _("The bank has refused the payment."),
    State.WITHDRAWN: _("The donor has chosen anew: this gift is taken back."),
    State.PARTLY_REFUNDED: _("A part is given back."),
    State.REFUNDED: _("All of it is given back."),
    State.DISPUTED: _("The payer’s bank disputes it and has taken the money."),
    State.DISPUTE_LOST: _("The dispute is lost: the money stays with the payer’s bank."),
}
NEXT: dict[str, Any] = {
    State.DRAFT: _("No payment page has been opened. If none is, nothing comes of it."),
    State.OPENING: _("The payment page is being opened. Within ten minutes it is looked after."),
    State.AWAITING_PAYER: _("It may be paid until the page closes, half an hour after it was opened."),
    State.SETTLING: _("Some banks take days. Each hour the payment service is asked."),
    State.RECEIVED: _("There is nothing to do. The fee and the payout follow by themselves."),
    State.EXPIRED: _("There is nothing to do. Should money come late, it is entered all the same."),
    State.FAILED: _("There is nothing to do. The donor saw it at once and may have tried again."),
    State.WITHDRAWN: _("There is nothing to do: another gift of the same form has taken its place."),
    State.PARTLY_REFUNDED: _("There is nothing to do. The rest may be given back as well."),
    State.REFUNDED: _("There is nothing to do. The donor’s bank needs five to ten days to show it."),
    State.DISPUTED: _("Answer the bank at the payment service. Won, the money comes back here by itself."),
    State.DISPUTE_LOST: _("There is nothing to do any more."),
}
REFUND: dict[str, Any] = {
    Refund.State.ASKED: _("A second person has to decide about the refund."),
    Refund.State.WAITING: _("The refund is on its way to the payment service."),
}
"""Comes before what else is next."""
FAULTS: dict[str, Any] = {
    Fault.MISSING: _("nothing stands there"),
    Fault.LONG: _("that is too long"),
    Fault.NUMBER: _("that is no number of a subscription: it begins with sub_"),
    Fault.EMAIL: _("that is no e-mail"),
    Fault.LANGUAGE: _("write be, ru, pl or en"),
    Fault.FUND: _("there is no fund of that name"),
    Fault.TWICE: _("the same subscription stands in an earlier line"),
    Fault.UNKNOWN: _("the payment service knows no such subscription, or it is in a currency we do not know"),
    Fault.OVER: _("this subscription has ended, or has never begun"),
}
