import re

import pytest
from django.utils import translation

from pages.uploads import UploadRefused, clean_document
from pages.uploads.files import MAX_BYTES
from tests.pages.uploaded import (
    docx,
    jpeg_with_everything,
    kept,
    pdf,
    refusal,
    upload,
)


@pytest.mark.parametrize(("content", "ending"), [(pdf(), "pdf"), (docx(), "docx")])
def test_the_name_is_random_with_the_right_ending(content: bytes, ending: str) -> None:
    name = f"Alena Secret.{ending.upper()}"
    assert re.fullmatch(rf"[0-9a-f]{{32}}\.{ending}", kept(content, name).name or "")


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script>",
        b"MZ\x90\0",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"{\\rtf1}",
        jpeg_with_everything(),
        b"   %PDF-1.7",
        bytes(100),
    ],
)
def test_other_kinds_are_refused_with_the_kinds_we_take(content: bytes) -> None:
    sentence = "This file is not a document we can use. Send a PDF or a Word document (DOCX)."
    assert refusal(content, "a.pdf") == sentence


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (pdf(), "a.docx"),
        (docx(), "a.pdf"),
        (pdf(), "a.html"),
        (docx(), "a.docm"),
        (pdf(), "pdf"),
        (pdf(), ""),
    ],
)
def test_a_name_that_says_something_else_is_refused(content: bytes, name: str) -> None:
    with pytest.raises(UploadRefused) as refused:
        clean_document(upload(content, "x"), name=name)
    with translation.override("en"):
        assert "does not match what is in it" in refused.value.messages[0]


def test_an_empty_file_is_refused() -> None:
    assert (
        refusal(b"", "a.pdf")
        == "This file is empty. Choose the document again: a PDF or a Word document (DOCX)."
    )


def test_a_heavy_file_is_refused() -> None:
    assert "larger than 15 MB" in refusal(pdf() + bytes(MAX_BYTES), "a.pdf")
