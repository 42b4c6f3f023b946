import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.words import fold, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Школа", "ШКОЛА"),
        ("żółć", "zolc"),
        ("Łódź", "lodz"),
        ("ёлка", "елка"),
        ("мір", "мир"),
        ("воўк", "воук"),
        ("сям’я", "сям'я"),
        ("сям’я", "сямя"),
        ("macramé", "macrame"),
        ("й" + "од", "и\u0306од"),
        ("ґанак", "ганак"),
        ("Straße", "strasse"),
    ],
)
def test_what_makes_no_difference_to_a_reader_makes_none(one: str, other: str):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("дом", "том"), ("ы", "и"), ("kot", "kos")])
def test_what_makes_a_difference_stays(one: str, other: str):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Школа, школа!", ["школа", "школа"]),
        ("па-беларуску", ["пабеларуску", "па", "беларуску"]),
        ("17 000 злотых", ["17000", "злотых"]),
        ("17,000 zł", ["17000", "zl"]),
        ("у 2020 годзе", ["у", "2020", "годзе"]),
        ("’’ -- …", []),
        ("", []),
    ],
)
def test_a_text_is_its_words(text: str, expected: list[str]):
    assert list(words(text)) == expected


@given(st.text())
def test_folding_twice_changes_nothing_more(word: str):
    assert fold(fold(word)) == fold(word)


@given(st.text(max_size=80))
def test_no_word_is_empty_or_longer_than_the_index_can_hold(text: str):
    assert all(0 < len(word) <= 60 for word in words(text))
