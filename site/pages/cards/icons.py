"""Icons for browsers and phones, drawn from the sign: `python -m pages.cards.icons site/static/icons`."""

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image

from pages.cards import cloth
from pages.ornament.pieces import mark_cloth
from pages.ornament.svg import RED, WHITE, Colours

SAFE_SHARE = 0.7
"""Home screens cut corners and circles out of an icon; the sign stays within."""


def icon(size: int) -> Image.Image:
    """The sign in white on red."""
    sign = mark_cloth()
    cell = max(1, int(size * SAFE_SHARE) // sign.width)
    drawn = cloth.squares(sign, Colours(RED, WHITE, WHITE), cell=cell)
    picture = Image.new("RGB", (size, size), RED)
    picture.paste(drawn, ((size - drawn.width) // 2, (size - drawn.height) // 2))
    return picture


def png(size: int) -> bytes:
    file = BytesIO()
    icon(size).save(file, "PNG", optimize=True)
    return file.getvalue()


def ico() -> bytes:
    """For browsers that ask for /favicon.ico whatever a page says."""
    file = BytesIO()
    icon(48).save(file, "ICO", sizes=[(48, 48), (32, 32)], append_images=[icon(32)])
    return file.getvalue()


ICONS: dict[str, Callable[[], bytes]] = {
    "favicon.ico": ico,
    "apple-touch-icon.png": lambda: png(180),
    "icon-192.png": lambda: png(192),
    "icon-512.png": lambda: png(512),
}


def write_files(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in ICONS.items():
        (folder / name).write_bytes(draw())


if __name__ == "__main__":
    write_files(Path(sys.argv[1]))
