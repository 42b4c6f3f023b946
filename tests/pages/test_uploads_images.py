import re
import struct
from contextlib import suppress
from io import BytesIO

import pillow_heif
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from pages.uploads import UploadRefused
from pages.uploads.files import MAX_BYTES
from pages.uploads.images import MAX_PIXELS
from tests.pages.uploaded import (
    SECRET_PLACE,
    archive,
    jpeg_with_everything,
    kept,
    notes,
    png_chunk,
    png_claiming,
    refusal,
    saved,
    two_halves,
    webp_claiming,
)

NOT_A_PHOTO = "This file is not a photo we can use. Send a JPEG, PNG, WebP or HEIC."
LEAVINGS = (
    SECRET_PLACE,
    b"Exif",
    b"GPS",
    b"xmp",
    b"XMP",
    b"IPTC",
    b"Photoshop",
    b"COMMENT",
    b"Secret",
    b"ICC",
)


def cleaned(content: bytes, name: str) -> Image.Image:
    return Image.open(kept(content, name))


def heic(picture: Image.Image, **options: object) -> bytes:
    output = BytesIO()
    pillow_heif.from_pillow(picture).save(output, quality=90, **options)
    return output.getvalue()


def colour(picture: Image.Image, place: tuple[int, int]) -> str:
    red, _green, blue = picture.convert("RGB").getpixel(place)
    return "red" if red > 200 > 60 > blue else "blue" if blue > 200 > 60 > red else f"{red}, {blue}"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (jpeg_with_everything(), "a.jpg"),
        (saved(two_halves(), "PNG", exif=notes(), icc_profile=b"ICC"), "a.png"),
        (saved(two_halves(), "WEBP", exif=notes(), xmp=b"XMP " + SECRET_PLACE), "a.webp"),
        (heic(two_halves(size=(80, 64)), exif=notes().tobytes(), xmp=b"XMP " + SECRET_PLACE), "a.heic"),
    ],
)
def test_nothing_but_the_pixels_is_kept(content: bytes, name: str) -> None:
    assert SECRET_PLACE in content or b"eXIf" in content
    left = kept(content, name).read()
    assert [trace for trace in LEAVINGS if trace in left] == []
    assert Image.open(BytesIO(left)).info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density",
                                                    "progressive", "progression", "loop", "background",
                                                    "timestamp", "duration"}  # fmt: skip


def test_png_text_and_trailing_bytes_are_gone() -> None:
    plain = saved(two_halves(), "PNG")
    content = plain[:33] + png_chunk(b"tEXt", b"Author\0Alena Secret") + plain[33:] + b"BEHIND"
    left = kept(content, "a.png").read()
    assert set(re.findall(rb"IHDR|tEXt|eXIf|iCCP|pHYs|IDAT|IEND|BEHIND|Secret", left)) == {
        b"IHDR", b"IDAT", b"IEND"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("orientation", "size", "red_corner"),
    [(1, (40, 20), (2, 2)), (3, (40, 20), (37, 2)), (6, (20, 40), (2, 2)), (8, (20, 40), (2, 37))],
)
def test_the_photo_stands_upright(
    orientation: int, size: tuple[int, int], red_corner: tuple[int, int]
) -> None:
    picture = cleaned(jpeg_with_everything(orientation=orientation), "a.jpg")
    opposite = (size[0] - 1 - red_corner[0], size[1] - 1 - red_corner[1])
    assert (picture.size, colour(picture, red_corner), colour(picture, opposite)) == (size, "red", "blue")


def test_heic_becomes_an_upright_jpeg() -> None:
    picture = cleaned(heic(two_halves(size=(80, 64))), "IMG_1.HEIC")
    assert (picture.format, picture.size, colour(picture, (4, 4))) == ("JPEG", (80, 64), "red")


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "x.jpg"), ("PNG", "x.png"), ("WEBP", "x.webp")])
def test_the_name_is_random_with_the_right_ending(kind: str, name: str) -> None:
    file = kept(saved(two_halves(), kind), "Alena Secret.jpeg" if kind == "JPEG" else name)
    assert re.fullmatch(rf"[0-9a-f]{{32}}\.{name[2:]}", file.name or "")


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_transparency_is_kept(kind: str) -> None:
    clear = Image.new("RGBA", (8, 8), (255, 0, 0, 0))
    clear.paste((0, 0, 255, 255), (4, 0, 8, 8))
    picture = cleaned(saved(clear, kind), f"a.{kind.lower()}")
    assert (picture.mode, picture.getchannel("A").getpixel((1, 1)), colour(picture, (6, 1))) == (
        "RGBA",
        0,
        "blue",
    )


def test_a_palette_with_a_transparent_colour_becomes_real_transparency() -> None:
    palette = Image.new("P", (4, 4), 1)
    palette.putpalette([255, 0, 0, 0, 0, 255])
    palette.putpixel((0, 0), 0)
    picture = cleaned(saved(palette, "PNG", transparency=0), "a.png")
    assert [picture.getpixel(place) for place in ((0, 0), (1, 1))] == [(255, 0, 0, 0), (0, 0, 255, 255)]


def test_sixteen_bit_grey_keeps_its_tones() -> None:
    grey = Image.new("I;16", (4, 4), 32768)
    assert cleaned(saved(grey, "PNG"), "a.png").getpixel((1, 1)) == (128, 128, 128)


def test_cmyk_becomes_rgb() -> None:
    picture = cleaned(saved(two_halves("CMYK"), "JPEG"), "a.jpg")
    assert (picture.mode, colour(picture, (4, 4))) == ("RGB", "red")


