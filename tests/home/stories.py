"""Stories told in tests, by the calls that editors' clicks make."""

from datetime import date
from typing import Any

from django.test import TestCase
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object
from wagtail_localize.synctree import create_aliases_for_new_page

from home.models import Category, NewsIndexPage, StoryPage

LANGUAGES = ("be", "ru", "pl", "en")
OTHERS = ("ru", "pl", "en")


def locale(code: str) -> Locale:
    return Locale.objects.get(language_code=code)


def index(code: str = "be") -> NewsIndexPage:
    return NewsIndexPage.objects.get(locale__language_code=code)


def drafted(title: str = "Жырандоля", *, language: str = "be", **fields: Any) -> StoryPage:
    """A story nobody has published; its words occur nowhere in the demo."""
    page = StoryPage(
        locale=locale(language),
        title=title,
        slug=fields.pop("slug", "zyrandola"),
        lead=fields.pop("lead", "Жырандоля вісіць у зале."),
        date=fields.pop("date", date(2026, 11, 21)),
        category=fields.pop("category", None) or Category.objects.get(slug="help"),
        body=fields.pop("body", [("text", "<p>Пад столлю свеціць жырандоля.</p>")]),
        live=False,
        **fields,
    )
    index(language).add_child(instance=page)
    page.save_revision()
    return page


def told(title: str = "Жырандоля", **fields: Any) -> StoryPage:
    page = drafted(title, **fields)
    page.get_latest_revision().publish()
    page.refresh_from_db()
    return page


def lent(page: Page) -> dict[str, StoryPage]:
    """What the other languages show until somebody translates `page`, by language."""
    create_aliases_for_new_page(page)
    return versions(page)


def versions(page: Page) -> dict[str, StoryPage]:
    others = StoryPage.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    return {each.locale.language_code: each for each in others.select_related("locale")}


def begun(page: Page, code: str = "pl") -> Translation:
    """A translation somebody has asked for and nobody has written a word of."""
    translate_object(page, [locale(code)])
    return Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code=code)


def write(translation: Translation, *, but: int = 0, words: str = "żyrandol") -> None:
    """Translate all texts, or all but so many."""
    segments = list(translation.source.stringsegment_set.order_by("order"))
    for segment in segments[: len(segments) - but]:
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": words},
        )


def translated(page: Page, code: str = "pl", *, words: str = "żyrandol") -> StoryPage:
    translation = begun(page, code)
    write(translation, words=words)
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=True)
    return versions(page)[code]
