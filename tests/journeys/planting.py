"""Run as a program in the site's own databases: plants what the demo lacks, prints where it stands as JSON.

Staff who speak Belarusian, a story that has everything a story can have, one that nobody has translated, and
enough small ones for lists to have a second page.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

from tests.journeys import planted_blocks

LONGEST_TITLE = 140
TAGS = 20
SMALL_STORIES = 12
STAFF = {"editor": "marynka", "manager": "uladzik"}
SPEAKING = {"ru": "vera", "pl": "ola"}
"""Managers who want their admin in another language."""
COMMON_WORD = {"be": "лічылка", "ru": "считалочка", "pl": "wyliczanka", "en": "hopscotch"}
"""In every small story and nowhere else: what to search for to get two pages of results."""
TITLES = {
    "be": "Пра ўсё адразу: шматнацыянальнасць, перадапрацоўванне і ўзаемаразуменне ў Варшаве, "
    "дзе Ў і І, ў і і стаяць побач з’яўляючыся ",
    "ru": "Обо всём сразу: достопримечательности, человеконенавистничество и взаимопонимание в Варшаве, "
    "где ё и ъ стоят рядом с щёткой и ёжиком ",
    "pl": "O wszystkim naraz: konstantynopolitańczykowianeczka, źdźbło, żółć i gęślą jaźń w Warszawie, "
    "gdzie ąćęłńóśźż stoją obok siebie w tytule ",
    "en": "About everything at once: internationalisation, counterrevolutionaries and mutual understanding "
    "in Warsaw, where all letters stand together ",
}
PARAGRAPH = {
    "be": "Прыходзьце ў нядзелю апоўдні: дзверы злева, другі паверх. ",
    "ru": "Приходите в воскресенье в полдень: дверь слева, второй этаж. ",
    "pl": "Przyjdź w niedzielę w południe: drzwi po lewej, drugie piętro. ",
    "en": "Come on Sunday at noon: the door on the left, second floor. ",
}


def title(language: str) -> str:
    return (TITLES[language] * 2)[: LONGEST_TITLE - 1].strip().ljust(LONGEST_TITLE, "а")


def photo() -> bytes:
    from PIL import Image

    content = BytesIO()
    Image.linear_gradient("L").resize((1600, 900)).convert("RGB").save(content, "JPEG", quality=60)
    return content.getvalue()


def staff() -> None:
    from django.contrib.auth import get_user_model
    from wagtail.users.models import UserProfile

    from office import groups

    for role, name in STAFF.items():
        user = get_user_model().objects.create_user(name, is_superuser=role == "manager")
        UserProfile.objects.create(user=user, preferred_language="be")
        if role == "editor":
            user.groups.add(groups.of(groups.EDITORS))
    for language, name in SPEAKING.items():
        user = get_user_model().objects.create_superuser(name)
        UserProfile.objects.create(user=user, preferred_language=language)


def tags() -> list[Any]:
    from home.models import Tag

    names = [
        {f"name_{code}": f"{word} {number}" for code, word in COMMON_WORD.items()} for number in range(TAGS)
    ]
    return [Tag.objects.create(slug=f"planted-{number}", **each) for number, each in enumerate(names)]


def body(language: str, picture: int) -> list[dict[str, Any]]:
    from home.models import NewsIndexPage
    from pages.models import Document

    return planted_blocks.body(
        language,
        PARAGRAPH[language],
        picture=picture,
        document=Document.objects.earliest("pk").pk,
        page=NewsIndexPage.objects.get(locale__language_code="be").pk,
    )


def correction(language: str) -> dict[str, Any]:
    value = {"date": "2026-11-20", "text": PARAGRAPH[language]}
    return {"type": "correction", "value": value, "id": "00000000-0000-4000-8000-0000000000ff"}


def full_story(language: str, cover: Any) -> Any:
    from wagtail.models import Locale

    from home.models import Category, StoryPage

    return StoryPage(
        locale=Locale.objects.get(language_code=language),
        title=title(language),
        slug=f"everything-{language}",
        lead=PARAGRAPH[language] * 4,
        author_line=PARAGRAPH[language],
        date=date(2026, 9, 1),
        category=Category.objects.earliest("pk"),
        cover=cover,
        cover_alt=PARAGRAPH[language],
        body=body(language, cover.pk),
        corrections=[correction(language)],
    )


def everything() -> dict[str, str]:
    from django.core.files.base import ContentFile

    from home.models import NewsIndexPage
    from pages import renditions, translations
    from pages.models import Image

    cover = Image(title="Photo", credit="Alena", people="nobody", file=ContentFile(photo(), "photo.jpg"))
    cover.save()
    renditions.make(cover)
    original = full_story("be", cover)
    NewsIndexPage.objects.get(locale__language_code="be").add_child(instance=original)
    original.tags.set(tags())
    original.save_revision().publish()
    for code in ("ru", "pl", "en"):
        translations.translate(original, twin=full_story(code, cover))
    return addresses(original)


def small_stories() -> None:
    """Each written in its own language, so that nothing has to be translated."""
    from home.models import Category, NewsIndexPage, StoryPage

    for news in NewsIndexPage.objects.select_related("locale"):
        language = news.locale.language_code
        for number in range(SMALL_STORIES):
            story = StoryPage(
                locale=news.locale,
                title=f"{COMMON_WORD[language]} {number}",
                slug=f"small-{language}-{number}",
                lead=PARAGRAPH[language],
                date=date(2026, 8, 1 + number),
                category=Category.objects.latest("pk"),
            )
            news.add_child(instance=story)
            story.save_revision().publish()


def untranslated() -> dict[str, str]:
    """As the admin's “create” leaves it: with a stand-in in each of the other languages."""
    from wagtail_localize.synctree import create_aliases_for_new_page

    from home.models import Category, NewsIndexPage, StoryPage

    story = StoryPage(
        title="Пакуль толькі па-беларуску",
        slug="pakul-tolki-pa-bielarusku",
        lead=PARAGRAPH["be"],
        date=date(2026, 7, 1),
        category=Category.objects.earliest("pk"),
        body=[{"type": "text", "value": f"<p>{PARAGRAPH['be']}</p>"}],
    )
    NewsIndexPage.objects.get(locale__language_code="be").add_child(instance=story)
    story.save_revision().publish()
    create_aliases_for_new_page(story)
    return addresses(story)


