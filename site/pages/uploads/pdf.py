"""PDF documents: those that can only be read are taken.

This looks for the names without which nothing in a PDF can act, in plain sight, behind hexadecimal spelling
(/J#61vaScript) and inside compressed objects.  It is no full PDF reader: a sieve for known tricks, on top of
which documents are served for download only.
"""

import re
import zlib
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from typing import Final

from django.utils.translation import gettext_lazy as _

from pages.uploads.files import UploadRefused, holds_web_page, is_archive_too

ACTIVE = _(
    "This PDF can do more than be read: it holds a program or another file. "
    "Print it to a new PDF and send that."
)
LOCKED = _("This PDF is locked. Save it without a password and send it again.")
DAMAGED = _("This PDF is damaged or incomplete. Save it anew and send it again.")
HIDES_MORE = _("Something else is hidden in this PDF. Print it to a new PDF and send that.")
TOO_INTRICATE = _("This PDF is too intricate to be checked. Print it to a new PDF and send that.")

UNPACKED_LIMIT: Final = 64 * 1024 * 1024
"""Bytes unpacked from one file, all its streams together."""

STREAMS_LIMIT: Final = 20_000
OPENINGS_LIMIT: Final = 8
GLANCE: Final = 1024
"""Bytes unpacked to see whether a stream holds objects."""

PORTION: Final = 64 * 1024
"""Packed bytes taken at a time, so that the end of a short stream is noticed soon."""

NAME_ENDS = rb"(?=[\0\t\n\f\r /<>\[\](){}%]|$)"
ACTIONS = re.compile(
    rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|RichMediaContent|SubmitForm|ImportData|GoToE|GoToR"
    rb"|Rendition|Movie|XFA)" + NAME_ENDS
)
SHORT_NAMES = re.compile(rb"/(JS|AA)" + NAME_ENDS)
"""Too short to search for in compressed data, where three bytes come up by chance."""

OPEN_ACTION = re.compile(rb"/OpenAction" + NAME_ENDS + rb"\s*(\d+\s+\d+\s+R|\[|<<.{0,400})?", re.DOTALL)
ENCRYPT = re.compile(rb"/Encrypt" + NAME_ENDS)
HEX_SPELLING = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"(?<!end)stream[ \t]*(?:\r\n|\n|\r)")
OBJECTS_INSIDE = re.compile(rb"(?:[\0\t\n\f\r ]|%[^\r\n]*[\r\n])*(?:[+-]?\d+[\0\t\n\f\r ]+[+-]?\d|$)")
FILTERS = re.compile(rb"/(\w+Decode|LZW|AHx|A85|RL|Fl|Crypt)" + NAME_ENDS)

