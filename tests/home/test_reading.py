from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StreamValue

from home.models import StoryPage
from home.reading import WORDS_A_MINUTE, reading_minutes
from pages.blocks import words_of


def body(*blocks: tuple[str, object]) -> StreamValue:
    return StreamValue(StoryPage._meta.get_field("body").stream_block, blocks)


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 1), (1, 1), (180, 1), (181, 2), (360, 2), (361, 3), (1800, 10)]
)
def test_a_minute_is_a_hundred_and_eighty_words(words: int, minutes: int):
    assert reading_minutes("слова " * words) == minutes


def test_a_word_with_an_apostrophe_or_a_hyphen_is_one_word():
    assert reading_minutes("сям’я па-беларуску " * 90) == 1


def test_dashes_and_dots_are_no_words():
    assert reading_minutes("— … · " * 1000) == 1


@given(st.lists(st.sampled_from(["дом", "сям’я", "17", "co-op"]), max_size=800))
def test_more_words_never_take_less_time(words: list[str]):
    shorter, longer = reading_minutes(" ".join(words[:-1])), reading_minutes(" ".join(words))

    assert 1 <= shorter <= longer <= len(words) // WORDS_A_MINUTE + 1


def test_everything_a_reader_reads_is_counted_in_its_order():
    story = body(
        ("heading", {"text": "Адзін"}),
        ("text", "<p>два <b>тры</b></p>"),
        ("quote", {"text": "чатыры", "source": "пяць"}),
        ("callout", {"title": "шэсць", "text": "<p>сем</p>"}),
    )

    assert words_of(story).split() == ["Адзін", "два", "тры", "чатыры", "пяць", "шэсць", "сем"]


def test_an_empty_story_has_no_words():
    assert words_of(body()) == ""


@given(st.text(alphabet="ab<>&'\" ", max_size=30))
def test_signs_are_read_as_signs(text: str):
    story = body(("text", f"<p>{escape(text)}</p>"))

    assert words_of(story).split() == text.split()
