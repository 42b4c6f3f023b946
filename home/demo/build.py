"""Builds the demo by the same calls that editors' clicks make: drafts, translations, publishing."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale

from config.languages import DEFAULT_LANGUAGE
from donations.demo import purposes
from events.demo import build as activities
from home import tree
from home.demo import campaign_pages, content, event_pages, help_pages, menus, press, school_page
from home.demo.blocks import block_id, disclaimer_block
from home.models import Category, HomePage, NewsIndexPage, StoryPage, Tag
from pages import translations, videos
from pages.models import FourNames, SiteSettings


def build(*, today: date, at: datetime) -> int:
    """Fill an empty site; returns how many stories it tells. Stories are counted back from `today`, dates of
    events forward from `at`."""
    trunk = tree.ensure()
    contacts()
    fill_home(trunk.home)
    help_pages.build(trunk, today=today)
    words = {name: named(model, name) for name, model in (("categories", Category), ("tags", Tag))}
    told = content.stories()
    for story in told:
        tell(story, trunk.news, words, today=today)
    press.build(trunk, today=today)
    school_page.build(trunk.school)
    event_pages.build(trunk.events, activities.build(at=at))
    campaign_pages.build(trunk.campaigns, purposes.build(at=at), today=today)
    menus.arrange(trunk.home)
    return len(told)


def contacts() -> None:
    known = SiteSettings.load()
    known.phone, known.opens_at, known.closes_at = "+48 000 000 000", time(10), time(20)
    known.telegram_url, known.email = "https://t.me/example", "help@example.org"
    known.address = "ul. Przykładowa 7, 00-000 Warszawa"
    known.account = "PL04 0000 0000 0000 0000 0000 0000"
    known.save()


def named(model: type[FourNames], name: str) -> dict[str, FourNames]:
    return {
        key: model.objects.get_or_create(
            slug=names["slug"], defaults={f"name_{code}": names[code] for code in ("be", "ru", "pl", "en")}
        )[0]
        for key, names in content.taxonomy()[name].items()
    }


def fill_home(home: HomePage) -> None:
    texts = content.home()
    _write_home(home, texts[DEFAULT_LANGUAGE])
    home.save_revision().publish()
    for code in tree.other_languages():
        twin = HomePage(locale=Locale.objects.get(language_code=code), slug=f"home-{code}")
        with override(code):
            twin.title = _("Center for Belarusian Solidarity")
        _write_home(twin, texts[code])
        translations.translate(home, twin=twin)


def _write_home(page: HomePage, texts: content.Table) -> None:
    names = ("hero_title", "hero_lead", "who_title", "needs_title", "count_text", "volunteers_title",
             "volunteers_text")  # fmt: skip
    for name in names:
        setattr(page, name, texts[name])
    page.who_text = f"<p>{texts['who_text']}</p>"
    page.needs = [
        {"type": "need", "value": need, "id": block_id("need", str(number))}
        for number, need in enumerate(texts["needs"])
    ]


def tell(story: content.Story, news: NewsIndexPage, words: dict[str, Any], *, today: date) -> StoryPage:
    page = _page(story, DEFAULT_LANGUAGE, words, today)
    with transaction.atomic():
        news.add_child(instance=page)
        page.tags.set([words["tags"][key] for key in story.tags])
        page.save_revision().publish()
    for code in tree.other_languages():
        translations.translate(page, twin=_page(story, code, words, today))
    return page


def _page(story: content.Story, code: str, words: dict[str, Any], today: date) -> StoryPage:
    texts = story.texts[code]
    return StoryPage(
        locale=Locale.objects.get(language_code=code),
        title=texts["title"],
        slug=texts["slug"],
        lead=texts["lead"],
        author_line=texts["author"],
        search_description=texts["lead"],
        date=today - timedelta(days=story.days_ago),
        category=words["categories"][story.category],
        ornament_topic=story.topic,
        ornament_ground=story.ground,
        body=[_block(story, block, texts) for block in story.blocks] + [disclaimer_block(code)],
        corrections=[_correction(number, each, code, today) for number, each in enumerate(story.corrections)],
    )


def _body(story: content.Story, code: str) -> list[content.Table]:
    told = [_block(story, block, story.texts[code]) for block in story.blocks]
    return [*told, disclaimer_block(code)]


def _block(story: content.Story, block: content.Table, texts: content.Table) -> content.Table:
    text = texts[block["key"]]
    value = {"text": text} if block["kind"] == "heading" else text
    if block["kind"] == "video":
        value = {**text, "address": videos.watch_url(story.youtube)}
    return {"type": block["kind"], "value": value, "id": block_id(story.category, block["key"])}


def _correction(number: int, correction: content.Table, code: str, today: date) -> content.Table:
    value = {"date": (today - timedelta(days=correction["days_ago"])).isoformat(), "text": correction[code]}
    return {"type": "correction", "value": value, "id": block_id("correction", str(number))}
