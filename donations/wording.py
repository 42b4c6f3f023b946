"""Days and purposes in words, in the language that is switched on."""

from datetime import datetime

from django.utils import dateformat
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config.languages import DEFAULT_LANGUAGE
from donations import faces
from donations.models import Gift, MonthlyGift
from donations.money import Money, NoAmount, shown
from timetable.expansion import WARSAW

DAYS = {"en": "j F Y"}
DAY = "j E Y"


def day(moment: datetime) -> str:
    said = dateformat.format(moment.astimezone(WARSAW), DAYS.get(get_language() or "", DAY))
    return said if get_language() == "en" else said.lower()


def purpose(gift: Gift | MonthlyGift) -> str:
    """A campaign goes by the title of its page, and without a page by its fund."""
    if gift.campaign and (title := faces.title(gift.campaign, language=get_language() or DEFAULT_LANGUAGE)):
        return title
    return fund(gift)


def fund(gift: Gift | MonthlyGift) -> str:
    found = gift.fund or (gift.campaign.fund if gift.campaign else None)
    return found.name if found else _("where the need is greatest")


def amount(minor: int, currency: str) -> str:
    """Of something that has happened, which may be in a currency we do not offer."""
    try:
        return shown(Money(minor, currency), get_language() or "")
    except NoAmount:
        said = _("%(number)s of the smallest unit of %(currency)s")
        return said % {"number": minor, "currency": currency.upper()}
