"""The press center of the demo: whole in every language, and plainly nobody's."""

import re

import pytest
from django.utils.html import strip_tags
from django.utils.translation import gettext, override

from home.demo import content, photos
from home.demo import press as builder
from home.models import Mention, PressPage, ReleasePage
from pages.blocks import words_of
from pages.models import Image
from tests.home import releases, stories
from tests.home.test_demo import OUTSIDE, PHONE, REAL, leaves

RELEASES = content.releases()
NAMES = [release.name for release in RELEASES]
WORD = re.compile(r"\w[\w’'-]*")
EVERYTHING = leaves([release.texts for release in RELEASES]) + leaves(content.press())


def words(texts: list[str]) -> int:
    return len(WORD.findall(strip_tags(" ".join(texts))))


def test_the_demo_has_four_releases():
    assert len(RELEASES) == 4


@pytest.mark.parametrize("code", stories.LANGUAGES)
@pytest.mark.parametrize("release", RELEASES, ids=NAMES)
def test_a_release_has_at_least_a_hundred_and_fifty_words(release: content.Release, code: str):
    texts = release.texts[code]

    assert words([leaf for block in release.blocks for leaf in leaves(texts[block["key"]])]) >= 150


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_the_press_center_has_at_least_a_hundred_and_fifty_words(code: str):
    texts = content.press()[code]

    assert words([texts["lead"], texts["reporters_note"], texts["boilerplate"], texts["logo_note"]]) >= 150


@pytest.mark.parametrize("release", RELEASES, ids=NAMES)
def test_a_release_has_the_same_parts_in_every_language(release: content.Release):
    parts = {"title", "lead", "place", "slug"} | {block["key"] for block in release.blocks}

    assert {code: set(texts) for code, texts in release.texts.items()} == dict.fromkeys(
        stories.LANGUAGES, parts
    )


def test_the_press_center_has_the_same_parts_in_every_language():
    def shape(texts: content.Table) -> dict[str, int]:
        return {name: len(value) if isinstance(value, list) else 1 for name, value in texts.items()}

    told = content.press()

    assert {code: shape(texts) for code, texts in told.items()} == dict.fromkeys(
        stories.LANGUAGES, shape(told["be"])
    )


def test_nothing_in_the_texts_leads_to_a_real_place():
    assert [link for text in EVERYTHING for link in OUTSIDE.findall(text)] == []
    assert [text for text in EVERYTHING if PHONE.search(text) or REAL.search(text)] == []


@pytest.mark.django_db
def test_what_others_wrote_stands_where_nobody_writes():
    assert [
        each.url for each in Mention.objects.all() if not each.url.startswith("https://example.org/")
    ] == []
    assert {each.language for each in Mention.objects.all()} == set(stories.LANGUAGES)


@pytest.mark.django_db
@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_every_page_says_that_it_is_a_demonstration(code: str):
    with override(code):
        sentence = strip_tags(
            gettext("<p>This is a demonstration text. People and details in it are invented.</p>")
        )
    told = ReleasePage.objects.filter(locale__language_code=code)

    assert [release.slug for release in told if sentence not in words_of(release.body)] == []
    assert sentence in strip_tags(releases.press(code).reporters_note)


@pytest.mark.django_db
def test_the_press_center_is_whole_in_every_language():
    live = {model: model.objects.live().filter(alias_of=None).count() for model in (PressPage, ReleasePage)}

    assert live == {PressPage: 4, ReleasePage: 16}


@pytest.mark.django_db
@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_every_language_has_a_fact_sheet_of_its_own(code: str):
    paper = releases.press(code).papers[0].value

    assert (paper["document"].title, paper.name) == (content.press()[code]["paper"],) * 2


@pytest.mark.parametrize("scene", photos.SCENES)
def test_a_stand_in_for_a_photo_is_the_same_each_time(scene: str):
    assert photos.jpeg(scene) == photos.jpeg(scene)


@pytest.mark.django_db
def test_every_photo_has_a_credit_and_words_for_who_cannot_see_it():
    for page in PressPage.objects.all():
        assert all(block.value["alt"] and block.value["caption"] for block in page.photos)
    titles = builder.TITLES.values()
    assert Image.objects.filter(title__in=titles).exclude(credit="").count() == len(titles)
