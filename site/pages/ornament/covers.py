"""Covers for pages without a photo, and small emblems for lists: same seed, same picture, for ever."""

from functools import lru_cache, partial
from typing import Final

from pages.ornament.chance import Chance
from pages.ornament.cloth import DOTS, Cloth
from pages.ornament.compositions import COMPOSITIONS, COVER_HEIGHT, COVER_WIDTH, Composition, people, signs
from pages.ornament.figures import Topic
from pages.ornament.motifs import centred_sign, rosette
from pages.ornament.svg import COLOURS, Ground, cross_stitched

USUAL_GROUNDS: Final = (Ground.LINEN, Ground.RED, Ground.WHITE, Ground.STRAW)
"""Ink is for mourning and music: a person chooses it, a seed never does."""

KEPT_COVERS: Final = 512
"""At most 8 kB each, so the cache stays under 4 MB in each process."""


@lru_cache(maxsize=KEPT_COVERS)
def _cover(seed: str, topic: Topic | None, ground: Ground | None) -> str:
    chance = Chance(seed)
    chosen = chance.pick(USUAL_GROUNDS)
    return cross_stitched(_woven(topic, chance), COLOURS[ground or chosen], with_ground=True)


def cover(seed: str, *, topic: Topic | None = None, ground: Ground | None = None) -> str:
    """An SVG of 75 by 47 cells (8:5), under 8 kB; the seed itself never appears in it.

    The seed is best a thing that never changes: the page's translation key rather than its title.
    """
    return _cover(seed, topic, ground)


def cover_cloth(seed: str, *, topic: Topic | None = None) -> Cloth:
    """The stitches of a cover, before colours: at least a third of its cells are plain cloth."""
    chance = Chance(seed)
    chance.pick(USUAL_GROUNDS)
    return _woven(topic, chance)


def _woven(topic: Topic | None, chance: Chance) -> Cloth:
    cloth = Cloth(COVER_WIDTH, COVER_HEIGHT)
    _composition(topic, chance)(cloth, chance)
    return cloth


def _composition(topic: Topic | None, chance: Chance) -> Composition:
    if topic is Topic.CHAIN:
        return people
    if topic is not None:
        return partial(signs, topic)
    return chance.pick(tuple(COMPOSITIONS.values()))


def emblem(
    seed: str, *, topic: Topic | None = None, ground: Ground | None = None, width: int = 41, height: int = 41
) -> str:
    """One sign in a dotted frame, or one rosette, for small upright or square places; sizes in cells.

    The chain needs room to the sides, so its emblem is a rosette too.
    """
    cloth = emblem_cloth(seed, topic=topic, width=width, height=height)
    return cross_stitched(cloth, COLOURS[ground or ground_of(seed)], with_ground=True)


BROCHURE_WIDTH, BROCHURE_HEIGHT = 23, 31
BROCHURE_SIGNS: Final = tuple(topic for topic in Topic if topic is not Topic.CHAIN)
"""The chain needs room to the sides."""


def brochure(seed: str, *, topic: Topic | None = None, ground: Ground | None = None) -> str:
    """The cover of something to be printed: always one sign in a dotted frame, so that they make a shelf."""
    chosen = Chance(f"sign {seed}").pick(BROCHURE_SIGNS) if topic in (None, Topic.CHAIN) else topic
    return emblem(seed, topic=chosen, ground=ground, width=BROCHURE_WIDTH, height=BROCHURE_HEIGHT)


def ground_of(seed: str) -> Ground:
    """The cloth a seed chooses for itself."""
    return Chance(seed).pick(USUAL_GROUNDS)


def emblem_cloth(seed: str, *, topic: Topic | None = None, width: int = 41, height: int = 41) -> Cloth:
    """The stitches of an emblem, before colours."""
    chance = Chance(seed)
    chance.pick(USUAL_GROUNDS)
    cloth = Cloth(width, height)
    if topic is None or topic is Topic.CHAIN:
        cloth.put(rosette(min(width, height) // 2 - 3, chance), cloth.middle, height // 2)
    else:
        cloth.put(centred_sign(topic), cloth.middle, height // 2)
        _dotted_frame(cloth)
    return cloth


def _dotted_frame(cloth: Cloth) -> None:
    """Every other stitch, two cells from the edge."""
    sides = Cloth(cloth.height, cloth.width)
    for side in (2, cloth.width - 3):
        sides.lay(DOTS, side)
    tops = Cloth(cloth.width, cloth.height)
    for side in (2, cloth.height - 3):
        tops.lay(DOTS, side)
    for (x, y), thread in (sides.turned().stitches | tops.stitches).items():
        if 2 <= x < cloth.width - 2 and 2 <= y < cloth.height - 2:
            cloth.stitches[x, y] = thread
