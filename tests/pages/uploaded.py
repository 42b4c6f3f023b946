"""Files as strangers send them, built byte by byte."""

import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image

from pages.uploads import CleanFile, UploadRefused, clean_document, clean_image

SECRET_PLACE = b"54.6872,25.2797"


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def kept(content: bytes, name: str) -> CleanFile:
    """What is stored of a file; one called .pdf or .docx is sent as a document, all others as photos."""
    clean = clean_document if name.lower().endswith((".pdf", ".docx")) else clean_image
    return clean(upload(content, name), name=name)


def refusal(content: bytes, name: str) -> str:
    """The one English sentence with which the file is refused."""
    with pytest.raises(UploadRefused) as refused:
        kept(content, name)
    with translation.override("en"):
        (sentence,) = refused.value.messages
    return sentence


def answered(content: bytes, name: str) -> bool:
    """True for a file taken, False for one refused; everything else is a crash."""
    try:
        kept(content, name)
    except UploadRefused:
        return False
    return True


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    output = BytesIO()
    picture.save(output, kind, **options)
    return output.getvalue()


def two_halves(mode: str = "RGB", size: tuple[int, int] = (40, 20)) -> Image.Image:
    """Left red, right blue: tells whether a picture was turned."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    return picture.convert(mode)


def notes(*, orientation: int = 1) -> Image.Exif:
    """EXIF with a place, an author and an orientation."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = "Alena Secret"
    exif.get_ifd(0x8825).update({1: "N", 2: (54.0, 41.0, 13.9), 3: "E", 4: (25.0, 16.0, 46.9)})
    exif.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0" + SECRET_PLACE
    return exif


def jpeg_segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def jpeg_with_everything(*, orientation: int = 1) -> bytes:
    """EXIF with GPS, XMP, IPTC, a comment, and bytes behind the picture's end."""
    xmp = (
        b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'>XMP "
        + SECRET_PLACE
        + b"</x:xmpmeta>"
    )
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x14IPTC " + SECRET_PLACE
    plain = saved(
        two_halves(), "JPEG", exif=notes(orientation=orientation), comment=b"COMMENT " + SECRET_PLACE
    )
    inserted = jpeg_segment(0xE1, xmp) + jpeg_segment(0xED, iptc)
    return plain[:2] + inserted + plain[2:] + b"BEHIND " + SECRET_PLACE


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_claiming(width: int, height: int) -> bytes:
    """A picture of a few hundred bytes that would take gigabytes once decoded."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(100_000))
    chunks = png_chunk(b"IHDR", header) + png_chunk(b"IDAT", pixels) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def webp_claiming(width: int, height: int, *, flags: int = 0) -> bytes:
    canvas = bytes((flags, 0, 0, 0)) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", len(canvas)) + canvas
    return b"RIFF" + struct.pack("<I", len(body)) + body


def archive(parts: dict[str, bytes | str]) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return output.getvalue()


def stream(content: bytes, label: bytes = b"") -> bytes:
    """A packed stream as it stands in a PDF, its dictionary first."""
    packed = zlib.compress(content)
    return b"<</Filter/FlateDecode/Length %d%s>>stream\n%s\nendstream" % (len(packed), label, packed)


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of the given objects, numbered from 3 on, around an empty page."""
    first = (b"<</Type/Catalog/Pages 2 0 R%s>>" % trailer, b"<</Type/Pages/Kids[]/Count 0>>")
    numbered = [b"%d 0 obj\n%s\nendobj\n" % item for item in enumerate((*first, *objects), 1)]
    return b"%PDF-1.7\n" + b"".join(numbered) + b"trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def links(*entries: tuple[str, str, str]) -> str:
    """A list of relationships: kind, target, mode."""
    lines = "".join(
        f'<Relationship Id="r{n}" Type="{kind}" Target="{target}"{mode and f" TargetMode={mode!r}"}/>'
        for n, (kind, target, mode) in enumerate(entries)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def docx(extra: dict[str, bytes | str] | None = None, *, kind: str = WORD_TYPE) -> bytes:
    """A Word document with an author, a company, a thumbnail and properties of its own."""
    return archive({
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
        '<Override PartName="/docProps/custom.xml" ContentType="x/custom"/></Types>',
        "_rels/.rels": links(
            (f"{RELATIONS}/officeDocument", "word/document.xml", ""),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", ""),
            (f"{RELATIONS}/extended-properties", "/docProps/app.xml", ""),
            (f"{RELATIONS}/custom-properties", "docProps/custom.xml", ""),
            (f"{PACKAGE}/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg", ""),
        ),
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:t>Праграма</w:t></w:document>',
        "docProps/core.xml": "<core><creator>Alena Secret</creator></core>",
        "docProps/app.xml": "<app><Company>Alena Secret</Company></app>",
        "docProps/custom.xml": "<custom>Alena Secret</custom>",
        "docProps/thumbnail.jpeg": jpeg_with_everything(),
    } | (extra or {}))  # fmt: skip
