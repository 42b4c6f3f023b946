"""PDF and Word documents: told apart by content, then each judged by its own rules."""

from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from pages.uploads.docx import clean_docx
from pages.uploads.files import CleanFile, UploadRefused, clean_file, ending_of, whole_content
from pages.uploads.pdf import clean_pdf

NOT_A_DOCUMENT = _("This file is not a document we can use. Send a PDF or a Word document (DOCX).")
EMPTY = _("This file is empty. Choose the document again: a PDF or a Word document (DOCX).")
TOO_HEAVY = _("This document is larger than 15 MB. Make it smaller and send a PDF or a Word document (DOCX).")
MISNAMED = _(
    "The name of this file does not match what is in it. "
    "Save the document anew as a PDF or a Word document (DOCX)."
)

CLEANERS = {
    b"%PDF-": ("pdf", clean_pdf),
    b"PK\x03\x04": ("docx", clean_docx),
}


def clean_document(file: "File[Any]", *, name: str) -> CleanFile:
    """The document without what could act on the reader's computer, under a random name.

    Raises UploadRefused, saying what to send instead. What is left of the author: see clean_pdf, clean_docx.
    """
    content = whole_content(file, empty=EMPTY, too_heavy=TOO_HEAVY)
    for beginning, (ending, clean) in CLEANERS.items():
        if content.startswith(beginning):
            if ending_of(name) != ending:
                raise UploadRefused(MISNAMED)
            return clean_file(clean(content), ending=ending)
    raise UploadRefused(NOT_A_DOCUMENT)
