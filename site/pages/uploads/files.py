"""What pictures and documents have in common on their way in."""

import re
import uuid
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MAX_BYTES: Final = 15 * 1024 * 1024

WEB_PAGE: Final = re.compile(rb"<(script|html|iframe|\?php)[\s/>]|<!doctype\s", re.IGNORECASE)
"""Long enough not to come up by chance in the bytes of a photo."""


class UploadRefused(ValidationError):
    """The file is not taken; the message says why and what to send instead."""


class CleanFile(ContentFile):  # type: ignore[type-arg]  # not subscriptable at run time
    """A file that went through the cleaning here. Nothing else may create one."""


def clean_file(content: bytes, *, ending: str) -> CleanFile:
    """Under a random name: a file's own name can hold a person's name."""
    return CleanFile(content, name=f"{uuid.uuid4().hex}.{ending}")


def whole_content(file: "File[Any]", *, empty: "_StrPromise", too_heavy: "_StrPromise") -> bytes:
    """All bytes of the file; raises UploadRefused with a given sentence when none or too many."""
    file.seek(0)
    content = bytes(file.read(MAX_BYTES + 1))
    if not content:
        raise UploadRefused(empty)
    if len(content) > MAX_BYTES:
        raise UploadRefused(too_heavy)
    return content


def ending_of(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def holds_web_page(content: bytes) -> bool:
    return WEB_PAGE.search(content) is not None


def is_archive_too(content: bytes) -> bool:
    """Zip archives are found from their end, so one can hide behind any other file."""
    return zipfile.is_zipfile(BytesIO(content))
