"""The card: the title on clean cloth, the page's emblem beside it, our name below. 1200 by 630, JPEG."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

from pages.cards import cloth
from pages.cards.typesetting import Face, lines, shortened
from pages.ornament import Ground, Topic
from pages.ornament.covers import emblem_cloth, ground_of
from pages.ornament.pieces import mark_cloth
from pages.ornament.svg import COLOURS, INK, RED, Colours

WIDTH, HEIGHT = 1200, 630
PAPER, QUIET = "#fffdf9", "#5f544a"
EDGE, GAP, BAND = 64, 48, 12
CELL = 10
EMBLEM = (43, 63)
"""Cells of the emblem on the right, from the top of the card to its end."""
TEXT_WIDTH = WIDTH - EMBLEM[0] * CELL - EDGE - GAP
SIZES = (76, 68, 60, 54, 48, 42)
"""Of the title: the largest whose lines fit, the smallest cut off where even it does not."""
LEADING = 1.12
TITLE_TOP, TITLE_BOTTOM = 84, 500
NAME = Face("commissioner", 600, 26)
STITCH, STITCH_GAP = 14, 10
QUALITY = 88
KEPT = 64


@dataclass(frozen=True, kw_only=True)
class Card:
    """All that a card shows: the same card is the same bytes."""

    title: str
    site_name: str
    seed: str
    topic: Topic | None = None
    ground: Ground | None = None


@lru_cache(maxsize=KEPT)
def jpeg(card: Card) -> bytes:
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pencil = ImageDraw.Draw(picture)
    picture.paste(_emblem(card), (WIDTH - EMBLEM[0] * CELL, 0))
    _stitch(pencil)
    _title(pencil, card.title)
    _signature(picture, pencil, card.site_name)
    file = BytesIO()
    picture.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return file.getvalue()


def _emblem(card: Card) -> Image.Image:
    stitched = emblem_cloth(card.seed, topic=card.topic, width=EMBLEM[0], height=EMBLEM[1])
    return cloth.crosses(stitched, COLOURS[card.ground or ground_of(card.seed)], cell=CELL)


def _stitch(pencil: ImageDraw.ImageDraw) -> None:
    """The running stitch that every page of ours opens a section with."""
    for x in range(EDGE, EDGE + TEXT_WIDTH - STITCH, STITCH + STITCH_GAP):
        pencil.rectangle((x, 52, x + STITCH, 55), fill=RED)


def _title(pencil: ImageDraw.ImageDraw, title: str) -> None:
    face, broken = _fitted(title)
    step = round(face.size * LEADING)
    top = TITLE_TOP + (TITLE_BOTTOM - TITLE_TOP - len(broken) * step) // 2
    for number, line in enumerate(broken):
        face.draw(pencil, (EDGE, top + number * step + face.size * 0.86), line, INK)


def _fitted(title: str) -> tuple[Face, list[str]]:
    for size in SIZES:
        face = Face("piazzolla", 800, size)
        broken = lines(title, face, width=TEXT_WIDTH)
        most = (TITLE_BOTTOM - TITLE_TOP) // round(size * LEADING)
        if len(broken) <= most and face.width(max(title.split() or [""], key=len)) <= TEXT_WIDTH:
            return face, broken
    return face, shortened(broken, face, width=TEXT_WIDTH, most=most)


def _signature(picture: Image.Image, pencil: ImageDraw.ImageDraw, name: str) -> None:
    sign = cloth.squares(mark_cloth(), Colours(PAPER, RED, RED), cell=2)
    picture.paste(sign, (EDGE, HEIGHT - EDGE - sign.height))
    left, room = EDGE + sign.width + 18, TEXT_WIDTH - sign.width - 18
    written = shortened(lines(name, NAME, width=room), NAME, width=room, most=1)
    NAME.draw(pencil, (left, HEIGHT - EDGE - 12), written[0] if written else "", QUIET)
