import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.words import closeness, fold, index_keys, prefix, query_keys
from search.words.endings import ENDINGS, stem
from search.words.slips import distance, is_slip, neighbourhood

LETTERS = st.text(alphabet="абвгijkшцchszяью", min_size=1, max_size=12)


def near(asked: str, word: str, language: str = "be") -> float:
    return closeness(fold(asked), fold(word), language)


@pytest.mark.parametrize(
    ("asked", "word", "language"),
    [
        ("школы", "школа", "be"),
        ("вянкоў", "вянкі", "be"),
        ("дзецям", "дзеці", "be"),
        ("учителям", "учителей", "ru"),
        ("szkole", "szkoła", "pl"),
        ("mentorem", "mentor", "pl"),
        ("clothing", "clothes", "en"),
        ("шко", "школа", "be"),
        ("валанцёрка", "валанцёраў", "be"),
        ("škola", "школа", "be"),
        ("shkola", "школа", "ru"),
        ("szkola", "школа", "be"),
        ("infalinija", "інфалінія", "be"),
        ("adzienne", "адзенне", "be"),
        ("kvatera", "кватэру", "be"),
        ("інфаллінія", "інфалінія", "be"),
        ("адзене", "адзення", "be"),
        ("kindergarden", "kindergarten", "en"),
        ("pyschologist", "psychologist", "en"),
        ("clohtes", "clothes", "en"),
        ("lekaż", "lekarz", "pl"),
    ],
)
def test_forms_spellings_and_slips_of_a_word_are_near_it(asked: str, word: str, language: str):
    assert 0.4 < near(asked, word, language) < 1


@pytest.mark.parametrize(
    ("asked", "word"),
    [("хор", "двор"), ("шкла", "школа"), ("дом", "том"), ("школа", "жырандоля"), ("псіхолаг", "псіхіятр")],
)
def test_other_words_are_not(asked: str, word: str):
    assert near(asked, word) == 0


def test_the_same_word_is_nearer_than_a_form_and_a_form_than_a_slip():
    assert near("школа", "школа") > near("школа", "школы") > near("школа", "шкоda") >= 0
    assert near("школа", "школы") > near("шкоза", "школа") > 0


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [("школа", "школла", True), ("школа", "шклоа", True), ("школа", "шкова", True), ("школа", "скоал", False),
     ("", "", True), ("а", "", True), ("школа", "шкл", False)],
)  # fmt: skip
def test_a_slip_is_one_letter(one: str, other: str, slip: bool):
    assert (is_slip(one, other), is_slip(other, one)) == (slip, slip)


@given(LETTERS, st.integers(0, 11), LETTERS)
def test_words_one_slip_apart_share_a_neighbour(word: str, at: int, other: str):
    slipped = word[:at] + other[0] + word[at + 1 :]

    assert is_slip(word, slipped)
    assert set(neighbourhood(word)) & set(neighbourhood(slipped))


@given(LETTERS, LETTERS)
def test_a_slip_is_at_most_two_changes_of_a_letter(one: str, other: str):
    assert not is_slip(one, other) or distance(one, other) <= 2


@given(LETTERS, LETTERS, st.sampled_from(sorted(ENDINGS)))
def test_every_near_word_is_among_those_the_index_is_asked_for(asked: str, word: str, language: str):
    """Keys and beginnings bring the candidates; what they miss would never be compared."""
    asked, word = fold(asked), fold(word)
    if asked and word and closeness(asked, word, language):
        shares_a_key = set(query_keys(asked, with_slips=True)) & set(index_keys(word, language))
        assert shares_a_key or word.startswith(prefix(asked)) or len(asked) == 1


@given(LETTERS, st.sampled_from(sorted(ENDINGS)))
def test_a_stem_is_a_beginning_and_never_empty(word: str, language: str):
    root = stem(fold(word), language)

    assert fold(word).startswith(root)
    assert root or not fold(word)
