"""Motifs computed around their own middle, which is cell (0, 0).

Belarusian weavers call them зорка (star), ромб (rhombus: the field, the home), рожкі (its hooks) and
колас (the ear of wheat).  Distances are counted in steps along the grid, so "rings" of a rhombus are the
cells equally many steps from its middle.
"""

from itertools import product

from pages.ornament.chance import Chance
from pages.ornament.figures import SIGN_SIZE, SIGNS, Cell, Motif, Thread, Topic, stitched

MAIN, SECOND = Thread.MAIN, Thread.SECOND
MIRRORS = tuple(product((1, -1), repeat=2))

RIMS = ("##", "##", "##:", ":##", "##.#")
INNER_RINGS = ("##", "##", "#", "-", "##:", ":##", "oo", "o")


def reach(motif: Motif) -> int:
    """The farthest row or column the motif touches, in cells from its middle."""
    return max(max(abs(x), abs(y)) for x, y in motif)


def star(size: int) -> dict[Cell, Thread]:
    """Eight petals around one stitch of the second thread; reaches 2 * size - 1 cells."""
    cells: dict[Cell, Thread] = {}
    for length, shift in product(range(1, size + 1), range(size)):
        x, y = length + shift, shift
        for across, down in MIRRORS:
            cells[across * x, down * y] = MAIN
            cells[across * y, down * x] = MAIN
    cells[0, 0] = SECOND
    return cells


def cross() -> dict[Cell, Thread]:
    return star(1)


def rhombus(rings: str, heart: Motif | None = None) -> dict[Cell, Thread]:
    """A rhombus read from its rim inwards, one letter a ring; the last letter is the middle cell.

    '#' main thread, 'o' second thread, '-' two stitches of three, ':' every other stitch, '.' plain cloth.
    """
    rim = len(rings) - 1
    cells = {
        (x, y): SECOND if ring == "o" else MAIN
        for x in range(-rim, rim + 1)
        for y in range(abs(x) - rim, rim - abs(x) + 1)
        if _is_stitched(ring := rings[rim - abs(x) - abs(y)], min(abs(x), abs(y)))
    }
    return cells | dict(heart or {})


def _is_stitched(ring: str, place: int) -> bool:
    """Whether a ring has a stitch so many places from its nearest corner."""
    if ring == "-":
        return place % 3 != 1
    if ring == ":":
        return place % 2 == 0
    return ring != "."


def rosette(radius: int, chance: Chance) -> dict[Cell, Thread]:
    """A rhombus with rings and a heart of the seed's own choosing."""
    heart = chance.pick(_hearts(radius))
    room = max(abs(x) + abs(y) for x, y in heart) + 2
    return rhombus(_rings(radius + 1 - room, chance) + "." * room, heart)


def _hearts(radius: int) -> tuple[Motif, ...]:
    """The stars that fit a rhombus and still leave it a frame."""
    if radius >= 16:
        return star(3), star(4), centred_sign(Topic.STAR)
    if radius >= 9:
        return star(2), _checks(2), _checks(3)
    return cross(), {(0, 0): SECOND}, _checks(1)


def centred_sign(topic: Topic) -> dict[Cell, Thread]:
    half = SIGN_SIZE // 2
    return {(x - half, y - half): thread for (x, y), thread in stitched(SIGNS[topic]).items()}


def _checks(size: int) -> dict[Cell, Thread]:
    """A small rhombus of every other stitch, its middle in the second thread."""
    return rhombus("".join("#."[step % 2] for step in range(2 * size)) + "o")


def _rings(room: int, chance: Chance) -> str:
    """Exactly so many rings: a firm rim, then rings with plain cloth between them.

    The second thread comes once at most, so that it stays an accent.
    """
    rings = chance.pick([rim for rim in RIMS if len(rim) <= max(room, 2)])
    while len(rings) < room - 1:
        choices = [ring for ring in INNER_RINGS if "o" not in ring or "o" not in rings]
        rings += "." * (1 + chance.happens(25)) + chance.pick(choices)
    return _closed(rings, room)


def _closed(rings: str, room: int) -> str:
    """Cut to length; a ring cut in two would end in loose teeth, so teeth at the cut are dropped."""
    return rings[:room].rstrip(":").ljust(room, ".")


def horned(motif: Motif) -> dict[Cell, Thread]:
    """A rhombus with hooks («рожкі») on its four corners; they add three cells to its reach."""
    cells, tip = dict(motif), reach(motif)
    hook = ((0, 0), (1, 0), (1, 1), (1, 2), (2, 2), (3, 2), (3, 1))
    for (out, aside), (side, turn) in product(hook, MIRRORS):
        cells[side * (tip + out), turn * aside] = MAIN
        cells[turn * aside, side * (tip + out)] = MAIN
    return cells


def ear(height: int) -> dict[Cell, Thread]:
    """An ear of wheat growing upwards from (0, 0), three grains to each side."""
    cells: dict[Cell, Thread] = {(0, -y): SECOND if y < 2 else MAIN for y in range(height + 2)}
    for knot, grain, side in product(range(2, height - 1, 3), (1, 2, 3), (1, -1)):
        cells[side * grain, -knot - grain] = MAIN
        cells[side * grain, 1 - knot - grain] = MAIN
    return cells
