import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.typography import NB, inside, spaced, spaced_html

LANGUAGES = ("be", "ru", "pl", "en")
LETTERS = st.text(alphabet="аіўзy a1 20zł—–<>&;.\n\t " + NB, max_size=60)
PIECES = st.lists(
    st.sampled_from(["а дом", " і ", "<b>", "</b>", '<a href="a b — c">', "<br/>", "17 000 zł", " — ", "z"]),
    max_size=12,
)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("be", "ён і яна ў доме", "ён і~яна ў~доме"),
        ("be", "17 000 злотых за дзень", "17~000~злотых за~дзень"),
        ("be", "5 снежня ў Варшаве", "5~снежня ў~Варшаве"),
        ("be", "Школа — гэта мы", "Школа~— гэта мы"),
        ("be", "З дому", "З~дому"),
        ("ru", "он и она в доме", "он и~она в~доме"),
        ("ru", "5 декабря, 100 км", "5~декабря, 100~км"),
        ("pl", "i w domu z psem", "i~w~domu z~psem"),
        ("pl", "5 grudnia za 20 zł", "5~grudnia za~20~zł"),
        ("en", "a house and I know", "a~house and I~know"),
        ("en", "in a day", "in a~day"),
        ("en", "5 December costs 20 EUR", "5~December costs 20~EUR"),
        ("be", "слова", "слова"),
        ("be", "", ""),
        ("be", "у", "у"),
        ("pl", "sto i", "sto i"),
        ("be", "2026 год", "2026 год"),
    ],
)
def test_a_line_does_not_end_where_it_must_not(language: str, text: str, expected: str):
    assert spaced(text, language) == expected.replace("~", NB)


def without_spaces(text: str) -> str:
    return re.sub(rf"[\s{NB}]", "", text)


@given(text=LETTERS | st.text(), language=st.sampled_from(LANGUAGES))
def test_nothing_but_spaces_changes(text: str, language: str):
    assert without_spaces(spaced(text, language)) == without_spaces(text)


@given(text=LETTERS | st.text(), language=st.sampled_from(LANGUAGES))
def test_words_stay_as_many_as_they_were(text: str, language: str):
    assert spaced(text, language).split() == text.split()


@given(text=LETTERS | st.text(), language=st.sampled_from(LANGUAGES))
def test_spaces_once_set_stay_set(text: str, language: str):
    once = spaced(text, language)

    assert spaced(once, language) == once


def test_a_space_inside_a_tag_stays():
    html = '<a href="/a b" title="і тут">і там</a>'

    assert spaced_html(html, "be") == f'<a href="/a b" title="і тут">і{NB}там</a>'


@given(pieces=PIECES, language=st.sampled_from(LANGUAGES))
def test_tags_stay_as_they_are(pieces: list[str], language: str):
    html = "".join(pieces)
    tags = re.compile(r"<[^>]*>")

    assert tags.findall(spaced_html(html, language)) == tags.findall(html)
    assert without_spaces(spaced_html(html, language)) == without_spaces(html)


def test_only_english_writes_a_month_with_a_capital_inside_a_sentence():
    said = [inside(name, code) for code, name in [("be", "Сакавік 2026"), ("en", "March 2026")]]

    assert said == ["сакавік 2026", "March 2026"]
