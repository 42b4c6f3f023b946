"""The segments of a JPEG, for photos inside documents: notes are cut out, not a pixel is touched."""

import re
from typing import Final

START_OF_SCAN, END_OF_IMAGE = 0xDA, 0xD9
SCAN_ENDS: Final = re.compile(rb"\xff(?![\x00\xff\xd0-\xd7])")
"""Inside a scan 0xFF is data when 0x00 follows, and a mere signpost when 0xD0 to 0xD7 do."""

KEPT_NOTES: Final = {0xE0, 0xE2, 0xEE}
"""JFIF, the colour profile and Adobe's colour transform: without them the colours would change."""


def without_notes(content: bytes) -> bytes:
    """Drops EXIF, XMP, IPTC, comments and what follows the picture; ValueError when it breaks off."""
    kept, place = [content[:2]], 2
    while True:
        marker, end = _segment(content, place)
        if marker == END_OF_IMAGE:
            return b"".join((*kept, b"\xff\xd9"))
        if marker == START_OF_SCAN:
            end = _scan_end(content, end)
        if not _is_note(marker):
            kept.append(content[place:end])
        place = end


def _segment(content: bytes, place: int) -> tuple[int, int]:
    """The marker that stands at a place, and where its segment ends."""
    if place + 2 > len(content) or content[place] != 0xFF:
        raise ValueError("no marker where a segment of a JPEG should begin")
    marker = content[place + 1]
    if marker == END_OF_IMAGE:
        return marker, place + 2
    return marker, place + 2 + max(2, int.from_bytes(content[place + 2 : place + 4], "big"))


def _scan_end(content: bytes, start: int) -> int:
    found = SCAN_ENDS.search(content, start)
    if found is None:
        raise ValueError("a JPEG without an end")
    return found.start()


def _is_note(marker: int) -> bool:
    return marker == 0xFE or (0xE0 <= marker <= 0xEF and marker not in KEPT_NOTES)