def demo() -> dict[str, Any]:
    """Where the demo's own pages stand: the newest story to be read, and the two oldest to be worked on."""
    from home.models import NewsIndexPage, PressPage, ReleaseIndexPage, ReleasePage, StoryPage

    newest, *_others, illustrated, embargoed = StoryPage.objects.filter(locale__language_code="be").order_by(
        "-date"
    )
    return {
        "news": {page.locale.language_code: page.get_url() for page in NewsIndexPage.objects.all()},
        "story": addresses(newest),
        "press": addresses(PressPage.objects.get(locale__language_code="be")),
        "releases": addresses(ReleaseIndexPage.objects.get(locale__language_code="be")),
        "release": addresses(ReleasePage.objects.get(slug="skola-u-licbach")),
        "illustrated": {"pk": illustrated.pk, **addresses(illustrated)},
        "embargoed": {"pk": embargoed.pk, **addresses(embargoed)},
    }


def admin() -> dict[str, Any]:
    """Numbers of what a walk through the admin looks at."""
    from django.contrib.auth import get_user_model
    from wagtail.models import Locale, Site, Task, Workflow

    from home.models import Category, HomePage, NewsIndexPage, Service, StoryPage
    from office import groups
    from pages.models import Image

    return {
        "home": HomePage.objects.get(locale__language_code="be").pk,
        "news": NewsIndexPage.objects.get(locale__language_code="be").pk,
        "news_in": dict(NewsIndexPage.objects.values_list("locale__language_code", "pk")),
        "story": StoryPage.objects.get(slug="everything-be").pk,
        "translation": StoryPage.objects.get(slug="everything-pl").pk,
        "image": Image.objects.earliest("pk").pk,
        "alias": StoryPage.objects.filter(alias_of__isnull=False).earliest("pk").pk,
        "service": Service.objects.earliest("pk").pk,
        "category": Category.objects.earliest("pk").pk,
        "locale": Locale.objects.get(language_code="pl").pk,
        "site": Site.objects.get().pk,
        "user": get_user_model().objects.get(username=STAFF["editor"]).pk,
        "group": groups.of(groups.EDITORS).pk,
        "workflow": Workflow.objects.get().pk,
        "task": Task.objects.get().pk,
    }


