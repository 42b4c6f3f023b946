"""What the checker beside the editor asks; that it asks it in a browser is seen in journeys."""

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils.translation import override

from home.models import StoryPage
from pages import checker
from pages.checker import Checker
from pages.models import Image
from tests.home import editing, stories
from tests.pages import uploaded

pytestmark = pytest.mark.django_db


def is_empty(words: str) -> bool:
    return re.search(checker.EMPTY_LINK, words, re.IGNORECASE) is not None


@pytest.mark.parametrize(
    "words",
    ["тут", "Тут.", "«тут»", "націсніце тут", "Чытаць далей…", "здесь", "Нажмите здесь!", "tutaj",
     "Kliknij tutaj", "„tu”", "czytaj więcej →", "here", "Click here", "(read more)"],
)  # fmt: skip
def test_a_link_that_says_nothing_is_noticed(words: str):
    assert is_empty(words)


@pytest.mark.parametrize(
    "words",
    ["тут прымаюць рэчы", "Расклад на снежань", "тутэйшыя", "Здесь был дом", "tutaj mieszka Ala",
     "Here we go", "therefore", "Больш за сто запытаў"],
)  # fmt: skip
def test_a_link_with_words_of_its_own_passes(words: str):
    assert not is_empty(words)


def found(page: Any, code: str = "en") -> dict[str, str]:
    with override(code):
        return {name: str(message["error_name"]) for name, message in Checker(page).found.items()}


def test_an_untranslated_story_is_told_which_languages_it_lacks():
    story = stories.told()
    stories.translated(story)

    assert found(story) == {"not-translated": "Not translated yet: Russian, English"}


def test_a_story_in_four_languages_has_nothing_to_answer_for(story: StoryPage):
    assert found(story) == {}


def test_a_page_of_no_kind_is_asked_nothing():
    assert Checker(None).found == {}


def test_the_editor_gets_every_question(story: StoryPage, manager_client: Client):
    html = manager_client.get(editing.edit_url(story)).content.decode()
    configuration = html.partition('id="checker-axe-configuration"')[2].partition("</script>")[0]

    asked = {*checker.MESSAGES, "heading-order", "alt-text-quality", "empty-heading"}
    assert {name for name in asked if f'"{name}"' in configuration} == asked


def test_only_the_preview_carries_the_checker(story: StoryPage, manager_client: Client):
    assert "wagtail-userbar" not in manager_client.get(story.url).content.decode()


def asked(page: Any) -> tuple[set[str], set[str], set[str]]:
    """Of what the server finds: the names the editor asks by, those the rules know, those with words."""
    beside = Checker(page)
    known = {rule["id"] for rule in beside.get_axe_custom_rules(None)}
    names = set(checker.findings)
    return (
        names & set(beside.get_axe_run_only(None)),
        names & known,
        names & set(beside.get_axe_messages(None)),
    )


def test_a_finding_may_come_and_go_while_the_editor_is_open(story: StoryPage):
    """Its page asks by the names it knew; the preview, drawn anew, must know them whatever it finds."""
    every = set(checker.findings)

    assert [asked(page) for page in (story, stories.told(), None)] == [(every, every, every)] * 3


def test_a_picture_without_consent_is_found_and_no_longer_when_it_is_gone(story: StoryPage):
    somebody = Image.objects.create(
        title="Твар",
        people="adults",
        file=ContentFile(uploaded.saved(uploaded.two_halves(), "JPEG"), name="a.jpg"),
    )
    story.body = [("figure", {"image": somebody, "alt": "Твар", "caption": ""})]
    before = found(story)
    story.body = [("text", "<p>Без здымка.</p>")]

    assert (before, found(story)) == ({"no-consent": "A picture of people without valid consent"}, {})
