import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from donations import transfer_codes
from donations.transfer_codes import ALPHABET, HOW_MANY

numbers = some.integers(min_value=0, max_value=HOW_MANY - 1)
places = some.sampled_from([0, 1, 2, 4, 5])
"""Of signs in “4K7-2M”."""


@given(numbers)
def test_a_code_is_five_signs_and_says_its_number(number):
    code = transfer_codes.code(number)
    assert re.fullmatch(rf"[{ALPHABET}]{{3}}-[{ALPHABET}]{{2}}", code)
    assert transfer_codes.number(code) == number


@given(numbers, places, some.sampled_from(ALPHABET))
def test_one_wrong_sign_makes_no_code(number, place, sign):
    code = transfer_codes.code(number)
    wrong = code[:place] + sign + code[place + 1 :]
    assert transfer_codes.number(wrong) == (number if wrong == code else None)


@given(numbers, places, places)
def test_two_signs_that_have_changed_places_make_no_code(number, first, second):
    signs = list(transfer_codes.code(number))
    signs[first], signs[second] = signs[second], signs[first]
    wrong = "".join(signs)
    assert transfer_codes.number(wrong) == (number if wrong == transfer_codes.code(number) else None)


@pytest.mark.parametrize(
    "title", ["Darowizna, {}", "{}", "darowizna {} od nas", "DAROWIZNA/{}/2026", "wpłata{}"]
)
@pytest.mark.parametrize(
    "write", [str, str.lower, lambda code: code.replace("-", ""), lambda code: code.replace("-", " ")]
)
def test_it_is_found_however_it_is_typed(title, write):
    typed = title.format(write(transfer_codes.code(17)))
    assert transfer_codes.number(typed) == (None if title == "wpłata{}" else 17)


def test_it_is_found_in_cyrillic_letters_too():
    code = next(code for code in map(transfer_codes.code, range(500)) if {"K", "M", "A"} & set(code))
    cyrillic = code.translate(str.maketrans("AKM", "АКМ"))
    assert cyrillic != code
    assert transfer_codes.number(cyrillic) == transfer_codes.number(code)


@pytest.mark.parametrize("number", [-1, HOW_MANY])
def test_there_are_only_so_many_codes(number):
    with pytest.raises(ValueError, match=str(number)):
        transfer_codes.code(number)


@pytest.mark.parametrize("title", ["", "Darowizna", "dziękuję za pomoc", "2026-11-26", "PL04 0000"])
def test_in_other_words_there_is_no_code(title):
    assert transfer_codes.number(title) is None
