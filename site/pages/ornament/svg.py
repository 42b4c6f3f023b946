"""Cloth written out as a small SVG.

Presentation attributes only: the site's Content-Security-Policy forbids style sheets inside pictures.
Nothing but numbers and the colours below is ever written, so no text can slip into the output.
"""

from collections.abc import Iterable
from enum import StrEnum
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from pages.ornament.cloth import Cloth
from pages.ornament.figures import Cell, Thread

RED, WHITE, LINEN, STRAW, INK, EDGE = "#c3131f", "#ffffff", "#f7f1e6", "#e9cf96", "#1c1714", "#857563"
BLACK = "#000000"
COVER_CELL: Final = 8
"""Pixels a cell takes when a picture is shown at its own size."""


class Ground(StrEnum):
    """The cloth: linen and white for help, straw for school and crafts, red for joy, ink for mourning."""

    LINEN = "linen"
    WHITE = "white"
    STRAW = "straw"
    RED = "red"
    INK = "ink"


class Colours(NamedTuple):
    ground: str
    main: str
    second: str


COLOURS: Final = {
    Ground.LINEN: Colours(LINEN, RED, INK),
    Ground.WHITE: Colours(WHITE, RED, INK),
    Ground.STRAW: Colours(STRAW, RED, INK),
    Ground.RED: Colours(RED, WHITE, STRAW),
    Ground.INK: Colours(INK, LINEN, RED),
}


def cross_stitched(cloth: Cloth, colours: Colours, *, with_ground: bool) -> str:
    """Little crosses, for cells of five pixels or more.

    Each run of stitches is one horizontal line, a cell thick and filled with a pattern of crosses.  The
    view box starts half a cell higher, so that lines run along whole numbers.
    """
    used = [thread for thread in Thread if thread in cloth.stitches.values()]
    parts = [_cross_pattern(_thread_colour(thread, colours)) for thread in used]
    if with_ground:
        parts.append(f'<path fill="{colours.ground}" d="M0-.5h{cloth.width}v{cloth.height}H0z"/>')
    for thread in used:
        cells = [cell for cell, held in cloth.stitches.items() if held is thread]
        paint = _pattern_name(_thread_colour(thread, colours))
        parts.append(f'<path stroke="url(#{paint})" d="{runs(cells)}"/>')
    return _document(cloth, "".join(parts), cell=COVER_CELL, top="-.5")


def plain_squares(cloth: Cloth, colours: Colours, *, cell: int) -> str:
    """Solid shapes without a ground, for anything drawn smaller than five pixels a cell."""
    parts = []
    for thread in Thread:
        cells = {place for place, held in cloth.stitches.items() if held is thread}
        if cells:
            parts.append(f'<path fill="{_thread_colour(thread, colours)}" d="{contour(cells)}"/>')
    return _document(cloth, "".join(parts), cell=cell)


def outlined(cloth: Cloth, colour: str, *, cell: int) -> str:
    """The edge of the figure alone; it stays open at the sides of the cloth, where neighbours join on."""
    lines = "".join(f"M{x} {y}{step}" for x, y, step in sorted(_open_edges(cloth)))
    path = f'<path fill="none" stroke="{colour}" stroke-width=".4" stroke-linecap="square" d="{lines}"/>'
    return _document(cloth, path, cell=cell)


def _document(cloth: Cloth, content: str, *, cell: int, top: str = "0") -> str:
    width, height = cloth.width, cloth.height
    size = f'width="{width * cell}" height="{height * cell}" viewBox="0 {top} {width} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{content}</svg>\n'


def _thread_colour(thread: Thread, colours: Colours) -> str:
    return colours.main if thread is Thread.MAIN else colours.second


def _pattern_name(colour: str) -> str:
    """Named by its colour, so that two pictures inside one HTML page agree about the name."""
    return f"x{colour.removeprefix('#')}"


def _cross_pattern(colour: str) -> str:
    return (
        f'<pattern id="{_pattern_name(colour)}" y="-.5" width="1" height="1" patternUnits="userSpaceOnUse">'
        f'<path stroke="{colour}" stroke-width=".4" d="M.1.1l.8.8M.9.1l-.8.8"/></pattern>'
    )


def runs(cells: Iterable[Cell]) -> str:
    """Cells as horizontal lines, row by row."""
    lines = []
    for y, row in groupby(sorted((y, x) for x, y in cells), key=lambda cell: cell[0]):
        columns = [x for _, x in row]
        for _, run in groupby(enumerate(columns), key=lambda place: place[1] - place[0]):
            stretch = [x for _, x in run]
            lines.append(f"M{stretch[0]} {y}h{len(stretch)}")
    return "".join(lines)


def contour(cells: set[Cell]) -> str:
    """The outline of the cells as closed loops: no seams between squares at any size."""
    onward = _outer_edges(cells)
    loops = []
    while onward:
        loops.append(_loop(onward, min(onward)))
    return "".join(loops)


def _outer_edges(cells: set[Cell]) -> dict[Cell, list[Cell]]:
    """From each corner, the corners that the outline goes to next, clockwise around the cells."""
    onward: dict[Cell, list[Cell]] = {}
    for x, y in cells:
        corners = ((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1))
        neighbours = ((x, y - 1), (x + 1, y), (x, y + 1), (x - 1, y))
        for side, neighbour in enumerate(neighbours):
            if neighbour not in cells:
                onward.setdefault(corners[side], []).append(corners[(side + 1) % 4])
    return {corner: sorted(ends) for corner, ends in onward.items()}


def _loop(onward: dict[Cell, list[Cell]], start: Cell) -> str:
    """Walk one loop, using its edges up."""
    path, corner = [start], start
    while len(path) == 1 or corner != start:
        ends = onward[corner]
        following = ends.pop()
        if not ends:
            del onward[corner]
        path.append(following)
        corner = following
    return _as_path(path)


def _as_path(corners: list[Cell]) -> str:
    """Steps in one direction become one stroke; the last stroke back to the start is the 'z'."""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(corners)]
    strokes = [(direction, sum(1 for _ in same)) for direction, same in groupby(steps)]
    drawn = "".join(f"{'h' if dx else 'v'}{(dx or dy) * length}" for (dx, dy), length in strokes[:-1])
    return f"M{corners[0][0]} {corners[0][1]}{drawn}z"


def _open_edges(cloth: Cloth) -> Iterable[tuple[int, int, str]]:
    cells = set(cloth.stitches)
    for x, y in cells:
        if (x, y - 1) not in cells:
            yield x, y, "h1"
        if (x, y + 1) not in cells:
            yield x, y + 1, "h1"
        if (x - 1, y) not in cells and x > 0:
            yield x, y, "v1"
        if (x + 1, y) not in cells and x < cloth.width - 1:
            yield x + 1, y, "v1"
