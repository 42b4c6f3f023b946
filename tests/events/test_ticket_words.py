import re

import pytest

from config.languages import LANGUAGES
from events import ticket_words, tickets

CODES = [code for code, _name in LANGUAGES]
ENDINGS = {"be": ("ы", "і"), "ru": ("ый", "ий", "ой"), "pl": ("y", "i"), "en": ("",)}
MASCULINE = {"be": r"[^аоеыіяёю]$", "ru": r"[^аоеёыияюэу]$", "pl": r"[^aoeęąiy]$", "en": r"."}
LETTERS = {"be": r"[а-зй-шыьэюяёіў]+", "ru": r"[а-яё]+", "pl": r"[a-ząćęłńóśźż]+", "en": r"[a-z]+"}
SURPRISES = {
    "be": "чырвон чорн гол мокр бусел-бел зубр пагон сцяг певень кіт слон лебедз казёл рак блін дождж снег",
    "ru": "голуб красн чёрн голый мокр лебедь петух кит слон козёл осёл рак орёл медведь блин дождь снег",
    "pl": "czerwon czarn goł mokr orzeł bóbr kogut wieloryb słoń osioł rak żołądź kompot deszcz śnieg",
    "en": "red black nude wet cock tit ass beaver elephant whale horse bush ball rain snow rocket crab pot",
}
"""What some pair with it would say: a coat of arms, a prison, a film, a drug, a swear word."""


@pytest.mark.parametrize("language", CODES)
def test_there_are_so_many_that_a_guess_is_one_of_thousands(language: str) -> None:
    lists = ticket_words.LISTS[language]
    assert (len(lists.adjectives), len(lists.nouns)) == (64, 128)


@pytest.mark.parametrize("language", CODES)
def test_no_two_are_one_however_they_are_typed(language: str) -> None:
    lists = ticket_words.LISTS[language]
    every = [tickets.same_words(word) for word in [*lists.adjectives, *lists.nouns]]
    assert len(set(every)) == len(every)


@pytest.mark.parametrize("language", CODES)
def test_any_two_agree_and_hold_only_letters_of_the_language(language: str) -> None:
    lists = ticket_words.LISTS[language]
    assert [word for word in lists.adjectives if not word.endswith(ENDINGS[language])] == []
    assert [word for word in lists.nouns if not re.search(MASCULINE[language], word)] == []
    every = [*lists.adjectives, *lists.nouns]
    assert [word for word in every if not re.fullmatch(LETTERS[language], word)] == []


@pytest.mark.parametrize("language", CODES)
def test_no_word_list_surprises(language: str) -> None:
    lists = ticket_words.LISTS[language]
    every = {*lists.adjectives, *lists.nouns}
    assert [word for word in every if word in SURPRISES[language].split()] == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("СІНІ  бусел", "сіні бусел"),
        ("сини бусел", "сіні бусел"),
        ("зеленый чёлн", "зелёный челн"),
        ("zielony zolw", "zielony żółw"),
    ],
)
def test_a_foreign_keyboard_is_understood(typed: str, meant: str) -> None:
    assert tickets.same_words(typed) == tickets.same_words(meant)
