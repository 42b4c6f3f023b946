import re
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.excerpts import BEFORE, LENGTH, excerpt, marked
from search.words import words

WORDS = st.text(alphabet="аЎіa1 ’'-<>&\"\n\t", max_size=600)
QUERIES = st.text(alphabet="аЎіa1 ’'-<>&\"", max_size=12)


def bare(html: str) -> str:
    """What is left of an excerpt without its marks."""
    return unescape(re.sub(r"</?mark>", "", html))


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Школа бясплатная.", "школа", "<mark>Школа</mark> бясплатная."),
        ("ШКОЛА! Школа…", "школа", "<mark>ШКОЛА</mark>! <mark>Школа</mark>…"),
        ("Żółć i złość", "zolc", "<mark>Żółć</mark> i złość"),
        ("Ёсць сям’я", "есць сямя", "<mark>Ёсць</mark> <mark>сям’я</mark>"),
        ("Гавораць па-польску", "польску", "Гавораць <mark>па-польску</mark>"),
        ("Перашкола", "школа", "Перашкола"),
        ("a < b & c", "b", "a &lt; <mark>b</mark> &amp; c"),
        ("<script>", "script", "&lt;<mark>script</mark>&gt;"),
        ("адзін  два\nтры", "", "адзін два тры"),
        ("", "школа", ""),
        ("школа школа", "школа", "<mark>школа</mark> <mark>школа</mark>"),
    ],
)
def test_matches_are_marked_and_signs_stay_signs(text: str, query: str, expected: str):
    assert excerpt(text, set(words(query))) == expected


def test_a_short_text_is_shown_whole():
    text = "слова " * 29

    assert excerpt(text, {"няма"}) == text.strip()


def test_a_long_text_without_a_match_shows_its_beginning():
    shown = excerpt("слова " * 100, {"няма"})

    assert shown.startswith("слова слова")
    assert shown.endswith("слова…")


def test_a_match_deep_in_a_text_is_shown_with_some_words_before_it():
    shown = excerpt("слова " * 100 + "жырандоля " + "слова " * 100, {"жырандоля"})

    assert shown.startswith("…слова")
    assert "слова <mark>жырандоля</mark> слова" in shown
    assert shown.endswith("слова…")


def test_a_match_near_the_beginning_is_shown_with_the_beginning():
    assert excerpt("Наша школа. " + "слова " * 100, {"школа"}).startswith("Наша <mark>школа</mark>.")


def test_a_text_that_is_one_word_is_cut():
    assert len(excerpt("а" * 1000, {"няма"})) == BEFORE + 1


@given(WORDS | st.text(max_size=600), QUERIES | st.text(max_size=12))
def test_an_excerpt_is_a_piece_of_its_text(text: str, query: str):
    shown = bare(excerpt(text, set(words(query))))

    assert shown.strip("…") in " ".join(text.split()) or shown in " ".join(text.split())


@given(WORDS | st.text(max_size=600), QUERIES | st.text(max_size=12))
def test_an_excerpt_is_never_longer_than_promised(text: str, query: str):
    assert len(bare(excerpt(text, set(words(query))))) <= LENGTH + len("……")


@given(WORDS | st.text(max_size=600), QUERIES | st.text(max_size=12))
def test_no_sign_of_a_text_becomes_markup(text: str, query: str):
    assert set(re.findall(r"<[^>]*>?", excerpt(text, set(words(query))))) <= {"<mark>", "</mark>"}


@given(WORDS | st.text(max_size=300), st.sets(QUERIES, max_size=4))
def test_marking_adds_marks_and_nothing_else(text: str, wanted: set[str]):
    html = marked(text, wanted)

    assert re.sub(r"</?mark>", "", html) == escape(text)
    assert html.count("<mark>") == html.count("</mark>")
