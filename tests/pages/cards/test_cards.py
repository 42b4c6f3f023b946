from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pages import cards
from pages.cards.drawing import TEXT_WIDTH
from pages.cards.icons import ICONS
from pages.cards.typesetting import ELLIPSIS, Face, lines, set_of, shortened

ICON_FOLDER = Path(__file__).resolve().parents[3] / "site" / "static" / "icons"
FACE = Face("piazzolla", 800, 42)
TITLES = [
    "Школа", "17 000 злотых за адзін дзень для нашай школы", "Żółć, żołądek, łokieć: słowniczek pacjenta",
    "Привет, ёлка!", "Free Belarus on the city map", "", "ы" * 300, "слова " * 60, "🧵 日本",
]  # fmt: skip


def drawn(title: str, **more: object) -> bytes:
    return cards.jpeg(cards.Card(title=title, site_name="Цэнтр беларускай салідарнасці", seed="x", **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("title", TITLES)
def test_every_title_becomes_a_jpeg_of_the_size_chats_want(title: str):
    picture = Image.open(BytesIO(drawn(title)))

    assert (picture.format, picture.size) == ("JPEG", (1200, 630))
    assert len(drawn(title)) < 300_000


def test_a_card_says_nothing_of_who_drew_it_or_when():
    assert not Image.open(BytesIO(drawn("Школа"))).getexif()


def test_the_same_card_is_the_same_bytes_and_another_title_another_card():
    before = drawn("Школа")
    cards.jpeg.cache_clear()

    assert drawn("Школа") == before != drawn("Школы")


@pytest.mark.parametrize(
    ("letter", "name"), [("Ў", "cyr"), ("ł", "pol"), ("é", "la1"), ("š", "ext"), ("a", "lat")]
)
def test_each_letter_comes_from_the_set_that_has_it(letter: str, name: str):
    assert set_of(letter) == name


@settings(max_examples=50)
@given(st.text(alphabet="аЎіaż — ", max_size=200))
def test_no_line_is_wider_than_the_card_has_room_and_no_letter_is_lost(text: str):
    broken = lines(text, FACE, width=TEXT_WIDTH)

    assert all(FACE.width(line) <= TEXT_WIDTH for line in broken)
    assert "".join(broken).replace(" ", "") == text.replace(" ", "")


def test_what_does_not_fit_ends_in_dots():
    kept = shortened(["адзін", "два", "тры"], FACE, width=TEXT_WIDTH, most=2)

    assert kept == ["адзін", "два" + ELLIPSIS]


@pytest.mark.parametrize("name", ICONS)
def test_the_icons_are_those_the_sign_gives(name: str):
    """After a change of the sign: python -m pages.cards.icons site/static/icons."""
    kept, fresh = (Image.open(BytesIO(each)) for each in ((ICON_FOLDER / name).read_bytes(), ICONS[name]()))

    assert (kept.size, kept.convert("RGB").tobytes()) == (fresh.size, fresh.convert("RGB").tobytes())
