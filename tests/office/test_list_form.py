"""A list as a file or as pasted lines, and the sentence for one that is none."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from office.list_form import ListForm
from office.lists import NotAList, Unreadable


def filled(content: bytes = b"", **typed: str) -> ListForm:
    files = {"file": SimpleUploadedFile("list.csv", content)} if content else {}
    form = ListForm(typed, files)
    form.is_valid()
    return form


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp1251"])
def test_a_file_is_read_as_spreadsheets_write_it(code: str) -> None:
    assert filled("імя\nАда".encode(code)).cleaned_data["text"] == "імя\nАда"


def test_pasted_lines_are_taken_as_they_are() -> None:
    assert filled(text="імя\nАда").cleaned_data["text"] == "імя\nАда"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "Choose a file, or paste the lines"), (b"a" * 300_001, "too large for a list of 500 lines")],
)
def test_nothing_and_too_much_are_told(content: bytes, sentence: str) -> None:
    with override("en"):
        assert sentence in str(filled(content).non_field_errors())


def test_missing_columns_are_named_as_they_should_be_called() -> None:
    form = filled(text="а")
    with override("en"):
        form.refuse(NotAList(Unreadable.COLUMNS, ["name"]), {"name": ("імя", "name")})
        assert form.non_field_errors() == ["Columns are missing: «імя»."]
