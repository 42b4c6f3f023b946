"""The trunk every site has: four languages, a home and a news index in each, editors who tend them."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import LocaleSynchronization

from config.languages import DEFAULT_LANGUAGE, LANGUAGES
from home import editors, press_staff
from home.models import HomePage, NewsIndexPage
from pages import translations


@dataclass(frozen=True)
class Trunk:
    home: HomePage
    news: NewsIndexPage


def ensure() -> Trunk:
    """Plant what is missing; what editors have changed since stays theirs."""
    locales()
    editors.ensure()
    press_staff.ensure()
    home = HomePage.objects.filter(locale__language_code=DEFAULT_LANGUAGE).first() or plant_home()
    news = NewsIndexPage.objects.child_of(home).first() or plant_news(home)
    return Trunk(home=home, news=news)


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


def plant_news(home: HomePage) -> NewsIndexPage:
    news = _news_in(DEFAULT_LANGUAGE)
    home.add_child(instance=news)
    news.save_revision().publish()
    for code in other_languages():
        translations.translate(news, twin=_news_in(code))
    return news


def other_languages() -> list[str]:
    return [code for code, _name in LANGUAGES if code != DEFAULT_LANGUAGE]
