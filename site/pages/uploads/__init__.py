"""Files from outside: judged by content, re-made without what they carry besides the picture or the text."""

from pages.uploads.documents import clean_document
from pages.uploads.files import CleanFile, UploadRefused
from pages.uploads.images import clean_image

__all__ = ["CleanFile", "UploadRefused", "clean_document", "clean_image"]
