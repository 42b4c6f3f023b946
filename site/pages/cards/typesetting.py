"""Lines of text in our fonts, which lie in sets by alphabet: each letter is looked for where its set is."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from PIL import ImageDraw, ImageFont

FOLDER = Path(__file__).resolve().parents[2] / "static" / "fonts"
# The sets of `static/css/fonts.css`, the one with most letters last: it draws what no other has.
SETS = {
    "cyr": [(0x301, 0x301), (0x400, 0x4FF), (0x2116, 0x2116)],
    "pol": [(0x104, 0x107), (0x118, 0x119), (0x141, 0x144), (0x15A, 0x15B), (0x179, 0x17C)],
    "la1": [(0xA1, 0xA6), (0xA8, 0xA8), (0xAA, 0xAA), (0xAC, 0xAC), (0xAE, 0xAF), (0xB1, 0xB6), (0xB8, 0xBA),
            (0xBC, 0xD2), (0xD4, 0xD6), (0xD8, 0xF2), (0xF4, 0xFF)],
    "ext": [(0x100, 0x2FF)],
}  # fmt: skip
ELLIPSIS = "…"


@dataclass(frozen=True)
class Face:
    family: str
    weight: int
    size: int

    def width(self, text: str) -> float:
        return sum(font.getlength(run) for font, run in self.runs(text))

    def runs(self, text: str) -> list[tuple[ImageFont.FreeTypeFont, str]]:
        parts = groupby(text, key=set_of)
        return [(font(self, name), "".join(letters)) for name, letters in parts]

    def draw(self, pencil: ImageDraw.ImageDraw, place: tuple[float, float], text: str, colour: str) -> None:
        """`place` is where the baseline begins."""
        x, y = place
        for each, run in self.runs(text):
            pencil.text((x, y), run, font=each, fill=colour, anchor="ls")
            x += each.getlength(run)


def set_of(letter: str) -> str:
    code = ord(letter)
    return next((name for name, ranges in SETS.items() if any(a <= code <= b for a, b in ranges)), "lat")


@lru_cache(maxsize=64)
def font(face: Face, name: str) -> ImageFont.FreeTypeFont:
    loaded = ImageFont.truetype(str(FOLDER / f"{face.family}-{name}.woff2"), face.size)
    loaded.set_variation_by_axes([face.weight])
    return loaded


def lines(text: str, face: Face, *, width: int) -> list[str]:
    """Broken between words; a word wider than a line is broken where the line ends."""
    broken: list[str] = []
    for word in _fitting(text.split(" "), face, width):
        longer = f"{broken[-1]} {word}" if broken else word
        if broken and face.width(longer) <= width:
            broken[-1] = longer
        else:
            broken.append(word)
    return broken


def _fitting(words: list[str], face: Face, width: int) -> list[str]:
    fitting = []
    for word in filter(None, words):
        rest = word
        while face.width(rest) > width and len(rest) > 1:
            fits = next(
                end for end in range(len(rest) - 1, 0, -1) if end == 1 or face.width(rest[:end]) <= width
            )
            fitting.append(rest[:fits])
            rest = rest[fits:]
        fitting.append(rest)
    return fitting


def shortened(broken: list[str], face: Face, *, width: int, most: int) -> list[str]:
    """At most so many lines; the last one says by three dots that there was more."""
    if len(broken) <= most:
        return broken
    last = broken[most - 1]
    while last and face.width(last + ELLIPSIS) > width:
        last = last[:-1]
    return [*broken[: most - 1], last.rstrip(" ,.:;—–-") + ELLIPSIS]
