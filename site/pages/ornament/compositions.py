"""The ways a cover can be laid out: plain cloth first, ornament second.

A cover is 75 by 47 cells (8:5).  Pages crop it to anything from 3:1 to 1:1, so the subject stands on rows
19 to 36 and around the middle column; what lies farther out may be lost.
"""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import cycle, islice, product

from pages.ornament.chance import Chance
from pages.ornament.cloth import BORDERS, DOTS, LINE, RARE_DOTS, Cloth, Strip, frame
from pages.ornament.figures import (
    CHILD,
    MAN,
    PERSON_HEIGHT,
    PERSON_WIDTH,
    SIGN_SIZE,
    STRAW_DOLL,
    WOMAN,
    Motif,
    Topic,
    stitched,
)
from pages.ornament.motifs import centred_sign, cross, ear, horned, reach, rhombus, rosette, star

COVER_WIDTH, COVER_HEIGHT = 75, 47
SUBJECT_TOP, SUBJECT_MIDDLE, SUBJECT_BOTTOM = 19, 27, 36

Composition = Callable[[Cloth, Chance], None]
Filling = Callable[[Cloth, int, int], None]


def towel_end(cloth: Cloth, chance: Chance) -> None:
    """The end of a towel: plain cloth, then one wide band."""
    motif = horned(rosette(8, chance)) if chance.happens(35) else rosette(chance.pick((8, 9)), chance)
    height = reach(motif)
    _wide_band(cloth, motif, chance)
    below, above = chance.pick(BORDERS), chance.pick(BORDERS)
    frame(cloth, (LINE, below), start=SUBJECT_MIDDLE + height + 2)
    strips = chance.pick(((LINE,), (LINE, above), (LINE, above, RARE_DOTS)))
    frame(cloth, strips, start=SUBJECT_MIDDLE - height - 2, upwards=True)


