"""Photos, re-encoded: the pixels stay; place, camera, author, thumbnails and hidden passengers go."""

import struct
from io import BytesIO
from typing import Any, Final, NamedTuple

import pillow_heif
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, UnidentifiedImageError

from pages.uploads.files import (
    CleanFile,
    UploadRefused,
    clean_file,
    ending_of,
    holds_web_page,
    is_archive_too,
    whole_content,
)

MAX_PIXELS: Final = 25_000_000
QUALITY: Final = 88
ORIENTATION_TAG: Final = 0x0112

NOT_A_PHOTO = _("This file is not a photo we can use. Send a JPEG, PNG, WebP or HEIC.")
EMPTY = _("This file is empty. Choose the photo again: a JPEG, PNG, WebP or HEIC.")
TOO_HEAVY = _("This photo is larger than 15 MB. Make it smaller and send a JPEG, PNG, WebP or HEIC.")
TOO_LARGE = _(
    "This photo has more than 25 million pixels. Make it smaller and send a JPEG, PNG, WebP or HEIC."
)
MOVING = _("This picture moves. Send one still photo: a JPEG, PNG, WebP or HEIC.")
DAMAGED = _(
    "This photo is damaged or incomplete. Save it anew as a JPEG, PNG, WebP or HEIC and send it again."
)
MISNAMED = _(
    "The name of this file does not match what is in it. Save the photo anew as a JPEG, PNG, WebP or HEIC."
)
HIDES_MORE = _("Something else is hidden in this photo. Save it anew as a JPEG, PNG, WebP or HEIC.")

BROKEN_FILE_ERRORS = (
    *(OSError, EOFError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, RuntimeError),
    struct.error,
)
"""What Pillow and libheif raise on broken files; which of them depends on where the file is broken."""

TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class Kind(NamedTuple):
    """A kind of picture we take, by Pillow's name; `saved_as` is the kind we keep it in."""

    reader: str
    endings: frozenset[str]
    saved_as: str
    ending: str


JPEG = Kind("JPEG", frozenset({"jpg", "jpeg", "jpe", "jfif"}), "JPEG", "jpg")
PNG = Kind("PNG", frozenset({"png"}), "PNG", "png")
WEBP = Kind("WEBP", frozenset({"webp"}), "WEBP", "webp")
HEIC = Kind("HEIF", frozenset({"heic", "heif"}), "JPEG", "jpg")

HEIC_BRANDS: Final = {b"heic", b"heix", b"heim", b"heis"}
SAVE_OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "JPEG": {"quality": QUALITY, "progressive": True, "optimize": True},
    "PNG": {},
    "WEBP": {"quality": QUALITY, "method": 0},
}
"""The quickest way of packing WebP: the others take half a minute for the largest photos and save little."""

pillow_heif.register_heif_opener(thumbnails=False)


def clean_image(file: "File[Any]", *, name: str) -> CleanFile:
    """The same picture, upright and in sRGB, without any metadata, under a random name.

    Kept in its own kind with its transparency, but for HEIC, which becomes JPEG.
    Raises UploadRefused for anything that is not a whole still photo within the limits.
    """
    content = whole_content(file, empty=EMPTY, too_heavy=TOO_HEAVY)
    kind = kind_of(content)
    if kind is None:
        raise UploadRefused(NOT_A_PHOTO)
    if ending_of(name) not in kind.endings:
        raise UploadRefused(MISNAMED)
    if holds_web_page(content) or is_archive_too(content) or b"%PDF-" in content[:1024]:
        raise UploadRefused(HIDES_MORE)
    return clean_file(reencoded(content, kind), ending=kind.ending)


