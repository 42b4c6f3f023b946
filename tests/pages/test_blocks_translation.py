"""What a translator gets to translate of each block, and what becomes of it."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import TestCase
from wagtail_localize.models import StringTranslation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from home.models import StoryPage
from pages.models import Document, Image
from tests.home import stories
from tests.pages import uploaded

pytestmark = pytest.mark.django_db


def listed(*values: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"type": "item", "value": value, "id": f"00000000-0000-4000-8000-00000000000{number}"}
        for number, value in enumerate(values)
    ]


def block(kind: str) -> dict[str, Any]:
    picture = {"image": photo().pk, "alt": "Зала", "caption": "Да заняткаў"} if kind == "gallery" else {}
    values: dict[str, Any] = {
        "gallery": {"pictures": listed(picture, {**picture, "alt": "Сад", "caption": "Пасля"})},
        "steps": {"steps": listed({"title": "Напісаць", "text": "<p>У чат.</p>"},
                                  {"title": "Прыйсці", "text": ""})},
        "table": {"caption": "Заняткі", "cells": "Час\tСубота\n10:00\tХор\n11:00\tХор", "names_rows": True},
        "contact": {"role": "Школа", "name": "", "phone": "+48 000 000 000", "email": "a@example.org",
                    "languages": ["be", "pl"], "hours": "Субота"},
        "quote": {"text": "Спяваем.", "source": "харыстка", "name": "Ганна", "consent": True,
                  "consent_until": "2099-01-01"},
        "button": {"label": "Напісаць", "page": None, "address": "https://example.org/"},
        "download": {"document": paper().pk if kind == "download" else None, "title": "Бланк"},
    }  # fmt: skip
    place = list(values).index(kind)
    return {"type": kind, "value": values[kind], "id": f"00000000-0000-4000-8000-0000000000a{place}"}


def photo() -> Image:
    file = ContentFile(uploaded.saved(uploaded.two_halves(), "JPEG"), name="a.jpg")
    return Image.objects.create(title="Зала", people="nobody", file=file)


def paper() -> Document:
    return Document.objects.create(title="Бланк", file=ContentFile(uploaded.pdf(), name="a.pdf"))


def in_polish(story: StoryPage) -> StoryPage:
    """Every text translated as itself in capitals, so that each is seen in its place."""
    work = stories.begun(story)
    for segment in work.source.stringsegment_set.select_related("string"):
        words = segment.string.data
        text = {"data": words if segment.context.path == "slug" else words.upper()}
        StringTranslation.objects.update_or_create(
            translation_of=segment.string, locale=work.target_locale, context=segment.context, defaults=text
        )
    with TestCase.captureOnCommitCallbacks(execute=True):
        work.save_target(publish=True)
    return stories.versions(story)["pl"]


def texts(story: StoryPage) -> list[str]:
    segments = [each for each in extract_segments(story) if isinstance(each, StringSegmentValue)]
    return [each.string.data for each in segments if each.path.startswith("body")]


TRANSLATED = {
    "gallery": ["Зала", "Да заняткаў", "Сад", "Пасля"],
    "steps": ["Напісаць", "У чат.", "Прыйсці"],
    "table": ["Заняткі", "Час", "Субота", "Хор", "Хор"],
    "contact": ["Школа", "Субота"],
    "quote": ["Спяваем.", "харыстка", "Ганна"],
    "button": ["Напісаць"],
    "download": ["Бланк"],
}


@pytest.mark.parametrize("kind", TRANSLATED)
def test_a_translator_gets_the_words_and_nothing_but_words(kind: str):
    assert texts(stories.told(body=[block(kind)])) == TRANSLATED[kind]


@pytest.mark.parametrize("kind", TRANSLATED)
def test_translated_words_stand_where_the_original_ones_stood(kind: str):
    story = stories.told(body=[block(kind)])
    polish = in_polish(story)

    assert texts(polish) == [words.upper() for words in TRANSLATED[kind]]


def test_hours_stay_in_their_cells():
    polish = in_polish(stories.told(body=[block("table")]))

    assert polish.body[0].value["cells"] == "ЧАС\tСУБОТА\n10:00\tХОР\n11:00\tХОР"


def test_facts_are_the_same_in_all_languages():
    polish = in_polish(stories.told(body=[block("contact"), block("quote")]))
    contact, quote = (each.value for each in polish.body)

    assert (contact["phone"], contact["email"], contact["languages"]) == (
        "+48 000 000 000",
        "a@example.org",
        ["be", "pl"],
    )
    assert (quote["consent"], str(quote["consent_until"])) == (True, "2099-01-01")


def test_a_new_row_in_a_table_asks_for_its_own_words_only():
    story = stories.told(body=[block("table")])
    work = stories.begun(story)
    stories.write(work)
    table = block("table")
    table["value"]["cells"] = "Час\tСубота\n09:00\tТанцы\n10:00\tХор\n11:00\tХор"
    story.body = [table]
    story.save_revision().publish()
    work.source.update_from_db()
    missing = work.source.stringsegment_set.annotate_translation(work.target_locale)

    assert list(missing.filter(translation__isnull=True).values_list("string__data", flat=True)) == ["Танцы"]