AUTHOR = re.compile(rb"(/Author\s*)(\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL)
XMP_CREATOR = re.compile(rb"<dc:creator>(?:(?!<dc:creator>).)*?</dc:creator>", re.DOTALL)
XMP_TEXT = re.compile(rb"(?<=>)[^<>]+(?=</)")


def clean_pdf(content: bytes) -> bytes:
    """The PDF with its author blanked where that can be done without moving a byte.

    An author kept inside compressed objects stays, as do titles and the names of programs: to take them out
    the whole file would have to be written anew.  Raises UploadRefused.
    """
    _check_whole(content)
    plain = _spelt_out(content)
    if ENCRYPT.search(plain):
        raise UploadRefused(LOCKED)
    _check_names(_outside_streams(plain), plain)
    packed = list(_packed_objects(content))
    for objects in packed:
        _check_names(objects, objects)
    _check_first_action(plain, packed)
    return _without_author(content)


def _check_whole(content: bytes) -> None:
    after_end = content.rpartition(b"%%EOF")[2]
    if b"%%EOF" not in content[-2048:] or b"startxref" not in content:
        raise UploadRefused(DAMAGED)
    if holds_web_page(content[:1024]) or holds_web_page(after_end) or is_archive_too(content):
        raise UploadRefused(HIDES_MORE)


def _spelt_out(content: bytes) -> bytes:
    """Names may spell any letter as # and two hexadecimal digits."""
    return HEX_SPELLING.sub(lambda spelling: bytes.fromhex(spelling[1].decode()), content)


def _check_names(structure: bytes, everything: bytes) -> None:
    if ACTIONS.search(everything) or SHORT_NAMES.search(structure):
        raise UploadRefused(ACTIVE)


def _outside_streams(content: bytes) -> bytes:
    kept, place = [], 0
    while (start := STREAM.search(content, place)) and (end := content.find(b"endstream", start.end())) >= 0:
        kept.append(content[place : start.start()])
        place = end
    return b"".join((*kept, content[place:]))


def _packed_objects(content: bytes) -> Iterator[bytes]:
    """The unpacked text of every stream that holds objects, whatever it calls itself.

    Each beginning of a stream is tried, also one inside another stream: a false beginning in a comment
    must not hide a true one behind it.
    """
    ends = [found.start() for found in re.finditer(rb"endstream", content)]
    room = UNPACKED_LIMIT
    starts = list(islice(STREAM.finditer(content), STREAMS_LIMIT + 1))
    if len(starts) > STREAMS_LIMIT:
        raise UploadRefused(TOO_INTRICATE)
    for start in starts:
        following = bisect_left(ends, start.end())
        end = ends[following] if following < len(ends) else len(content)
        unpacked = _unpacked(memoryview(content)[start.end() : end], _label(content, start.start()), room)
        room -= len(unpacked)
        if room < 0:
            raise UploadRefused(TOO_INTRICATE)
        if unpacked:
            yield _spelt_out(unpacked)


def _label(content: bytes, stream_start: int) -> bytes:
    """The dictionary before a stream: from the last beginning of an object, at most 4 kB."""
    return _spelt_out(content[max(0, stream_start - 4096) : stream_start].rpartition(b"obj")[2])


def _unpacked(body: memoryview, label: bytes, room: int) -> bytes:
    """Nothing for a stream without objects; at most one byte more than there is room for.

    A stream that says it holds objects must be packed in the usual way and be whole.
    """
    declared = b"/ObjStm" in label or (b"/First" in label and re.search(rb"/N\s*\d", label) is not None)
    filters = {found[1] for found in FILTERS.finditer(label)}
    if not declared:
        return _inflated(body, room)[0] if OBJECTS_INSIDE.match(_glance(body)) else b""
    if not filters:
        return bytes(body)
    if not filters <= {b"FlateDecode", b"Fl"} or b"/Predictor" in label:
        raise UploadRefused(TOO_INTRICATE)
    unpacked, whole = _inflated(body, room)
    if not whole:
        raise UploadRefused(TOO_INTRICATE if len(unpacked) > room else DAMAGED)
    return unpacked


def _glance(body: memoryview) -> bytes:
    try:
        return zlib.decompressobj().decompress(body[: 4 * GLANCE], GLANCE) or b"-"
    except zlib.error:
        return b"-"


def _inflated(body: memoryview, room: int) -> tuple[bytes, bool]:
    """What could be unpacked, and whether that was all of it."""
    unpacker, unpacked, place = zlib.decompressobj(), bytearray(), 0
    while place < len(body) and not unpacker.eof and len(unpacked) <= room:
        try:
            unpacked += unpacker.decompress(body[place : place + PORTION], room + 1 - len(unpacked))
        except zlib.error:
            break
        place += PORTION
    return bytes(unpacked), unpacker.eof


def _check_first_action(plain: bytes, packed: list[bytes]) -> None:
    """What happens on opening may be going to a page, nothing else."""
    openings = [found[1] or b"" for text in (plain, *packed) for found in OPEN_ACTION.finditer(text)]
    if len(openings) > OPENINGS_LIMIT:
        raise UploadRefused(TOO_INTRICATE)
    if not all(_goes_to_a_page(opening, plain, packed) for opening in openings):
        raise UploadRefused(ACTIVE)


def _goes_to_a_page(action: bytes, plain: bytes, packed: list[bytes]) -> bool:
    """The action stands there itself, or the number of the object that holds it does."""
    if action.startswith(b"["):
        return True
    if action.startswith(b"<<"):
        return _is_go_to(action[2:].partition(b">>")[0])
    number = action.split()[0] if action else b"none"
    objects = [*_objects(number, plain), *(_packed_object(number, text) for text in packed)]
    known = [text.strip() for text in objects if text]
    return bool(known) and all(
        text.startswith(b"[") or _is_go_to(text.removeprefix(b"<<").removesuffix(b">>")) for text in known
    )


def _is_go_to(action: bytes) -> bool:
    """Judges the inside of an action's dictionary; further dictionaries or comments in it make it suspect."""
    plain = not any(mark in action for mark in (b"<<", b"%", b"/Next", b"/URI"))
    return plain and re.findall(rb"/S\s*/(\w+)", action) == [b"GoTo"]


def _objects(number: bytes, plain: bytes) -> Iterator[bytes]:
    """Every object with that number: later ones replace earlier ones, but not for every reader."""
    start = re.compile(rb"(?<!\d)" + number + rb"\s{1,9}\d{1,5}\s{1,9}obj\b")
    for found in islice(start.finditer(plain), OPENINGS_LIMIT):
        yield plain[found.end() : found.end() + 2 * GLANCE].partition(b"endobj")[0]


def _packed_object(number: bytes, text: bytes) -> bytes:
    """An object stream begins with pairs of numbers: which object, and how far behind the pairs it stands."""
    header = re.match(rb"\s*(?:\d+\s+\d+\s+)+", text)
    places = header[0].split() if header else []
    pairs = dict(zip(places[::2], map(int, places[1::2]), strict=False))
    if header is None or number not in pairs:
        return b""
    later = [place for place in pairs.values() if place > pairs[number]]
    end = header.end() + min(later) if later else len(text)
    return text[header.end() + pairs[number] : end]


def _without_author(content: bytes) -> bytes:
    """Spaces in place of the letters: every byte stays where the file's own table of places expects it."""
    content = AUTHOR.sub(
        lambda found: found[1] + found[2][:1] + b" " * (len(found[2]) - 2) + found[2][-1:], content
    )
    return XMP_CREATOR.sub(
        lambda found: XMP_TEXT.sub(lambda text: b" " * len(text[0]), found[0]),
        content,
    )
