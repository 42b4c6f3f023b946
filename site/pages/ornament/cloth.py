"""A piece of cloth to stitch on, and the narrow strips that frame everything."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from pages.ornament.figures import Cell, Motif, Thread

MAIN, SECOND, PLAIN = Thread.MAIN, Thread.SECOND, None


@dataclass(frozen=True)
class Strip:
    """A pattern that runs from edge to edge.

    `thread_at(x, y)` gets the column counted from the middle of the cloth and the row from the strip's top.
    """

    height: int
    thread_at: Callable[[int, int], Thread | None]


@dataclass
class Cloth:
    """Width and height are in cells; what is stitched outside them is cut off."""

    width: int
    height: int
    stitches: dict[Cell, Thread] = field(default_factory=dict)

    @property
    def middle(self) -> int:
        return self.width // 2

    def put(self, motif: Motif, x: int, y: int, *, flipped: bool = False) -> None:
        """Stitch the motif with its (0, 0) on cell (x, y); flipped means head down."""
        for (across, down), thread in motif.items():
            cell = (x + across, y - down if flipped else y + down)
            if 0 <= cell[0] < self.width and 0 <= cell[1] < self.height:
                self.stitches[cell] = thread

    def lay(self, strip: Strip, top: int, *, flipped: bool = False) -> None:
        for row in range(strip.height):
            y = top + (strip.height - 1 - row if flipped else row)
            for x in range(self.width):
                thread = strip.thread_at(x - self.middle, row)
                if thread is not None and 0 <= y < self.height:
                    self.stitches[x, y] = thread

    def turned(self) -> "Cloth":
        """The same cloth with rows and columns exchanged."""
        return Cloth(self.height, self.width, {(y, x): thread for (x, y), thread in self.stitches.items()})


def frame(cloth: Cloth, strips: Iterable[Strip], *, start: int, upwards: bool = False) -> int:
    """Lay strips outwards from row `start` with one plain row between; returns the next free row."""
    row = start
    for strip in strips:
        cloth.lay(strip, row - strip.height + 1 if upwards else row, flipped=upwards)
        row += -(strip.height + 1) if upwards else strip.height + 1
    return row


def _from_peak(x: int, period: int) -> int:
    """How many columns to the nearest of the peaks that stand every `period` columns."""
    return min(x % period, -x % period)


def _zigzag(x: int, y: int) -> Thread | None:
    return MAIN if _from_peak(x, 8) in (y, y - 1) else PLAIN


def _teeth(x: int, y: int) -> Thread | None:
    return MAIN if _from_peak(x, 6) <= 2 - y else PLAIN


def _crosses(x: int, y: int) -> Thread | None:
    steps = _from_peak(x, 6) + abs(y - 1)
    return PLAIN if steps > 1 else SECOND if steps == 0 else MAIN


def _lozenges(x: int, y: int) -> Thread | None:
    steps = _from_peak(x, 6) + abs(y - 2)
    return {0: SECOND, 2: MAIN}.get(steps) if steps < 3 else MAIN if steps == 3 and y == 2 else PLAIN


def _waves(x: int, y: int) -> Thread | None:
    """Крывулька: a stepped line two stitches to the step."""
    return MAIN if (_from_peak(x, 12) + 1) // 2 == y else PLAIN


LINE = Strip(1, lambda _x, _y: MAIN)
DOTS = Strip(1, lambda x, _y: MAIN if x % 2 == 0 else PLAIN)
RARE_DOTS = Strip(1, lambda x, _y: MAIN if x % 4 == 0 else PLAIN)
ZIGZAG = Strip(5, _zigzag)
TEETH = Strip(3, _teeth)
CROSSES = Strip(3, _crosses)
LOZENGES = Strip(5, _lozenges)
WAVES = Strip(4, _waves)
BORDERS = (ZIGZAG, TEETH, CROSSES, LOZENGES, WAVES)