def _wide_band(cloth: Cloth, motif: Motif, chance: Chance) -> None:
    """Big rhombuses, and between them ears, half rhombuses or stars."""
    height = reach(motif)
    step = 2 * height + chance.pick((4, 6, 8))
    small = rosette(max(4, height // 2), chance)
    fillings: tuple[Filling, ...] = (_ears, partial(_halves, small), _stars)
    between = chance.pick(fillings)
    for place in range(-3, 4):
        cloth.put(motif, cloth.middle + place * step, SUBJECT_MIDDLE)
        between(cloth, cloth.middle + place * step + step // 2, height)


def _ears(cloth: Cloth, x: int, height: int) -> None:
    cloth.put(ear(height - 3), x, SUBJECT_MIDDLE + height)
    cloth.put(ear(height - 3), x, SUBJECT_MIDDLE - height, flipped=True)


def _halves(small: Motif, cloth: Cloth, x: int, height: int) -> None:
    upper = {(across, down): thread for (across, down), thread in small.items() if down <= 0}
    cloth.put(upper, x, SUBJECT_MIDDLE + height)
    cloth.put(upper, x, SUBJECT_MIDDLE - height, flipped=True)


def _stars(cloth: Cloth, x: int, height: int) -> None:
    cloth.put(cross(), x, SUBJECT_MIDDLE - height + 2)
    cloth.put(cross(), x, SUBJECT_MIDDLE + height - 2)


def great_rosette(cloth: Cloth, chance: Chance) -> None:
    """One great rhombus, off centre, its tips cropped by the edge, on sparsely dotted cloth."""
    radius = chance.pick((19, 22, 25))
    x = cloth.middle + chance.pick((-12, -9, 9, 12))
    y = SUBJECT_MIDDLE
    cloth.put(rosette(radius, chance), x, y)
    pitch, larger = (
        chance.pick(((8, cross()), (10, cross()), (10, star(2)))) if radius < 25 else (10, cross())
    )
    for across, down in product(range(-7, 8), repeat=2):
        place = (x + across * pitch, y + down * pitch)
        if (abs(across) + abs(down)) * pitch > radius + 5 and _well_inside(cloth, *place, margin=2):
            _sow(cloth, *place, larger if across % 2 == down % 2 == 0 else {(0, 0): larger[1, 0]})


def _sow(cloth: Cloth, x: int, y: int, seed: Motif) -> None:
    if _well_inside(cloth, x, y, margin=reach(seed) + 1):
        cloth.put(seed, x, y)


def _well_inside(cloth: Cloth, x: int, y: int, *, margin: int) -> bool:
    return margin <= x < cloth.width - margin and margin <= y < cloth.height - margin


def corner(cloth: Cloth, chance: Chance) -> None:
    """A corner of a kerchief: a quarter of a rosette, and stars in rows along its rim."""
    radius = chance.pick((34, 37, 40))
    right, low = chance.happens(50), chance.happens(65)
    cloth.put(rosette(radius, chance), (cloth.width - 1) * right, (cloth.height - 1) * low)
    seed = chance.pick((star(2), star(2), rhombus("#.o"), rhombus("##.o")))
    pitch = chance.pick((12, 14))
    rows = chance.pick((1, 2, 2))
    for across, down in product(range(8), repeat=2):
        row = across + down - (radius + 9) // pitch
        if 1 <= row <= rows:
            x, y = pitch * across, pitch * down
            sown = seed if row == 1 else cross()
            _sow(cloth, cloth.width - 1 - x if right else x, cloth.height - 1 - y if low else y, sown)


def meeting(cloth: Cloth, chance: Chance) -> None:
    """Two rhombuses, one who came and one who met, touching at the middle; stars above and below."""
    radius = chance.pick((13, 15))
    for side in (-1, 1):
        cloth.put(rosette(radius, chance), cloth.middle + side * (radius + 1), SUBJECT_MIDDLE)
        guest = rosette(5, chance)
        cloth.put(guest, cloth.middle + side * 2 * (radius + 2), SUBJECT_MIDDLE - radius + 3)
        cloth.put(guest, cloth.middle + side * 2 * (radius + 2), SUBJECT_MIDDLE + radius - 3)
    seed = chance.pick((star(2), cross()))
    for level in (-1, 1):
        cloth.put(seed, cloth.middle, SUBJECT_MIDDLE + level * chance.pick((9, 10)))


def hem(cloth: Cloth, chance: Chance) -> None:
    """A towel hung on its side: one upright band, left or right of the middle, plain cloth beside it."""
    upright = Cloth(cloth.height, cloth.width)
    motif = rosette(chance.pick((7, 8, 9)), chance)
    height = reach(motif)
    x = chance.pick((25, cloth.width - 26))
    step = 2 * height + chance.pick((2, 4))
    for place in range(-2, 3):
        upright.put(motif, upright.middle + place * step, x)
    border = chance.pick(BORDERS)
    frame(upright, (LINE, border), start=x + height + 2)
    frame(upright, (LINE, border), start=x - height - 2, upwards=True)
    cloth.stitches.update(upright.turned().stitches)


def sown_field(cloth: Cloth, chance: Chance) -> None:
    """A field sown with rhombuses and stars in alternate rows, much cloth between; it runs past the edges."""
    large = rosette(chance.pick((5, 6, 7)), chance)
    small = chance.pick((cross(), star(2), rhombus("#.o")))
    across, down = chance.pick((20, 22)), chance.pick((10, 11))
    for row, place in product(range(-3, 4), range(-3, 4)):
        x = cloth.middle + place * across + (row % 2) * across // 2
        cloth.put(small if row % 2 else large, x, SUBJECT_MIDDLE + row * down)


def people(cloth: Cloth, chance: Chance) -> None:
    """Ланцуг, the chain: people holding hands on a stitched line."""
    order = (WOMAN, MAN, CHILD, WOMAN, STRAW_DOLL, MAN, WOMAN, CHILD)
    first = chance.below(len(order))
    left = -chance.below(PERSON_WIDTH)
    for place, person in enumerate(islice(cycle(order), first, first + 7)):
        cloth.put(stitched(person), left + place * PERSON_WIDTH, SUBJECT_TOP)
    frame(cloth, (LINE, chance.pick(BORDERS)), start=SUBJECT_TOP + PERSON_HEIGHT + 1)


def signs(topic: Topic, cloth: Cloth, chance: Chance) -> None:
    """The sign of the topic between two borders: three in a row, or one among stars."""
    top = SUBJECT_TOP + 1
    level = top + SIGN_SIZE // 2
    cloth.put(centred_sign(topic), cloth.middle, level)
    small = chance.pick((cross(), star(2), rhombus("#.o"), rhombus("##.o")))
    company, places = chance.pick(
        (
            (centred_sign(topic), (-22, 22)),
            (centred_sign(topic), (-22, 22)),
            (small, (-29, -16, 16, 29)),
        )
    )
    for place in places:
        cloth.put(company, cloth.middle + place, level)
    above, below = _borders(chance)
    frame(cloth, below, start=top + SIGN_SIZE + 2)
    frame(cloth, above, start=top - 3, upwards=True)


def _borders(chance: Chance) -> tuple[tuple[Strip, ...], tuple[Strip, ...]]:
    """Strips above and below, from the signs outwards."""
    strip, other = chance.pick(BORDERS), chance.pick(BORDERS)
    return chance.pick(
        (
            ((LINE, strip), (LINE, strip)),
            ((LINE, strip), (LINE, other)),
            ((LINE,), (LINE, strip)),
            ((DOTS,), (LINE, strip)),
            ((LINE, DOTS), (LINE, DOTS)),
        )
    )


COMPOSITIONS: Mapping[str, Composition] = {
    "towel end": towel_end,
    "great rosette": great_rosette,
    "corner": corner,
    "meeting": meeting,
    "hem": hem,
    "sown field": sown_field,
}
