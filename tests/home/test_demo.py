"""The demo: believable, complete, and never to be taken for the real thing."""

import re
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client, TestCase
from django.utils.html import strip_tags
from django.utils.translation import gettext, override
from wagtail.models import Page

from home import plain_pages, texts
from home.demo import content, help_pages
from home.models import Category, GuidePage, Inquiry, Service, ServicePage, StoryPage
from pages.blocks import words_of
from pages.ornament import Ground, Topic
from pages.videos import VIDEO_ID
from tests.ground import TODAY
from tests.home import emptying, stories
from tests.pages import places

STORIES = content.stories()
TITLES = [story.texts["en"]["title"] for story in STORIES]
OUTSIDE = re.compile(r"(?:https?://|www\.|mailto:|tel:|@)[^\s\"'<>)]*", re.IGNORECASE)
PHONE = re.compile(r"\+\d[\d ]{7,}")
WORD = re.compile(r"\w[\w’'-]*")
REAL = re.compile(r"sponsrui|zbor|iban|\bPL\d\d|paypal|patreon", re.IGNORECASE)


def leaves(value: Any) -> list[str]:
    """Every text in a piece of the demo's files."""
    if isinstance(value, dict):
        return [leaf for each in value.values() for leaf in leaves(each)]
    if isinstance(value, list):
        return [leaf for each in value for leaf in leaves(each)]
    return [str(value)]


WRITTEN = [*help_pages.services(), *help_pages.guides(), *texts.read(plain_pages.FOLDER)]
NAMES = [each.name for each in WRITTEN]
EVERYTHING = leaves([each.texts for each in (*STORIES, *WRITTEN)]) + leaves(content.home())


def test_the_demo_tells_eight_stories():
    assert len(STORIES) == 8


@pytest.mark.parametrize("code", stories.LANGUAGES)
@pytest.mark.parametrize("story", STORIES, ids=TITLES)
def test_a_story_has_at_least_a_hundred_and_fifty_words(story: content.Story, code: str):
    texts = story.texts[code]
    told = " ".join(leaf for block in story.blocks for leaf in leaves(texts[block["key"]]))

    assert len(WORD.findall(strip_tags(told))) >= 150


@pytest.mark.parametrize("story", STORIES, ids=TITLES)
def test_a_story_has_the_same_parts_in_every_language(story: content.Story):
    parts = {code: set(texts) for code, texts in story.texts.items()}

    assert list(parts) == list(stories.LANGUAGES)
    assert parts["ru"] == parts["pl"] == parts["en"] == parts["be"]


@pytest.mark.parametrize("story", STORIES, ids=TITLES)
def test_a_story_uses_every_part_it_has(story: content.Story):
    parts = {"title", "lead", "author", "slug"} | {block["key"] for block in story.blocks}

    assert set(story.texts["be"]) == parts


@pytest.mark.parametrize("story", STORIES, ids=TITLES)
def test_no_language_repeats_another(story: content.Story):
    titles = [texts["title"] for texts in story.texts.values()]
    leads = [texts["lead"] for texts in story.texts.values()]

    assert (len(set(titles)), len(set(leads))) == (4, 4)


@pytest.mark.parametrize("story", STORIES, ids=TITLES)
def test_a_story_uses_words_the_site_knows(story: content.Story):
    known = content.taxonomy()

    assert story.category in known["categories"]
    assert set(story.tags) <= set(known["tags"])
    assert story.topic in {"", *(topic.value for topic in Topic)}
    assert story.ground in {"", *(ground.value for ground in Ground)}


@pytest.mark.parametrize("story", STORIES, ids=TITLES)
def test_a_correction_is_written_in_every_language(story: content.Story):
    assert [set(each) for each in story.corrections] == [
        {"days_ago", *stories.LANGUAGES} for _each in story.corrections
    ]


@pytest.mark.parametrize("kind", ["categories", "tags"])
def test_every_word_has_an_address_and_four_names(kind: str):
    incomplete = {
        key: names
        for key, names in content.taxonomy()[kind].items()
        if set(names) != {"slug", *stories.LANGUAGES} or not all(names.values())
    }

    assert incomplete == {}


@pytest.mark.parametrize("kind", ["categories", "tags"])
@pytest.mark.parametrize("name", ["slug", *stories.LANGUAGES])
def test_no_two_words_look_alike(name: str, kind: str):
    names = [word[name].casefold() for word in content.taxonomy()[kind].values()]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize("code", stories.LANGUAGES)
@pytest.mark.parametrize("written", WRITTEN, ids=NAMES)
def test_every_other_page_has_at_least_a_hundred_and_fifty_words_too(written: texts.Written, code: str):
    said = written.texts[code]
    told = " ".join(leaves([said.get(part, "") for part in ("lead", "who", "why", "elsewhere", "body")]))

    assert len(WORD.findall(strip_tags(told))) >= 150


@pytest.mark.parametrize("written", WRITTEN, ids=NAMES)
def test_every_other_page_has_the_same_parts_in_every_language(written: texts.Written):
    parts = {
        code: (set(said), [set(block) for block in said["body"]], len(said.get("elsewhere", [])))
        for code, said in written.texts.items()
    }

    assert list(parts) == list(stories.LANGUAGES)
    assert parts["ru"] == parts["pl"] == parts["en"] == parts["be"]


