"""Codes that stand for children: typed as they are seen, on either keyboard."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school import codes

TO_CYRILLIC = str.maketrans("ABCEHKMPTXY3", "АВСЕНКМРТХУЗ")
SHAPES = st.sampled_from([codes.SHORT, codes.LONG])


@given(SHAPES)
def test_a_code_fits_its_field_and_takes_turns_of_letters_and_digits(shape: str) -> None:
    assert re.fullmatch(r"[ABCEHKMPTXY][2-9]-[ABCEHKMPTXY][2-9][ABCEHKMPTXY][2-9]?", codes.new(shape))
    assert len(codes.new(shape)) <= 7


@given(SHAPES, st.sampled_from(["", " ", "  "]), st.booleans(), st.booleans())
def test_a_code_is_read_however_it_was_typed(shape: str, gap: str, is_small: bool, is_cyrillic: bool) -> None:
    code = codes.new(shape)
    typed = code.translate(TO_CYRILLIC) if is_cyrillic else code
    typed = gap.join(typed.lower() if is_small else typed)

    assert codes.read(typed) == code


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("K7-M2P", "K7-M2P"),
        ("к7м2р", "K7-M2P"),
        ("K7 M2 P", "K7-M2P"),
        ("КВ-М2Р", "K8-M2P"),
        ("K7-82P", "K7-B2P"),
        ("Х3-Н2Х", "X3-H2X"),
        ("ХЗ-Н2Х", "X3-H2X"),
    ],
)
def test_what_looks_like_a_code_is_one(typed: str, meant: str) -> None:
    assert codes.read(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "K7-M2", "K7-M2PP", "KK-M2P", "K0-M2P", "Ю7-M2P", "K7-M2P-K7-M2P", "?"]
)
def test_what_can_be_none_is_none(typed: str) -> None:
    assert codes.read(typed) is None


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_code_or_nothing(typed: str) -> None:
    found = codes.read(typed)

    assert found is None or codes.read(found) == found


def test_no_two_signs_are_written_alike() -> None:
    assert not set(codes.LETTERS + codes.DIGITS) & set("O0I1LЗ")
