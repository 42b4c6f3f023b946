"""What a reader gets where a translation is missing, in progress, or done."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import Translation

from home.models import StoryPage
from pages import translations
from tests.home import editing, stories
from tests.pages import places

pytestmark = pytest.mark.django_db

NOTICE = {
    "ru": ("Этой страницы пока нет на русском", "Ниже оригинал на белорусском."),
    "pl": ("Tej strony nie ma jeszcze po polsku", "Poniżej oryginał po białorusku."),
    "en": ("This page is not in English yet", "Below is the original, in Belarusian."),
}


@pytest.fixture
def original() -> StoryPage:
    page = stories.told()
    stories.lent(page)
    return page


def about(html: str) -> dict[str, Any]:
    """What a page says of its language to browsers and search engines."""
    main = re.search(r"<main[^>]*>", html)
    canonical = re.search(r'<link rel="canonical" href="([^"]+)"', html)
    robots = re.search(r'<meta name="robots" content="([^"]+)"', html)
    lang = re.search(r' lang="(\w+)"', main[0]) if main else None
    return {
        "html": re.findall(r'<html lang="(\w+)"', html),
        "main": lang and lang[1],
        "canonical": canonical and canonical[1],
        "robots": robots and robots[1],
        "alternates": places.alternates(html),
    }


def lent_to(code: str) -> dict[str, Any]:
    return {
        "html": [code],
        "main": "be",
        "canonical": "http://localhost:8000/be/naviny/zyrandola/",
        "robots": "noindex",
        "alternates": {},
    }


def test_a_story_first_written_in_the_admin_stands_in_for_its_translations(manager_client: Client):
    manager_client.post(
        editing.add_url(stories.index()), editing.form() | {"action-publish": "action-publish"}
    )
    story = StoryPage.objects.get(slug="zyrandola", locale__language_code="be")

    lent = {code: (page.alias_of_id, page.live) for code, page in stories.versions(story).items()}
    assert lent == {"ru": (story.pk, True), "pl": (story.pk, True), "en": (story.pk, True)}


@pytest.mark.parametrize("code", stories.OTHERS)
def test_a_reader_is_told_in_her_language_that_this_is_the_original(
    code: str, original: StoryPage, client: Client
):
    html = places.read(client, stories.versions(original)[code].url)

    title, text = NOTICE[code]
    assert f'<p class="alert__title">{title}</p>' in html
    assert f'<p class="alert__text">{text}</p>' in html
    assert "Жырандоля вісіць у" in html


@pytest.mark.parametrize("code", stories.OTHERS)
def test_the_original_at_a_borrowed_address_says_so_to_machines(
    code: str, original: StoryPage, client: Client
):
    assert about(places.read(client, stories.versions(original)[code].url)) == lent_to(code)


def test_the_notice_speaks_the_language_of_the_frame(original: StoryPage, client: Client):
    html = places.read(client, stories.versions(original)["pl"].url)

    notice = re.search(r'<div class="([\w ]*)" lang="(\w+)">\s*<div class="alert"', html)
    assert notice
    assert notice[2] == "pl"


def test_an_original_names_no_language_it_only_lends_itself_to(original: StoryPage, client: Client):
    assert about(places.read(client, original.url)) == {
        "html": ["be"],
        "main": None,
        "canonical": "http://localhost:8000/be/naviny/zyrandola/",
        "robots": None,
        "alternates": {"be": "/be/naviny/zyrandola/", "x-default": "/be/naviny/zyrandola/"},
    }


def test_asking_for_a_translation_leaves_the_original_in_its_place(
    original: StoryPage, manager_client: Client
):
    url = stories.versions(original)["pl"].url
    submit = reverse("wagtail_localize:submit_page_translation", args=[original.pk])
    with TestCase.captureOnCommitCallbacks(execute=True):
        manager_client.post(submit, {"locales": [stories.locale("pl").pk]})
    html = places.read(Client(), url)

    assert about(html) == lent_to("pl")
    assert "Жырандоля вісіць у" in html


def test_asking_for_a_translation_publishes_nothing(original: StoryPage, manager_client: Client):
    submit = reverse("wagtail_localize:submit_page_translation", args=[original.pk])
    with TestCase.captureOnCommitCallbacks(execute=True):
        manager_client.post(submit, {"locales": [stories.locale("pl").pk]})
    polish = stories.versions(original)["pl"]

    assert (polish.live, polish.alias_of_id, polish.first_published_at) == (False, None, None)


def test_the_switcher_leads_to_the_same_story_while_its_translation_is_in_progress(
    original: StoryPage, client: Client
):
    stories.begun(original, "pl")
    languages = client.get(original.url).context["languages"]

    assert {link.code: link.url for link in languages} == {
        "be": "/be/naviny/zyrandola/",
        "ru": "/ru/novosti/zyrandola/",
        "pl": "/pl/aktualnosci/zyrandola/",
        "en": "/en/news/zyrandola/",
    }


def test_the_original_is_not_lent_before_it_is_published(client: Client):
    original = stories.drafted()
    stories.begun(original, "pl")

    assert client.get("/pl/aktualnosci/zyrandola/").status_code == 404


def test_an_original_taken_back_is_no_longer_lent(original: StoryPage, client: Client):
    stories.begun(original, "pl")
    original.unpublish()

    assert client.get("/pl/aktualnosci/zyrandola/").status_code == 404


def test_a_translation_taken_back_is_gone_rather_than_replaced(original: StoryPage, client: Client):
    polish = stories.translated(original, "pl")
    polish.unpublish()

    assert client.get(polish.url).status_code == 404


def test_a_finished_translation_speaks_for_itself(original: StoryPage, client: Client):
    polish = stories.translated(original, "pl")

    assert about(places.read(client, polish.url)) == {
        "html": ["pl"],
        "main": None,
        "canonical": "http://localhost:8000/pl/aktualnosci/zyrandol/",
        "robots": None,
        "alternates": {
            "be": "/be/naviny/zyrandola/",
            "pl": "/pl/aktualnosci/zyrandol/",
            "x-default": "/be/naviny/zyrandola/",
        },
    }


def test_the_languages_of_a_story_name_each_other(original: StoryPage, client: Client):
    polish = stories.translated(original, "pl")

    there, back = (
        places.alternates(places.read(client, original.url)),
        places.alternates(places.read(client, polish.url)),
    )
    assert there == back


def test_everybody_else_is_sent_to_the_language_a_story_has(client: Client):
    story = stories.told("Żyrandol", language="pl")

    assert places.alternates(places.read(client, story.url)) == {
        "pl": "/pl/aktualnosci/zyrandola/",
        "x-default": "/pl/aktualnosci/zyrandola/",
    }


def test_every_page_of_the_site_is_named_by_each_page_it_names(client: Client):
    pages = places.LOCATION.findall(places.read(client, "/sitemap.xml"))
    named = {url: places.alternates(places.read(client, url)) for url in pages}
    one_way = [
        (url, other)
        for url, others in named.items()
        for code, other in others.items()
        if named.get(other) != others
    ]

    assert one_way == []
    assert {len(others) for others in named.values()} == {5}
    of_the_tree = Page.objects.live().filter(alias_of=None, depth__gt=1).count()
    assert len(pages) == of_the_tree + 4 > 100  # The form for gifts, in four languages.


def test_every_page_of_the_site_names_its_belarusian_version_for_everybody_else(client: Client):
    pages = places.LOCATION.findall(places.read(client, "/sitemap.xml"))
    others = [places.alternates(places.read(client, url)) for url in pages if url.startswith("/pl/")]

    assert all(each["x-default"] == each["be"] for each in others)


def test_texts_are_missing_until_the_last_one_is_written(original: StoryPage):
    work = stories.begun(original, "pl")
    counts = [translations.missing_texts(work)]
    stories.write(work, but=1)
    counts.append(translations.missing_texts(work))
    stories.write(work)
    counts.append(translations.missing_texts(work))

    assert counts == [4, 1, 0]


def test_the_texts_of_a_translation_are_missing_again_when_the_original_changes(original: StoryPage):
    polish = stories.translated(original, "pl")
    original.lead = "Жырандоля згасла."
    original.save_revision().publish()
    work = Translation.objects.get(target_locale=polish.locale, source__object_id=polish.translation_key)
    work.source.update_from_db()

    assert translations.is_incomplete(polish)


def test_a_page_written_in_its_own_language_is_never_incomplete(original: StoryPage):
    stories.begun(original, "pl")

    assert not translations.is_incomplete(original)


def test_a_translation_needs_a_counterpart_for_every_text(original: StoryPage):
    twin = StoryPage(
        locale=stories.locale("pl"), title="Żyrandol", slug="zyrandol", category=original.category
    )

    with pytest.raises(translations.IncompleteTranslation):
        translations.translate(original, twin=twin)


def test_the_words_of_a_stand_in_belong_to_the_original(original: StoryPage):
    polish = stories.versions(original)["pl"]

    assert translations.original(Page.objects.get(pk=polish.pk)).pk == original.pk


def test_nothing_is_translated_by_machines():
    assert settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR is None
    assert get_machine_translator() is None