def kind_of(content: bytes) -> Kind | None:
    """By the first bytes; a name proves nothing."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    return HEIC if content[4:8] == b"ftyp" and HEIC_BRANDS & _heif_brands(content) else None


def _heif_brands(content: bytes) -> set[bytes]:
    """The brands an ISO media file calls itself by: the main one and the compatible ones."""
    length = min(int.from_bytes(content[:4], "big"), 256)
    return {content[8:12], *(content[start : start + 4] for start in range(16, length, 4))}


def reencoded(content: bytes, kind: Kind) -> bytes:
    """Only what the pixels need. Raises UploadRefused for too many pixels, movement and damage."""
    try:
        with _opened(content, kind) as picture:
            picture.load()
            return _saved(_in_srgb(_upright(picture)), kind)
    except BROKEN_FILE_ERRORS as broken:
        raise UploadRefused(DAMAGED) from broken


def _opened(content: bytes, kind: Kind) -> Image.Image:
    """Reads the header and judges by it; no pixel is decoded yet."""
    if kind is WEBP:
        _check_webp_header(content)
    try:
        picture = Image.open(BytesIO(content), formats=(kind.reader,))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise UploadRefused(TOO_LARGE) from bomb
    except UnidentifiedImageError as unreadable:
        raise UploadRefused(DAMAGED) from unreadable
    _check_size(*picture.size)
    if kind in (PNG, WEBP) and getattr(picture, "n_frames", 1) > 1:
        raise UploadRefused(MOVING)
    return picture


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise UploadRefused(TOO_LARGE)


def _check_webp_header(content: bytes) -> None:
    """Looks before Pillow does, whose WebP reader reserves memory for the whole canvas on opening a file."""
    chunk = content[12:16]
    if chunk == b"VP8X":
        if content[20] & 0b10:
            raise UploadRefused(MOVING)
        _check_size(
            1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
        )
    elif chunk == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        _check_size(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    elif chunk == b"VP8 ":
        size = int.from_bytes(content[26:30], "little")
        _check_size(size & 0x3FFF, size >> 16 & 0x3FFF)
    else:
        raise UploadRefused(DAMAGED)


def _upright(picture: Image.Image) -> Image.Image:
    """Turned the way the camera was held; a picture whose notes cannot be read stays as it is."""
    try:
        turn = TURNS.get(picture.getexif().get(ORIENTATION_TAG, 1))
    except BROKEN_FILE_ERRORS:
        return picture
    return picture if turn is None else picture.transpose(turn)


def _in_srgb(picture: Image.Image) -> Image.Image:
    """A fresh RGB or RGBA picture in the colours that screens expect when a file says nothing."""
    picture = _eight_bit(picture)
    transparency = picture.convert("RGBA").getchannel("A") if picture.has_transparency_data else None
    colours = _converted(_opaque(picture), picture.info.get("icc_profile"))
    if transparency is not None:
        colours.putalpha(transparency)
    colours.info.clear()
    return colours


def _eight_bit(picture: Image.Image) -> Image.Image:
    """Grey of sixteen bits becomes grey of eight; the one level it may call transparent is not kept."""
    if not picture.mode.startswith("I"):
        return picture
    grey = picture.point(lambda level: level * (1 / 256)).convert("L")
    grey.info.pop("transparency", None)
    return grey


def _opaque(picture: Image.Image) -> Image.Image:
    """In one of the modes colour profiles are written for."""
    if picture.mode in ("L", "LA", "1"):
        return picture.convert("L")
    return picture if picture.mode in ("RGB", "CMYK") else picture.convert("RGB")


def _converted(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Through the picture's colour profile; without one, or with a broken one, by the usual formula."""
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(
                picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, *BROKEN_FILE_ERRORS):
            pass
        else:
            if converted is not None:
                return converted
    return picture.copy() if picture.mode == "RGB" else picture.convert("RGB")


def _saved(picture: Image.Image, kind: Kind) -> bytes:
    if kind.saved_as == "JPEG" and picture.mode == "RGBA":
        page = Image.new("RGB", picture.size, "white")
        page.paste(picture, mask=picture)
        picture = page
    output = BytesIO()
    picture.save(output, kind.saved_as, **SAVE_OPTIONS[kind.saved_as])
    return output.getvalue()
