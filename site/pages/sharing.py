"""How a page looks where somebody shares it: words and a picture for chats and other people's sites."""

from dataclasses import dataclass
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from pages import cards, pictures, renditions, typography, visibility
from pages.cards import Card
from pages.models import BasePage
from pages.views import YEAR, read_only

LOCALES = {"be": "be_BY", "ru": "ru_RU", "pl": "pl_PL", "en": "en_GB"}
"""Languages as Open Graph writes them."""


@dataclass(frozen=True, kw_only=True)
class Preview:
    kind: str
    title: str
    description: str
    locale: str
    other_locales: list[str]
    image_path: str
    width: int = cards.WIDTH
    height: int = cards.HEIGHT


def preview(page: BasePage, languages: list[str]) -> Preview:
    language = page.content_locale.language_code
    return Preview(
        kind=page.share_kind,
        title=page.seo_title or page.title,
        description=page.summary,
        locale=LOCALES[language],
        other_locales=[LOCALES[code] for code in languages if code != language],
        image_path=photo_path(page) or image_path(page),
    )


def photo_path(page: BasePage) -> str:
    """The page's photograph as a JPEG, once the worker has made it; a page without one has a drawn card."""
    photo = getattr(page, "cover", None)
    copies = renditions.made(photo, [renditions.CARD]) if photo and not photo.is_withheld else {}
    return copies[renditions.CARD].url if copies else ""


def image_path(page: BasePage) -> str:
    """Its name changes with what it shows: chats keep pictures for weeks."""
    version = sha256(repr(card(page)).encode()).hexdigest()[:12]
    return reverse("card", args=[page.pk, version])


def card(page: BasePage) -> Card:
    language = page.content_locale.language_code
    with override(language):
        name = _("Center for Belarusian Solidarity")
    return Card(
        title=typography.spaced(page.title, language),
        site_name=name,
        seed=page.ornament_seed,
        topic=pictures.topic_named(getattr(page, "ornament_topic", "") or pictures.ANY),
        ground=pictures.ground_named(getattr(page, "ornament_ground", "") or pictures.ANY),
    )


@read_only
def card_view(_request: HttpRequest, pk: int, version: str) -> HttpResponse:
    """The card of the page as it is now, for anybody who may read it; an old name shows the new card."""
    found = visibility.readable(Page.objects.filter(pk=pk), at=timezone.now()).first()
    page = found.specific if found else None
    if not isinstance(page, BasePage):
        raise Http404
    response = HttpResponse(cards.jpeg(card(page)), content_type="image/jpeg")
    # Chats and search engines show it on pages of their own.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    is_current = image_path(page).endswith(f"-{version}.jpg")
    patch_cache_control(response, public=True, max_age=YEAR if is_current else 0, immutable=is_current)
    return response