def test_the_demo_has_the_services_of_the_center_with_their_statuses():
    statuses = {each.name: each.facts["status"] for each in help_pages.services()}

    assert statuses == {
        "legal-aid": "open",
        "infoline": "open",
        "mentor": "open",
        "housing": "suspended",
        "school-and-kindergarten": "limited",
        "clothes": "open",
        "food-and-hygiene": "open",
        "temporary-residence": "suspended",
        "psychological-help": "suspended",
    }


def test_the_home_page_has_the_same_parts_in_every_language():
    home = content.home()
    parts = {code: (set(texts), len(texts["needs"])) for code, texts in home.items()}

    assert parts["ru"] == parts["pl"] == parts["en"] == parts["be"]


def test_nothing_in_the_texts_leads_to_a_real_place():
    found = [link for text in EVERYTHING for link in OUTSIDE.findall(text)]

    assert [link for link in found if "example.org" not in link] == []


def test_no_text_holds_a_telephone_number_or_an_account():
    assert [text for text in EVERYTHING if PHONE.search(text) or REAL.search(text)] == []


def test_the_video_is_nobodys():
    assert {story.youtube for story in STORIES} == {"", "demo0000000"}
    assert VIDEO_ID.fullmatch("demo0000000")


@pytest.mark.django_db
@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_every_story_service_and_guide_says_that_it_is_a_demonstration(code: str):
    with override(code):
        disclaimer = strip_tags(
            gettext("<p>This is a demonstration text. People and details in it are invented.</p>")
        )
    told = StoryPage.objects.filter(locale__language_code=code)

    helps = [
        *ServicePage.objects.filter(locale__language_code=code),
        *GuidePage.objects.filter(locale__language_code=code),
    ]
    assert [page.slug for page in (*told, *helps) if disclaimer not in words_of(page.body)] == []
    assert (len(told), len(helps)) == (8, 12)


@pytest.mark.django_db
def test_the_demo_is_whole_in_every_language():
    by_language = {
        code: StoryPage.objects.live().filter(locale__language_code=code) for code in stories.LANGUAGES
    }

    assert {code: told.filter(alias_of=None).count() for code, told in by_language.items()} == {
        "be": 8,
        "ru": 8,
        "pl": 8,
        "en": 8,
    }
    assert not StoryPage.objects.filter(has_unpublished_changes=True).exists()


@pytest.mark.django_db
def test_every_category_of_the_demo_has_a_story():
    assert not Category.objects.exclude(pk__in=StoryPage.objects.values("category")).exists()


@pytest.fixture
def empty(db: None) -> None:
    emptying.empty()
    Service.objects.all().delete()


def run(**options: Any) -> str:
    output = StringIO()
    with TestCase.captureOnCommitCallbacks(execute=True):
        call_command("demo", stdout=output, **options)
    return output.getvalue()


@pytest.mark.django_db(databases=["default", "vault"])
def test_an_empty_site_is_filled_and_its_sign_ins_are_told(empty: None):
    told = run()

    assert StoryPage.objects.count() == 32
    assert told.splitlines() == [
        "Come in with one click, as whomever you like: http://localhost:8000/be/sign-in/",
        "Letters that would have been sent: http://localhost:8000/be/mailbox/",
    ]
    assert list(get_user_model().objects.order_by("username").values_list("username", "is_superuser")) == [
        ("editor", False),
        ("events", False),
        ("gifts", False),
        ("manager", True),
        ("press", False),
        ("school", False),
        ("translator", False),
    ]
    assert sorted(Inquiry.objects.values_list("language", "state")) == [
        ("be", "new"),
        ("en", "answered"),
        ("pl", "taken"),
    ]


@pytest.mark.django_db
def test_a_site_that_has_stories_is_not_filled_again():
    with pytest.raises(CommandError, match="There are stories already"):
        run()


@pytest.mark.django_db
def test_a_site_that_has_stories_is_left_alone_when_asked():
    run(if_empty=True)

    assert StoryPage.objects.count() == 32
    assert not get_user_model().objects.exists()


@pytest.mark.django_db
def test_a_real_site_is_never_filled(settings: Any):
    settings.DEMO = False

    with pytest.raises(CommandError, match="This site is not a demo"):
        run()


@pytest.mark.django_db
def test_stories_are_dated_back_from_the_day_of_building():
    told = StoryPage.objects.filter(locale__language_code="be").order_by("-date")

    assert [(TODAY - story.date).days for story in told] == sorted(story.days_ago for story in STORIES)


ABOUT = {
    "be": ["На сайце", "Пра нас"],
    "ru": ["На сайте", "О нас"],
    "pl": ["Na stronie", "O nas"],
    "en": ["On this site", "About us"],
}


@pytest.mark.django_db
@pytest.mark.parametrize("code", ABOUT)
def test_every_way_through_the_demo_site_opens(code: str, client: Client):
    frame = client.get(f"/{code}/search/").context
    links = [*frame["menu"], *(link for column in frame["footer_columns"] for link in column.links)]

    assert [column.title for column in frame["footer_columns"]] == ABOUT[code]
    assert {client.get(link.url).status_code for link in links} == {200}
    assert [link.language for link in links] == [""] * len(links)


@pytest.mark.django_db
@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_every_page_of_the_demo_reads_at_least_a_hundred_and_fifty_words(code: str, client: Client):
    pages = Page.objects.live().filter(locale__language_code=code, depth__gt=1, alias_of=None)
    read = {page.url: strip_tags(places.main(places.read(client, page.url))) for page in pages}

    assert len(read) > 25
    assert {url: len(WORD.findall(text)) for url, text in read.items() if len(WORD.findall(text)) < 150} == {}
