"""Stitches as pixels."""

from PIL import Image, ImageDraw

from pages.ornament.cloth import Cloth
from pages.ornament.figures import Thread
from pages.ornament.svg import Colours

FINER = 3
"""Drawn so many times larger and then reduced: crosses have clean edges."""


def crosses(cloth: Cloth, colours: Colours, *, cell: int) -> Image.Image:
    """As `ornament.svg.cross_stitched` draws it."""
    picture, pencil, step = _blank(cloth, colours.ground, cell)
    for (x, y), thread in cloth.stitches.items():
        left, top, colour = x * step, y * step, _colour(thread, colours)
        near, far = round(step * 0.1), round(step * 0.9)
        width = round(step * 0.4)
        pencil.line((left + near, top + near, left + far, top + far), fill=colour, width=width)
        pencil.line((left + far, top + near, left + near, top + far), fill=colour, width=width)
    return picture.reduce(FINER)


def squares(cloth: Cloth, colours: Colours, *, cell: int) -> Image.Image:
    picture, pencil, step = _blank(cloth, colours.ground, cell)
    for (x, y), thread in cloth.stitches.items():
        box = (x * step, y * step, (x + 1) * step - 1, (y + 1) * step - 1)
        pencil.rectangle(box, fill=_colour(thread, colours))
    return picture.reduce(FINER)


def _blank(cloth: Cloth, ground: str, cell: int) -> tuple[Image.Image, ImageDraw.ImageDraw, int]:
    step = cell * FINER
    picture = Image.new("RGB", (cloth.width * step, cloth.height * step), ground)
    return picture, ImageDraw.Draw(picture), step


def _colour(thread: Thread, colours: Colours) -> str:
    return colours.main if thread is Thread.MAIN else colours.second
