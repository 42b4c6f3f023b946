"""The doorways of giving: the form, the way to the payment page, what comes after it, and bank transfers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from donations import (
    addresses,
    aims,
    calm,
    donate_page,
    gateway,
    gift_keys,
    giving,
    paying,
    standing,
    thanks,
    transfers,
)
from donations.donate_form import DonateForm
from donations.links import GIFTS
from donations.mine import Mine
from donations.models import Campaign, Fund, Gift
from donations.refusals import GivingRefused, Why
from pages import locales
from pages.models import SiteSettings
from privacy import limits, links
from privacy.errors import Forgotten
from privacy.private_pages import emptied_on_leaving, page, private

PAGES = require_http_methods(["GET", "HEAD", "POST"])


@PAGES
@emptied_on_leaving
def donate(request: HttpRequest) -> HttpResponseBase:
    at = timezone.now()
    wanted = addresses.CAMPAIGN + "-" + request.GET.get("campaign", "")
    shown = donate_page.surroundings(request, wanted=request.POST.get("purpose", wanted), at=at)
    form = DonateForm(
        request.POST if request.method == "POST" else None,
        offered=shown["aims"],
        presets=shown["presets"],
        wanted=wanted,
        again=_again(request, at=at),
    )
    answer = _on(request, form, at=at) if request.method == "POST" and shown["takes_cards"] else None
    if answer:
        return private(answer)
    return _framed(request, {**shown, "form": form})


def _again(request: HttpRequest, *, at: datetime) -> Gift | None:
    """A gift that was not paid, whose form is taken up once more."""
    gift = gift_keys.found(request.GET.get("again", ""), at=at) if request.method != "POST" else None
    return gift if gift and gift.form and gift.state in standing.BEGUN_ANEW else None


def _framed(request: HttpRequest, told: Mapping[str, Any]) -> HttpResponse:
    """Its form may lead away: to the payment page, and nowhere else. It may be found."""
    answer = page(request, "donations/donate.html", {"robots": "", **told})
    del answer.headers["X-Robots-Tag"]
    if told["takes_cards"]:
        paying.may_lead_there(answer)
    return answer


def _on(request: HttpRequest, form: DonateForm, *, at: datetime) -> HttpResponseBase | None:
    """Nothing when there is something to correct, or to answer first."""
    if not form.is_valid():
        return None
    choice = form.choice
    network = limits.network_digest(request, at=at)
    if not calm.may_open(network=network, campaign=choice.campaign, at=at) and not form.is_answered(at=at):
        form.ask()
        return None
    try:
        gift = giving.promise(choice, form=form.cleaned_data["stamp"], at=at)
        return paying.lead_to(_payment(gift, at=at))
    except GivingRefused as refused:
        form.refuse(refused)
        return None


def _payment(gift: Gift, *, at: datetime) -> str:
    """Where to: to what comes after paying, if there is nothing left to pay."""
    after = gift_keys.page_url(gift)
    try:
        return giving.open_page(gift.pk, thanks_url=after, back_url=after, at=at)
    except GivingRefused as refused:
        if refused.why in (Why.PAID, Why.SETTLING):
            return gift_keys.page_url(giving.paid_in_its_form(gift))
        raise


@require_safe
def gift_thanks(request: HttpRequest, key: str) -> HttpResponseBase:
    at = timezone.now()
    gift = gift_keys.found(key, at=at)
    if gift is None:
        return links.closed(request)
    if gateway.is_set_up():
        thanks.look(gift, at=at)
    told = {
        "told": thanks.told(gift, at=at),
        "mine_url": reverse("my_gifts") if _is_hers(request, gift, at=at) else "",
        "crumbs": donate_page.crumbs(),
    }
    return page(request, "donations/thanks.html", told)


def _is_hers(request: HttpRequest, gift: Gift, *, at: datetime) -> bool:
    """Only where a letter has let this browser in before: the address of one gift opens no others."""
    subject = links.subject_of(request, GIFTS, at=at)
    mine = Mine.of(subject, at=at) if subject else None
    try:
        return bool(mine and gift.donor_id in {each.pk for each in mine.donors})
    except Forgotten:
        return False


@require_safe
def gift_transfer(request: HttpRequest) -> HttpResponseBase:
    at = timezone.now()
    wanted, purpose = _purpose(request.GET.get("for", aims.WHERE_NEEDED))
    known = SiteSettings.load(request_or_site=request)
    told = {
        "transfer": transfers.to(purpose, known),
        "tax_share": transfers.tax_share(known),
        "purpose": donate_page.title_of(purpose, at=at),
        "others": [each for each in aims.offered(locales.active(), at=at) if each.value != wanted],
        "crumbs": donate_page.crumbs(),
        "donate_url": addresses.donate(campaign=purpose.pk if isinstance(purpose, Campaign) else None),
    }
    return page(request, "donations/transfer.html", told)


def _purpose(wanted: str) -> tuple[str, Fund | Campaign | None]:
    """What is none, or is not there any more, is where the need is greatest."""
    try:
        return wanted, aims.found(wanted)
    except LookupError:
        return aims.WHERE_NEEDED, None
