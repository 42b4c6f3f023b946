"""A stitched cloth as a picture of points, for programs that cannot read drawings."""

import zlib
from struct import pack
from typing import Final

from pages.ornament.cloth import Cloth

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
ONE_BIT, PALETTE = 1, 3


def png(cloth: Cloth, colour: str, *, cell: int) -> bytes:
    """Each stitched cell a square of `cell` points in one colour; everything else is transparent."""
    width, height = cloth.width * cell, cloth.height * cell
    shape = pack(">IIBBBBB", width, height, ONE_BIT, PALETTE, 0, 0, 0)
    palette = b"\xff\xff\xff" + bytes.fromhex(colour.removeprefix("#"))
    rows = b"".join(_row(cloth, y, cell) * cell for y in range(cloth.height))
    parts = {
        b"IHDR": shape,
        b"PLTE": palette,
        b"tRNS": b"\x00\xff",
        b"IDAT": zlib.compress(rows, 9),
        b"IEND": b"",
    }
    return SIGNATURE + b"".join(_chunk(kind, content) for kind, content in parts.items())


def _row(cloth: Cloth, y: int, cell: int) -> bytes:
    """One line of points, eight to a byte, behind the byte that says it is not filtered."""
    bits = "".join(("1" if (x, y) in cloth.stitches else "0") * cell for x in range(cloth.width))
    padded = bits.ljust(-(-len(bits) // 8) * 8, "0")
    return b"\x00" + int(padded, 2).to_bytes(len(padded) // 8, "big")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))