def test_colours_are_converted_before_their_profile_is_dropped() -> None:
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = usual.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    content = saved(Image.new("RGB", (8, 8), (255, 0, 0)), "PNG", icc_profile=swapped)
    red, green, blue = cleaned(content, "a.png").getpixel((1, 1))
    assert (red < 5, green > 250, blue < 5) == (True, True, True)


def test_a_broken_colour_profile_does_not_matter() -> None:
    content = saved(two_halves(), "JPEG", icc_profile=b"nonsense" * 40)
    assert colour(cleaned(content, "a.jpg"), (4, 4)) == "red"


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_broken_notes_do_not_matter() -> None:
    content = saved(two_halves(), "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff\0\0")
    assert colour(cleaned(content, "a.jpg"), (4, 4)) == "red"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "a.svg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png"),
        (b"GIF89a/*\x00\x00*/=1;alert(1)", "a.gif"),
        (b"<!doctype html><script>alert(1)</script>", "a.jpg"),
        (b"%PDF-1.7", "a.jpg"),
        (b"II*\0" + bytes(64), "a.tiff"),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf", "a.heic"),
        (bytes(64), "a.png"),
    ],
)
def test_other_kinds_are_refused_with_the_kinds_we_take(content: bytes, name: str) -> None:
    assert refusal(content, name) == NOT_A_PHOTO


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"", "a.jpg") == "This file is empty. Choose the photo again: a JPEG, PNG, WebP or HEIC."


def test_a_heavy_file_is_refused() -> None:
    sentence = "This photo is larger than 15 MB. Make it smaller and send a JPEG, PNG, WebP or HEIC."
    assert refusal(saved(two_halves(), "JPEG") + bytes(MAX_BYTES), "a.jpg") == sentence


@pytest.mark.parametrize("name", ["a.png", "a.html", "a.jpg.svg", "a", "jpg"])
def test_a_name_that_says_something_else_is_refused(name: str) -> None:
    assert "does not match what is in it" in refusal(saved(two_halves(), "JPEG"), name)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (png_claiming(5001, 5000), "a.png"),
        (png_claiming(12_000, 10_000), "a.png"),
        (png_claiming(60_000, 60_000), "a.png"),
        (webp_claiming(16_383, 16_383), "a.webp"),
        (b"RIFF\x20\0\0\0WEBPVP8L\x10\0\0\0\x2f\xff\xff\xff\x0f" + bytes(20), "a.webp"),
        (b"RIFF\x20\0\0\0WEBPVP8 \x10\0\0\0\0\0\0\x9d\x01\x2a\xff\x3f\xff\x3f" + bytes(20), "a.webp"),
    ],
)
def test_bombs_are_refused_by_their_header(content: bytes, name: str) -> None:
    assert "more than 25 million pixels" in refusal(content, name)


def test_as_many_pixels_as_allowed_are_taken() -> None:
    assert MAX_PIXELS == 5000 * 5000
    assert cleaned(saved(Image.new("L", (5000, 5000)), "JPEG"), "a.jpg").size == (5000, 5000)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_moving_pictures_are_refused(kind: str) -> None:
    content = saved(
        two_halves(), kind, save_all=True, append_images=[Image.new("RGB", (40, 20))], duration=100
    )
    assert "This picture moves" in refusal(content, f"a.{kind.lower()}")


@pytest.mark.parametrize(
    "passenger",
    [b"<script>alert(1)</script>", b"<HTML><body>", b"<?php system(1);", archive({"a.js": b"alert(1)"})],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_photos_with_a_passenger_are_refused(kind: str, passenger: bytes) -> None:
    name = {"JPEG": "a.jpg", "PNG": "a.png", "WEBP": "a.webp"}[kind]
    assert "Something else is hidden in this photo" in refusal(saved(two_halves(), kind) + passenger, name)


def test_a_photo_that_is_a_pdf_too_is_refused() -> None:
    content = saved(two_halves(), "JPEG", comment=b"%PDF-1.4 1 0 obj<</S/JavaScript>>endobj")
    assert "Something else is hidden" in refusal(content, "a.jpg")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_cut_short_is_refused(kind: str) -> None:
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    content = saved(noise, kind)
    name = {"JPEG": "a.jpg", "PNG": "a.png", "WEBP": "a.webp"}[kind]
    assert "damaged or incomplete" in refusal(content[: len(content) // 2], name)


def test_heic_cut_short_is_refused() -> None:
    assert "damaged or incomplete" in refusal(heic(two_halves(size=(80, 64)))[:-200], "a.heic")


WHOLE = [
    (jpeg_with_everything(orientation=6), "a.jpg"),
    (saved(two_halves("P"), "PNG", exif=notes()), "a.png"),
    (saved(two_halves(), "WEBP", exif=notes()), "a.webp"),
    (heic(two_halves(size=(80, 64)), exif=notes().tobytes()), "a.heic"),
]


@settings(max_examples=300)
@given(st.sampled_from(WHOLE), st.integers(0, 2000), st.binary(min_size=1, max_size=6))
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_broken_photo_gets_a_picture_or_a_sentence_never_a_crash(
    whole: tuple[bytes, str], place: int, garbage: bytes
) -> None:
    content, name = whole
    place %= len(content)
    content = content[:place] + garbage + content[place + len(garbage) :]
    with suppress(UploadRefused):
        assert cleaned(content, name).size


def test_a_broken_webp_header_is_refused() -> None:
    content = b"RIFF" + struct.pack("<I", 12) + b"WEBPVP8?" + bytes(30)
    assert "damaged or incomplete" in refusal(content, "a.webp")
