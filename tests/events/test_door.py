"""What is typed at the door. Pure."""

import pytest

from events import door, tickets


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("7KQ2-M4", "7KQ2-M4"),
        (" 7kq2 m4 ", "7KQ2-M4"),
        ("7ЛЙ2-Ь4", "7KQ2-M4"),
        ("7ліў2м4", ""),
        ("7КН2-М4", "7KH2-M4"),
        ("ШШШ", ""),
        ("", ""),
        ("7KQ2-M4-7KQ2", ""),
    ],
)
def test_a_number_is_read_from_any_keyboard(typed: str, meant: str) -> None:
    assert (meant in door.readings(typed)) == bool(meant)


def test_every_number_is_read_as_itself() -> None:
    for _each in range(200):
        reference = tickets.reference()
        assert door.readings(reference) == [reference]


@pytest.mark.parametrize(
    ("name", "typed", "found"),
    [
        ("Вольга", "olga", True),
        ("Вольга Ж.", "Volha", True),
        ("Alena", "len", True),
        ("Alena", "Maryna", False),
        ("Alena", "", False),
        ("Alena", "…", False),
    ],
)
def test_a_name_is_found_as_others_write_it(name: str, typed: str, found: bool) -> None:
    assert door.is_called(name, typed) is found
