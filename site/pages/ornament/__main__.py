"""Writes the identity's pictures: `PYTHONPATH=site python -m pages.ornament site/static/art`."""

import sys
from pathlib import Path

from pages.ornament.pieces import FILES, PICTURES


def write_files(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in FILES.items():
        (folder / name).write_text(draw(), encoding="utf-8")
    for name, paint in PICTURES.items():
        (folder / name).write_bytes(paint())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say where to write the pictures: python -m pages.ornament site/static/art")
    write_files(Path(sys.argv[1]))
