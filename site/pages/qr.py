"""A QR code as part of a page, so that no picture from `data:` has to be allowed. Pure."""

from dataclasses import dataclass

import qrcode

MARGIN = 4
"""Modules of quiet around it; readers ask for four."""


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A square of so many modules, and the path of the dark ones."""

    size: int
    path: str


def drawn(text: str) -> Drawing:
    code = qrcode.QRCode(border=MARGIN)
    code.add_data(text)
    rows = code.get_matrix()
    dark = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
    return Drawing(size=len(rows), path="".join(dark))
