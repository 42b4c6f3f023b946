"""Addresses of pages and translations, made from titles."""

import json
from typing import Any

import pytest
from django.test import Client
from wagtail_localize.models import StringTranslation

from home.models import StoryPage
from pages import slugs, translations
from tests.home import editing, stories

pytestmark = pytest.mark.django_db


def test_a_page_without_an_address_gets_one_from_its_title():
    assert stories.drafted("Школьныя вакансіі", slug="").slug == "skolnyja-vakansii"


def test_an_address_that_is_taken_gets_a_number():
    stories.drafted("Дапамога", slug="")

    assert stories.drafted("Дапамога", slug="").slug == "dapamoha-2"


def test_an_address_in_another_language_follows_its_letters():
    assert stories.drafted("Школьные вакансии", language="ru", slug="").slug == "shkolnye-vakansii"


def test_a_new_title_leaves_the_address_alone(story: StoryPage):
    before = story.slug
    story.title = "Зусім іншая назва"
    story.save_revision().publish()
    story.refresh_from_db()

    assert (story.title, story.slug) == ("Зусім іншая назва", before)


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_the_editors_browser_gets_the_table_of_the_pages_language(code: str, manager_client: Client):
    answer = manager_client.get(editing.add_url(stories.index(code)))
    given = answer.context["form"].fields["slug"].widget.attrs["data-w-slug-formatters-value"]

    assert len(json.loads(given)) == len(slugs.FORMATTERS[code])


def test_a_form_sent_without_an_address_is_taken(manager_client: Client):
    sent = editing.form(title="Новы дзень", slug="")
    manager_client.post(editing.add_url(stories.index()), sent)

    assert StoryPage.objects.get(title="Новы дзень", locale__language_code="be").slug == "novy-dzien"


def test_a_second_form_without_an_address_gets_a_number(manager_client: Client):
    for _time in range(2):
        manager_client.post(editing.add_url(stories.index()), editing.form(title="Новы дзень", slug=""))
    told = StoryPage.objects.filter(title="Новы дзень", locale__language_code="be").order_by("pk")

    assert list(told.values_list("slug", flat=True)) == ["novy-dzien", "novy-dzien-2"]


def written(translation: Any, path: str) -> list[str]:
    texts = StringTranslation.objects.filter(locale=translation.target_locale, context__path=path)
    return list(texts.filter(context__object=translation.source.object).values_list("data", flat=True))


def translate_title(translation: Any, words: str) -> None:
    segment = translation.source.stringsegment_set.get(context__path="title")
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        defaults={"data": words},
    )


def test_a_translated_title_proposes_its_address():
    translation = stories.begun(stories.told())
    translate_title(translation, "Żyrandol w sali")

    assert written(translation, "slug") == ["zyrandol-w-sali"]


def test_an_address_the_translator_has_chosen_stays():
    translation = stories.begun(stories.told())
    translate_title(translation, "Żyrandol")
    translate_title(translation, "Żyrandol w sali")

    assert written(translation, "slug") == ["zyrandol"]


def test_a_text_that_is_no_title_proposes_nothing():
    translation = stories.begun(stories.told())
    segment = translation.source.stringsegment_set.get(context__path="lead")
    StringTranslation.objects.create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        data="Żyrandol",
    )

    assert written(translation, "slug") == []
    assert translations.missing_texts(translation) > 0
