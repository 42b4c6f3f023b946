"""Pieces of the identity: the sign, bands, the chain of people, the towel's end, and their files."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from pages.ornament.chance import Chance
from pages.ornament.cloth import DOTS, LINE, TEETH, Cloth, frame
from pages.ornament.figures import (
    CHILD,
    KID,
    MAN,
    PERSON_HEIGHT,
    PERSON_WIDTH,
    STRAW_DOLL,
    THIN_BAND,
    WOMAN,
    WOVEN_BAND,
    Cell,
    Thread,
    Topic,
    stitched,
)
from pages.ornament.motifs import centred_sign, cross, ear, horned, rhombus, star
from pages.ornament.png import png
from pages.ornament.svg import (
    BLACK,
    COLOURS,
    EDGE,
    RED,
    WHITE,
    Colours,
    Ground,
    cross_stitched,
    outlined,
    plain_squares,
)

CHAIN: Final = (WOMAN, MAN, CHILD, WOMAN, STRAW_DOLL, MAN, WOMAN, CHILD, MAN, WOMAN, STRAW_DOLL, MAN)
"""No two alike side by side, nor last beside first: the chain repeats along the page."""

WIDE_PIECE: Final = (97, 31)
"""Cells of the pictures on the pages for a lost reader and a resting site."""


def mark(colour: str) -> str:
    """The sign: two linked rhombuses, one who came and one who met.

    In the upper half the left one passes over, in the lower half the right one; a gap of one cell shows it.
    """
    return plain_squares(mark_cloth(), Colours(WHITE, colour, colour), cell=2)


def mark_picture(colour: str) -> bytes:
    """The sign for programs that know no drawings: a PNG of 1200 by 840 points, nothing behind it."""
    return png(mark_cloth(), colour, cell=40)


def mark_cloth() -> Cloth:
    left, right = _ring(10), _ring(19)
    hidden = {cell for cell in right - left if cell[1] < 10 and _touches(cell, left)}
    hidden |= {cell for cell in left - right if cell[1] >= 10 and _touches(cell, right)}
    return Cloth(30, 21, dict.fromkeys((left | right) - hidden, Thread.MAIN))


def _ring(middle: int) -> set[Cell]:
    return {(middle + x, 10 + y) for x, y in rhombus("###" + "." * 8)}


def _touches(cell: Cell, cells: set[Cell]) -> bool:
    x, y = cell
    return bool({(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)} & cells)


def band(drawing: str) -> str:
    """A seamless woven strip in white and straw, to repeat along red cloth."""
    rows = drawing.strip("\n").split("\n")
    cloth = Cloth(len(rows[0]), len(rows), stitched(drawing))
    return plain_squares(cloth, COLOURS[Ground.RED], cell=3)


def chain() -> str:
    """Ланцуг: people holding hands, seamless to the sides; they stand on the picture's lower edge."""
    cloth = Cloth(PERSON_WIDTH * len(CHAIN), PERSON_HEIGHT)
    for place, person in enumerate(CHAIN):
        cloth.put(stitched(person), place * PERSON_WIDTH, 0)
    return cross_stitched(cloth, COLOURS[Ground.RED], with_ground=False)


def end() -> str:
    """The deep woven end of the towel, for the foot of every page.

    Seamless to the sides: its 66 columns hold two motifs and eleven whole teeth.
    """
    step = 33
    cloth = Cloth(2 * step, 47)
    frame(cloth, (LINE, DOTS, TEETH, LINE), start=0)
    frame(cloth, (LINE, DOTS, TEETH, LINE), start=46, upwards=True)
    motifs = (horned(rhombus("##.oo......", star(2))), rhombus("##.##.........", star(3)))
    for place in range(-1, 4):
        x = step // 2 + place * step
        cloth.put(motifs[place % 2], x, 23)
        cloth.put(ear(9), x + step // 2, 36)
        cloth.put(ear(9), x + step // 2, 10, flipped=True)
    return cross_stitched(cloth, COLOURS[Ground.LINEN], with_ground=False)


def broken() -> str:
    """A band whose thread runs out to the right: the page that was not found."""
    cloth = Cloth(*WIDE_PIECE)
    cloth.lay(LINE, 0)
    cloth.lay(LINE, cloth.height - 1)
    for x in range(13, cloth.width + 28, 28):
        cloth.put(rhombus("##.oo.##.....", star(2)), x, cloth.height // 2)
        for y in (5, cloth.height - 6):
            cloth.put(cross(), x + 14, y)
    chance = Chance("nitka")
    whole = cloth.stitches.items()
    cloth.stitches = {cell: held for cell, held in whole if not chance.happens(_worn(cell[0], cloth.width))}
    return cross_stitched(cloth, COLOURS[Ground.LINEN], with_ground=True)


def _worn(x: int, width: int) -> int:
    """Percent of stitches lost at a column: none in the first two fifths, nearly all at the right edge."""
    place = max(0, 100 * x // width - 40)
    return place * place * 100 // 3300


def knot() -> str:
    """Three knots in a row: the page shown while the site rests."""
    cloth = Cloth(*WIDE_PIECE)
    for place in (-26, 0, 26):
        cloth.put(centred_sign(Topic.KNOT), cloth.middle + place, cloth.height // 2)
    for place in (-39, -13, 13, 39):
        cloth.put(star(2), cloth.middle + place, cloth.height // 2)
    frame(cloth, (LINE, TEETH), start=25)
    frame(cloth, (LINE, TEETH), start=5, upwards=True)
    return cross_stitched(cloth, COLOURS[Ground.LINEN], with_ground=True)


def kid(colour: str, *, filled: bool) -> str:
    """One child, 8 by 11 cells; side by side they hold hands and count people honestly."""
    cloth = Cloth(8, 11, stitched(KID))
    if filled:
        return plain_squares(cloth, Colours(WHITE, colour, colour), cell=4)
    return outlined(cloth, colour, cell=4)


FILES: Final[Mapping[str, Callable[[], str]]] = {
    "mark.svg": partial(mark, RED),
    "mark-white.svg": partial(mark, WHITE),
    "mark-black.svg": partial(mark, BLACK),
    "band-thin.svg": partial(band, THIN_BAND),
    "band.svg": partial(band, WOVEN_BAND),
    "chain.svg": chain,
    "end.svg": end,
    "broken.svg": broken,
    "knot.svg": knot,
    "kid-red.svg": partial(kid, RED, filled=True),
    "kid-line.svg": partial(kid, EDGE, filled=False),
}

PICTURES: Final[Mapping[str, Callable[[], bytes]]] = {
    "mark.png": partial(mark_picture, RED),
    "mark-white.png": partial(mark_picture, WHITE),
    "mark-black.png": partial(mark_picture, BLACK),
}
