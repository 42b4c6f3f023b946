import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy import crypto
from privacy.errors import Tampered

KEY = crypto.new_key()


@given(st.binary(), st.binary())
def test_what_was_locked_opens_in_its_place(plain: bytes, place: bytes) -> None:
    assert crypto.unlock(KEY, crypto.lock(KEY, plain, place=place), place=place) == plain


@given(st.binary(), st.data())
def test_a_single_changed_bit_is_noticed(plain: bytes, data: st.DataObject) -> None:
    locked = bytearray(crypto.lock(KEY, plain, place=b"row"))
    bit = data.draw(st.integers(0, len(locked) * 8 - 1))
    locked[bit // 8] ^= 1 << bit % 8

    with pytest.raises(Tampered):
        crypto.unlock(KEY, bytes(locked), place=b"row")


@pytest.mark.parametrize("length", [0, 1, 12, 13, 28])
def test_what_was_cut_short_does_not_open(length: int) -> None:
    with pytest.raises(Tampered):
        crypto.unlock(KEY, crypto.lock(KEY, b"Alina", place=b"row")[:length], place=b"row")


def test_another_place_and_another_key_do_not_open_it() -> None:
    locked = crypto.lock(KEY, b"Alina", place=b"row 1")

    with pytest.raises(Tampered):
        crypto.unlock(KEY, locked, place=b"row 2")
    with pytest.raises(Tampered):
        crypto.unlock(crypto.new_key(), locked, place=b"row 1")


def test_the_same_words_are_never_locked_alike() -> None:
    assert len({crypto.lock(KEY, b"Alina", place=b"row") for _time in range(100)}) == 100


def test_keyed_hashes_tell_parts_apart() -> None:
    parts = [(b"ab", b"c"), (b"a", b"bc"), (b"abc",), (b"abc", b"")]

    assert len({crypto.keyed_hash(KEY, *each) for each in parts}) == 4
    assert crypto.keyed_hash(KEY, b"a") == crypto.keyed_hash(KEY, b"a")
    assert crypto.keyed_hash(crypto.new_key(), b"a") != crypto.keyed_hash(KEY, b"a")
