"""How readers know a campaign: by its page in their language. What staff call it is staff's business."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from config.languages import DEFAULT_LANGUAGE
from donations.models import Campaign, CampaignPage
from pages import visibility


@dataclass(frozen=True, kw_only=True)
class Face:
    """A title, and the page's address (empty when there is none to lead to)."""

    title: str
    url: str = ""


def faces(campaigns: Iterable[int], *, language: str, at: datetime) -> dict[int, Face]:
    """By campaign, of those that have a page with words of its own; in that language, or in another one if
    there is none. Two questions, however many there are."""
    best = _best_of(campaigns, language)
    shown = CampaignPage.objects.filter(pk__in=[page.pk for page in best.values()])
    opening = set(visibility.listed(shown, at=at).values_list("pk", flat=True)) if best else set()
    return {pk: _face(page, opens=page.pk in opening) for pk, page in best.items()}


def title(campaign: Campaign, *, language: str) -> str:
    """Also when its page has been taken off the site; empty when there never was one."""
    page = _best_of([campaign.pk], language).get(campaign.pk)
    return page.title if page else ""


def _best_of(campaigns: Iterable[int], language: str) -> dict[int, CampaignPage]:
    rows = CampaignPage.objects.filter(
        campaign__in=set(campaigns), alias_of=None, first_published_at__isnull=False
    )
    found: dict[int, dict[str, CampaignPage]] = {}
    for page in rows.select_related("locale"):
        found.setdefault(page.campaign_id, {})[page.locale.language_code] = page
    return {pk: _best(written, language) for pk, written in found.items()}


def _best(pages: dict[str, CampaignPage], language: str) -> CampaignPage:
    known = [language, DEFAULT_LANGUAGE, *pages]
    return next(pages[code] for code in known if code in pages)


def _face(page: CampaignPage, *, opens: bool) -> Face:
    return Face(title=page.title, url=(page.get_url() or "") if opens else "")


def face(campaign: Campaign | None, *, language: str, at: datetime) -> Face | None:
    return faces([campaign.pk], language=language, at=at).get(campaign.pk) if campaign else None