def written() -> list[str]:
    """Every whole text that somebody wrote, in whatever language: titles, names, translations."""
    from django.contrib.auth import get_user_model
    from wagtail.models import Page
    from wagtail_localize.models import String, StringTranslation

    from home.models import Category, Mention, Service, Tag
    from pages.models import Announcement, Document, Image, Menu, SiteSettings

    found: set[str] = {
        word for pair in Page.objects.values_list("title", "draft_title", "slug", "url_path") for word in pair
    }
    for model in (Category, Tag):
        for names in model.objects.values_list("slug", "name_be", "name_ru", "name_pl", "name_en"):
            found |= set(names)
    for texts in (
        String.objects.values_list("data", flat=True),
        StringTranslation.objects.values_list("data", flat=True),
        Image.objects.values_list("title", flat=True),
        Image.objects.values_list("credit", flat=True),
        Document.objects.values_list("title", flat=True),
        get_user_model().objects.values_list("username", flat=True),
    ):
        found |= set(texts)
    for model in (Announcement, Menu, Mention, Service, SiteSettings):
        for values in model.objects.values():
            found |= set(said_in([*values.values()]))
    return sorted(" ".join(text.split()) for text in found if text)


def said_in(values: Any) -> Iterator[str]:
    """Every text in a row's values, inside its blocks too."""
    if isinstance(values, str):
        yield values
    elif isinstance(values, dict):
        yield from said_in([*values.values()])
    elif isinstance(values, list):
        for each in values:
            yield from said_in(each)
    elif hasattr(values, "raw_data"):
        yield from said_in([*values.raw_data])


def addresses(page: Any) -> dict[str, str]:
    return {each.locale.language_code: each.get_url() for each in page.get_translations(inclusive=True)}


def main() -> None:
    import django

    django.setup()
    found = demo()
    staff()
    small_stories()
    told = {
        **found,
        "everything": everything(),
        "untranslated": untranslated(),
        "admin": admin(),
        "written": written(),
    }
    from tests.journeys import (
        planting_desk,
        planting_donors,
        planting_families,
        planting_gifts,
        planting_questions,
        planting_registering,
        planting_school_desk,
        planting_sign_ups,
    )
    from tests.journeys.planting_events import events, titles
    from tests.journeys.planting_gifts_desk import planted as planted_gifts
    from tests.journeys.planting_help import help_pages
    from tests.journeys.planting_school import school

    desk = planting_desk.planted()
    told["admin"] |= desk["admin"]
    told["written"] += desk["written"]
    told["ticket"] = desk["ticket"]
    told |= planting_questions.planted() | planting_sign_ups.planted() | events() | school()
    told |= planting_registering.planted() | planting_families.planted() | planting_gifts.planted()
    told |= planting_donors.planted()
    at_school = planting_school_desk.planted()
    told["admin"] |= at_school["admin"]
    told["written"] += titles() + at_school["written"]
    told["written"] += planting_desk.names()
    of_gifts = planted_gifts()
    told["admin"] |= of_gifts["admin"]
    told["written"] += of_gifts["written"]
    json.dump({**told, "help": help_pages(told["admin"]["image"])}, sys.stdout)


if __name__ == "__main__":
    main()
