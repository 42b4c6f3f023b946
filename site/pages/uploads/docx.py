"""Word documents (DOCX): unpacked, judged part by part, packed anew without who wrote them."""

import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Final, NamedTuple
from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext_lazy as _

from pages.uploads import jpeg
from pages.uploads.docx_xml import Element, Xml, read_xml
from pages.uploads.files import UploadRefused

NOT_WORD = _("This file is not a Word document we can use. Save it as a DOCX or a PDF and send that.")
ACTIVE = _(
    "This document can do more than be read: it holds a program, another file or something "
    "it loads from elsewhere. Save it as a PDF and send that."
)
LOCKED = _("This document is locked. Save it without a password and send it again.")
DAMAGED = _("This document is damaged or incomplete. Save it anew as a DOCX or a PDF and send it again.")
TOO_INTRICATE = _("This document is too large inside to be checked. Save it as a PDF and send that.")

BROKEN_ARCHIVE_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(OSError, EOFError, ValueError, LookupError, RuntimeError),
)
"""What zipfile raises on broken archives, and the XML reader here on broken parts."""

WORD_PACKS_WITH: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
UNPACKED_LIMIT: Final = 100 * 1024 * 1024
PARTS_LIMIT: Final = 2000

TYPES, DOCUMENT, MAIN_LINKS = "[Content_Types].xml", "word/document.xml", "_rels/.rels"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

KNOWN_PARTS = re.compile(
    r"\.(xml|rels|psmdcp|png|jpe?g|gif|bmp|tiff?|emf|wmf|wdp|svg|odttf|ttf)$", re.IGNORECASE
)
FORBIDDEN_PARTS = re.compile(r"vba|activex|embeddings/|webextension", re.IGNORECASE)
UNSAFE_NAMES = re.compile(r"^/|\\|:|(^|/)\.\.(/|$)")
FORBIDDEN_LINKS = re.compile(
    r"/(aFChunk|oleObject|package|control|vbaProject|wordVbaData|subDocument|frame|attachedTemplate)$"
)
READER_LINKS = re.compile(r"https?:|mailto:|tel:|(?![a-z][a-z0-9+.-]*:|\\\\|//)", re.IGNORECASE)
ACTIVE_FIELDS = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|IMPORT|DATABASE|MACROBUTTON)\b", re.IGNORECASE
)

NAMELESS_CORE = (
    XML
    + (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy></cp:coreProperties>"
    ).encode()
)
NAMELESS_APP = (
    XML + b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
NAMELESS: Final = {"core-properties": NAMELESS_CORE, "extended-properties": NAMELESS_APP}
DROPPED: Final = {"custom-properties", "thumbnail"}


class Package(NamedTuple):
    """The parts by name, and those of them that are XML, read."""

    parts: Mapping[str, bytes]
    read: Mapping[str, Xml]


def clean_docx(content: bytes) -> bytes:
    """The document without author, editor, company, thumbnail and own properties; its photos without notes.

    Names that are part of the text stay: those of comments and of tracked changes.  Raises UploadRefused.
    """
    package = _opened(content)
    _check_is_word(package)
    _check_parts(package)
    for name, xml in package.read.items():
        if name.endswith(".rels"):
            _check_links(xml.elements)
    return _packed(_cleaned(package))


def _opened(content: bytes) -> Package:
    try:
        parts = _unpacked(content)
        read = {
            name: read_xml(text, keep_elements=name == TYPES or name.endswith(".rels"))
            for name, text in parts.items()
            if name.lower().endswith((".xml", ".rels", ".psmdcp"))
        }
    except BROKEN_ARCHIVE_ERRORS as broken:
        raise UploadRefused(DAMAGED) from broken
    return Package(parts, read)


def _unpacked(content: bytes) -> dict[str, bytes]:
    """Everything in the archive, by name; sizes are counted while unpacking, not believed."""
    parts: dict[str, bytes] = {}
    room = UNPACKED_LIMIT
    with zipfile.ZipFile(BytesIO(content)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        _check_entries(entries)
        for entry in entries:
            with archive.open(entry) as part:
                parts[entry.filename] = part.read(room + 1)
            room -= len(parts[entry.filename])
            if room < 0:
                raise UploadRefused(TOO_INTRICATE)
    return parts


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename.lower() for entry in entries]
    if len(names) > PARTS_LIMIT:
        raise UploadRefused(TOO_INTRICATE)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UploadRefused(LOCKED)
    strange = any(UNSAFE_NAMES.search(name) for name in names) or len(set(names)) < len(names)
    if strange or any(entry.compress_type not in WORD_PACKS_WITH for entry in entries):
        raise UploadRefused(DAMAGED)


def _check_is_word(package: Package) -> None:
    if TYPES not in package.read or DOCUMENT not in package.read:
        raise UploadRefused(NOT_WORD)
    types = [attributes.get("ContentType", "") for _name, attributes in package.read[TYPES].elements]
    if any("macroEnabled" in kind or "vba" in kind for kind in types):
        raise UploadRefused(ACTIVE)
    if WORD_TYPE not in types:
        raise UploadRefused(NOT_WORD)


def _check_parts(package: Package) -> None:
    strange = any(FORBIDDEN_PARTS.search(name) or not KNOWN_PARTS.search(name) for name in package.parts)
    acting = any(xml.has_document_type or ACTIVE_FIELDS.search(xml.fields) for xml in package.read.values())
    if strange or acting:
        raise UploadRefused(ACTIVE)


def _check_links(links: list[Element]) -> None:
    for _name, link in links:
        kind, target = link.get("Type", ""), link.get("Target", "")
        outside = link.get("TargetMode", "").lower() == "external" or "://" in target or "\\" in target
        followed_by_reader = kind.endswith("/hyperlink") and READER_LINKS.match(target)
        if FORBIDDEN_LINKS.search(kind) or (outside and not followed_by_reader):
            raise UploadRefused(ACTIVE)


def _cleaned(package: Package) -> dict[str, bytes]:
    links = package.read[MAIN_LINKS].elements if MAIN_LINKS in package.read else []
    purpose = {_target(link): link.get("Type", "").rpartition("/")[2] for _name, link in links}
    dropped = {name for name in package.parts if purpose.get(name) in DROPPED}
    cleaned = {
        name: NAMELESS.get(purpose.get(name, "")) or _without_notes(text)
        for name, text in package.parts.items()
        if name not in dropped
    }
    cleaned[TYPES] = _rewritten(package.read[TYPES].elements, f"{PACKAGE}/content-types", dropped)
    if links:
        cleaned[MAIN_LINKS] = _rewritten(links, f"{PACKAGE}/relationships", dropped)
    return cleaned


def _target(attributes: Mapping[str, str]) -> str:
    return (attributes.get("PartName") or attributes.get("Target") or "").lstrip("/")


def _without_notes(text: bytes) -> bytes:
    if not text.startswith(b"\xff\xd8\xff"):
        return text
    try:
        return jpeg.without_notes(text)
    except ValueError as broken:
        raise UploadRefused(DAMAGED) from broken


def _rewritten(elements: list[Element], namespace: str, dropped: set[str]) -> bytes:
    """A flat list, without what points at dropped parts."""
    (root, _attributes), *entries = elements
    lines = "".join(
        f"<{name} {' '.join(f'{key}={quoteattr(value)}' for key, value in attributes.items())}/>"
        for name, attributes in entries
        if _target(attributes) not in dropped
    )
    return XML + f"<{root} xmlns={quoteattr(namespace)}>{lines}</{root}>".encode()


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """All parts bear the same date, the oldest a zip archive knows."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return output.getvalue()
