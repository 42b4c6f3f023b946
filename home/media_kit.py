"""The media kit as one file: the sign, photographs, documents, and a text that says whose they are.

Photographs go out as copies made for readers, never as the files that were uploaded: those lie outside the
public folder and no address leads to them (docs/uploads.md). A copy has been encoded anew twice, so it
carries no place, no camera and no name; 2400 pixels are enough for a newspaper's page. A face without consent
is no part of the kit.
"""

import logging
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path, PurePath
from tempfile import TemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.contrib.staticfiles import finders
from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.images.models import SourceImageIOError

from home.models import PressPage
from pages import renditions
from pages.models import Document, Image

logger = logging.getLogger(__name__)

SIGNS = [f"mark{colour}.{kind}" for colour in ("", "-white", "-black") for kind in ("svg", "png")]
LONGEST_NAME = 60
FOLDER = "cbs-media-kit"
CREDITS = "credits.txt"
PACKED = {".svg", ".txt"}
"""Pictures and documents are compressed as they are; packing them again would cost time and save nothing."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One file of the kit; `open` raises OSError where it is lost."""

    name: str
    words: str
    credit: str = ""
    open: Callable[[], IO[bytes]]


def items(page: PressPage) -> list[Item]:
    found = [*_signs(), *_photos(page), *_papers(page)]
    return list(_with_names_of_their_own(found))


def _signs() -> Iterator[Item]:
    for name in SIGNS:
        path = Path(str(finders.find(f"art/{name}")))
        yield Item(name=f"logo/{name}", words=_("The sign of the Center"), open=partial(_sign, path))


def _sign(path: Path) -> IO[bytes]:
    return path.open("rb")


def _photos(page: PressPage) -> Iterator[Item]:
    for block in page.photos:
        image, caption = block.value["image"], block.value["caption"] or block.value["alt"]
        if image and not image.is_withheld:
            name = f"photos/{_named(image.title, 'photo')}.jpg"
            yield Item(name=name, words=caption, credit=image.credit, open=partial(_copy, image))


def _copy(image: Image) -> IO[bytes]:
    try:
        file: IO[bytes] = image.get_rendition(renditions.PRINT).file.open("rb")
    except SourceImageIOError as lost:
        raise OSError(str(lost)) from lost
    return file


def _papers(page: PressPage) -> Iterator[Item]:
    for block in page.papers:
        document = block.value["document"]
        if document and not document.collection.get_view_restrictions():
            ending = PurePath(document.file.name).suffix
            name = f"documents/{_named(block.value.name, 'document')}{ending}"
            yield Item(name=name, words=block.value.name, open=partial(_file, document))


def _file(document: Document) -> IO[bytes]:
    file: IO[bytes] = document.file.storage.open(str(document.file.name), "rb")
    return file


def _named(title: str, otherwise: str) -> str:
    return slugify(title, allow_unicode=True)[:LONGEST_NAME].strip("-") or otherwise


def _with_names_of_their_own(found: Iterable[Item]) -> Iterator[Item]:
    """A second file of the same title gets a number: the order is the editor's, so names stay as they are."""
    taken: dict[str, int] = {}
    for item in found:
        taken[item.name] = taken.get(item.name, 0) + 1
        again, path = taken[item.name], PurePath(item.name)
        name = item.name if again == 1 else str(path.with_stem(f"{path.stem}-{again}"))
        yield Item(name=name, words=item.words, credit=item.credit, open=item.open)


def pack(page: PressPage, *, url: str, at: datetime) -> IO[bytes]:
    """The kit as an open file, written to disk piece by piece: memory does not grow with the photographs.

    A file that is lost is left out and named in the text.
    """
    target: IO[bytes] = TemporaryFile()  # noqa: SIM115 - closed by the response that sends it
    found = items(page)
    with ZipFile(target, "w") as archive:
        lost = [item for item in found if not _added(archive, item, at=at)]
        kept = [item for item in found if item not in lost]
        text = credit_text(page, kept=kept, lost=lost, url=url)
        archive.writestr(_entry(CREDITS, at=at), text.encode("utf-8"))
    target.seek(0)
    return target


def _added(archive: ZipFile, item: Item, *, at: datetime) -> bool:
    try:
        source = item.open()
    except OSError:
        logger.warning("A file of the media kit is lost: %s", item.name)
        return False
    with source, archive.open(_entry(item.name, at=at), "w") as target:
        shutil.copyfileobj(source, target)
    return True


def _entry(name: str, *, at: datetime) -> ZipInfo:
    entry = ZipInfo(f"{FOLDER}/{name}", date_time=at.timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED if PurePath(name).suffix in PACKED else ZIP_STORED
    entry.external_attr = 0o644 << 16
    return entry


def credit_text(page: PressPage, *, kept: list[Item], lost: list[Item], url: str) -> str:
    """In the reader's language: whose photographs these are, what is missing, whom never to show."""
    parts: list[Any] = [[_("Center for Belarusian Solidarity: media kit"), url]]
    parts += [[item.name, item.words, _credit(item)] for item in kept if not item.name.startswith("logo/")]
    if page.logo_note:
        parts.append(["logo/", page.logo_note])
    if lost:
        parts.append([_("Missing here, because the file is lost:"), *(item.name for item in lost)])
    parts += [[_plain(text)] for text in (page.reporters_note, page.boilerplate) if text]
    return "\n\n".join("\n".join(filter(None, part)) for part in parts) + "\n"


def _credit(item: Item) -> str:
    return _("Photo: %(credit)s") % {"credit": item.credit} if item.credit else ""


def _plain(html: str) -> str:
    lines = strip_tags(html.replace("</p>", "</p>\n").replace("</li>", "</li>\n")).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())
