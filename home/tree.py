"""The trunk every site has: four languages, home and its sections in each, editors who tend them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import LocaleSynchronization

from config.languages import DEFAULT_LANGUAGE, LANGUAGES
from donations.models import CampaignIndexPage
from events.models import EventIndexPage
from home import editors
from home.models import (
    GuideIndexPage,
    HomePage,
    NewsIndexPage,
    PressPage,
    ReleaseIndexPage,
    ServiceIndexPage,
)
from pages import translations
from pages.models import BasePage
from school.models import SchoolPage

P = TypeVar("P", bound=BasePage)


@dataclass(frozen=True)
class Trunk:
    home: HomePage
    services: ServiceIndexPage
    school: SchoolPage
    events: EventIndexPage
    news: NewsIndexPage
    guides: GuideIndexPage
    press: PressPage
    releases: ReleaseIndexPage
    campaigns: CampaignIndexPage


def ensure() -> Trunk:
    """Plant what is missing; what editors have changed since stays theirs."""
    locales()
    editors.ensure()
    home = HomePage.objects.filter(locale__language_code=DEFAULT_LANGUAGE).first() or plant_home()
    return Trunk(
        home=home,
        services=_section(home, ServiceIndexPage, _services_in),
        school=_section(home, SchoolPage, _school_in),
        events=_section(home, EventIndexPage, _events_in),
        news=_section(home, NewsIndexPage, _news_in),
        guides=_section(home, GuideIndexPage, _guides_in),
        press=(press := _section(home, PressPage, _press_in)),
        releases=_section(press, ReleaseIndexPage, _releases_in),
        campaigns=_section(home, CampaignIndexPage, _campaigns_in),
    )


def _section(parent: BasePage, model: type[P], words_in: Callable[[str], P]) -> P:
    found: P | None = model.objects.child_of(parent).first()
    return found or plant(parent, words_in)


def locales() -> dict[str, Locale]:
    """The four, each told to show Belarusian pages until they are translated."""
    known = {code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in LANGUAGES}
    for code, locale in known.items():
        if code != DEFAULT_LANGUAGE:
            source = {"sync_from": known[DEFAULT_LANGUAGE]}
            LocaleSynchronization.objects.get_or_create(locale=locale, defaults=source)
    return known


def _home_in(language: str) -> HomePage:
    with override(language):
        return HomePage(
            locale=Locale.objects.get(language_code=language),
            title=_("Center for Belarusian Solidarity"),
            slug=f"home-{language}",
            hero_title=_("You have arrived. From here on — together."),
            hero_lead=_(
                "We help Belarusians who had to leave home. It is free. You need not give your name."
            ),
            who_title=_("Who we are"),
            who_text=_("<p>An organisation in Warsaw that helps people who had to leave Belarus.</p>"),
            needs_title=_("What we need"),
        )


def _news_in(language: str) -> NewsIndexPage:
    with override(language):
        locale = Locale.objects.get(language_code=language)
        return NewsIndexPage(
            locale=locale, title=_("News"), slug=pgettext("word in addresses", "news"), show_in_menus=True
        )


def _services_in(language: str) -> ServiceIndexPage:
    with override(language):
        return ServiceIndexPage(
            locale=Locale.objects.get(language_code=language),
            title=_("Help"),
            slug=pgettext("word in addresses", "help"),
            lead=_(
                "Everything is free. You need no documents and may keep your name to yourself. "
                "If you do not know where to begin, just write “hello” in the chat."
            ),
            show_in_menus=True,
        )


def _school_in(language: str) -> SchoolPage:
    with override(language):
        return SchoolPage(
            locale=Locale.objects.get(language_code=language),
            title=_("School"),
            slug=pgettext("word in addresses", "school"),
            lead=_(
                "A free school for children from 6 to 12 years: English, Polish, acting, drawing and "
                "music on Saturdays, Belarusian on Tuesdays."
            ),
            ornament_topic="chain",
            ornament_ground="straw",
            show_in_menus=True,
        )


def _events_in(language: str) -> EventIndexPage:
    with override(language):
        return EventIndexPage(
            locale=Locale.objects.get(language_code=language),
            title=_("Events"),
            slug=pgettext("word in addresses", "events"),
            lead=_("Classes, languages, choir, meetings. You may sign up under any name."),
            show_in_menus=True,
        )


def _guides_in(language: str) -> GuideIndexPage:
    with override(language):
        return GuideIndexPage(
            locale=Locale.objects.get(language_code=language),
            title=_("Guides"),
            slug=pgettext("word in addresses", "guides"),
            lead=_(
                "Short brochures for the first months in Poland: what to do, step by step. Read or print. "
                "Each says on which day we last compared it with the rules; if that was long ago, ask us "
                "first, in the chat or by phone."
            ),
            show_in_menus=True,
        )


def _press_in(language: str) -> PressPage:
    with override(language):
        return PressPage(
            locale=Locale.objects.get(language_code=language),
            title=_("Press centre"),
            slug=pgettext("word in addresses", "press"),
            lead=_("Releases, contacts and pictures for those who write about us."),
            show_in_menus=True,
        )


def _releases_in(language: str) -> ReleaseIndexPage:
    with override(language):
        locale = Locale.objects.get(language_code=language)
        return ReleaseIndexPage(
            locale=locale, title=_("Press releases"), slug=pgettext("word in addresses", "releases")
        )


def _campaigns_in(language: str) -> CampaignIndexPage:
    with override(language):
        return CampaignIndexPage(
            locale=Locale.objects.get(language_code=language),
            title=_("Campaigns"),
            slug=pgettext("word in addresses", "campaigns"),
            lead=_("What we collect money for, how much has come in, and what became of it."),
            form_heading=_("What you give is somebody’s first quiet day"),
        )


def plant_home() -> HomePage:
    root = Page.get_first_root_node()
    home = _home_in(DEFAULT_LANGUAGE)
    root.add_child(instance=home)
    home.save_revision().publish()
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": home, "hostname": "localhost", "site_name": settings.WAGTAIL_SITE_NAME},
    )
    Page.objects.filter(depth=2).not_type(HomePage).specific().delete()
    for code in other_languages():
        translations.translate(home, twin=_home_in(code))
    return home


def plant(parent: BasePage, words_in: Callable[[str], P]) -> P:
    """A page under its parent in each language, with the words of each."""
    page = words_in(DEFAULT_LANGUAGE)
    parent.add_child(instance=page)
    page.save_revision().publish()
    for code in other_languages():
        translations.translate(page, twin=words_in(code))
    return page


def other_languages() -> list[str]:
    return [code for code, _name in LANGUAGES if code != DEFAULT_LANGUAGE]
