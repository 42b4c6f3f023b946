"""What stands on the page with the form for gifts beside the form."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from config.languages import DEFAULT_LANGUAGE, LANGUAGES
from donations import addresses, aims, calm, campaign_pages, faces, gateway, methods, transfers
from donations.aims import Aim
from donations.donate_form import Preset
from donations.methods import Circumstances, Method, Rhythm
from donations.models import Campaign, CampaignIndexPage, Fund
from donations.money import CURRENCIES, Money, shown
from donations.progress import Progress
from pages import frame, locales
from pages.menus import Link
from pages.models import SiteSettings
from privacy.private_pages import home


@dataclass(frozen=True, kw_only=True)
class Way:
    """How one can pay in one currency."""

    currency: str
    once: str
    monthly: str


def shown_amount(amount: Money) -> str:
    return shown(amount, get_language() or DEFAULT_LANGUAGE)


def surroundings(request: HttpRequest, *, wanted: str, at: datetime) -> dict[str, Any]:
    """`wanted`: what somebody has come for, or has chosen already."""
    words = campaign_pages.index_page(at=at)
    offered = aims.offered(locales.active(), at=at)
    known = SiteSettings.load(request_or_site=request)
    now = calm.circumstances()
    return {
        "heading": words.form_heading if words else _("Donate"),
        "lead": words.form_lead if words else "",
        "presets": presets(words),
        "aims": offered,
        "campaign": _beside(offered, wanted),
        "campaigns_url": (words.get_url(request) or "") if words else "",
        "ways": ways(now),
        "is_calm": now.calm,
        "takes_cards": gateway.is_set_up(),
        "transfer": transfers.to(None, known),
        "transfer_url": addresses.transfer(),
        "tax_share": transfers.tax_share(known),
        **_languages(),
    }


def _beside(offered: list[Aim], wanted: str) -> Progress | None:
    """How far her campaign has come; the latest for whoever has chosen none."""
    drives = sorted((each for each in offered if each.progress), key=lambda each: each.value != wanted)
    return drives[0].progress if drives else None


def _languages() -> dict[str, Any]:
    """The same form in each language: it may be found."""
    urls = {}
    for code, _name in LANGUAGES:
        with override(code):
            urls[code] = addresses.donate()
    return {"canonical_url": frame.absolute(addresses.donate()), "alternates": frame.alternates(urls)}


def presets(words: CampaignIndexPage | None) -> list[Preset]:
    amounts = [each.value for each in words.amounts] if words else []
    return [
        Preset(
            currency=each["currency"],
            value=str(each["amount"]),
            shown=shown_amount(Money(each["amount"] * CURRENCIES[each["currency"]].unit, each["currency"])),
            does=each["does"],
        )
        for each in amounts
        if each["currency"] in CURRENCIES and each["amount"]
    ]


NAMES = {Method.BLIK: "BLIK", Method.P24: "Przelewy24"}


def ways(now: Circumstances) -> list[Way]:
    """By a usual amount: where it matters how much, the payment page says it."""
    return [
        Way(
            currency=code.upper(),
            once=_named(methods.offered(Money(each.least, code), Rhythm.ONCE, now)),
            monthly=_named(methods.offered(Money(each.least, code), Rhythm.MONTHLY, now)),
        )
        for code, each in CURRENCIES.items()
    ]


def _named(offered: tuple[Method, ...]) -> str:
    words = {Method.CARD: _("card"), Method.SEPA: _("SEPA debit")}
    return ", ".join(words.get(each) or NAMES[each] for each in offered) or _("not at the moment")


def title_of(purpose: Fund | Campaign | None, *, at: datetime) -> str:
    if isinstance(purpose, Fund):
        return purpose.name
    found = faces.face(purpose, language=get_language() or DEFAULT_LANGUAGE, at=at)
    return found.title if found else ""


def crumbs() -> list[Link]:
    return [home(), Link(title=_("Donate"), url=reverse("donate"))]
