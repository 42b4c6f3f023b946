import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.words import readings, significant
from search.words.asking import MOST_WORDS
from search.words.keyboards import retyped


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("irjkf", "школа"), ("[jh", "хор"), ("rdfn'hf", "кватэра"), ("ifgrf", "шапка"), ("gbdj", "піво"),
     ("ьутещк", "mentor"), ("ысрщщд", "school"), (",fyr", "банк")],
)  # fmt: skip
def test_the_wrong_keyboard_is_read_with_the_other_one(typed: str, meant: str):
    assert meant in retyped(typed)


def test_latin_keys_are_read_as_belarusian_and_as_russian():
    assert retyped("ds;sdfymt") == ["выжыванье"]
    assert retyped("objd") == ["ўіов", "щиов"]


def test_a_word_is_read_as_typed_first():
    assert [reading.words for reading in readings("па-польску")[0]] == [
        ("папольску",), ("па", "польску"), ("gfgjkmcre",),
    ]  # fmt: skip


def test_thousands_are_one_number():
    assert readings("17 000")[0][0].words == ("17000",)


def test_what_is_no_word_is_passed_over():
    assert readings("… ’ 🧵") == []


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (["як", "запісаць", "дзіця"], ["запісаць", "дзіця"]),
        (["хто", "вы"], ["хто", "вы"]),
        (["школа", "школа"], ["школа"]),
        ([], []),
    ],
)
def test_words_that_only_ask_are_left_out_unless_there_are_no_others(words: list[str], left: list[str]):
    assert significant(words) == left


@given(st.text())
def test_no_question_is_too_long(query: str):
    assert len(readings(query * 3)) <= MOST_WORDS
