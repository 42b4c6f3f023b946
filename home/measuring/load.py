"""Readers, many at once, on plain sockets, so that it is not the client that is measured."""

import asyncio
import time
from dataclasses import dataclass, field
from statistics import quantiles


@dataclass
class Load:
    seconds: list[float] = field(default_factory=list)
    errors: int = 0
    took: float = 0.0

    @property
    def per_second(self) -> float:
        return round(len(self.seconds) / self.took, 1) if self.took else 0.0

    def percentile(self, share: int) -> float:
        """Milliseconds within which so many of a hundred had their answer."""
        return round(quantiles(self.seconds, n=100)[share - 1] * 1000, 1) if len(self.seconds) > 1 else 0.0


async def readers(port: int, paths: list[str], *, number: int, seconds: float) -> Load:
    """So many readers, each asking for one page after another on a connection of her own."""
    load, begun = Load(), time.perf_counter()
    end = begun + seconds
    await asyncio.gather(*(_reader(port, paths, place, end, load) for place in range(number)))
    load.took = time.perf_counter() - begun
    return load


async def _reader(port: int, paths: list[str], place: int, end: float, load: Load) -> None:
    """As browsers do, asks once more where a connection was closed between two pages."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    is_fresh = True
    while time.perf_counter() < end:
        begun = time.perf_counter()
        try:
            status, closes = await asked(reader, writer, paths[place % len(paths)])
        except (OSError, ValueError, asyncio.IncompleteReadError):
            load.errors += is_fresh
            closes = True
        else:
            load.seconds.append(time.perf_counter() - begun)
            load.errors += status >= 400
            place += 1
        is_fresh = closes
        if closes:
            writer.close()
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.close()


async def arrivals(port: int, paths: list[str], *, per_second: float, seconds: float) -> Load:
    """New readers at an even pace, each with one page on a fresh connection, however long others wait."""
    load, begun = Load(), time.perf_counter()
    total = int(per_second * seconds)
    visits = []
    for place in range(total):
        await asyncio.sleep(max(0, begun + place / per_second - time.perf_counter()))
        visits.append(asyncio.create_task(_visit(port, paths[place % len(paths)], load)))
    await asyncio.gather(*visits)
    load.took = time.perf_counter() - begun
    return load


async def _visit(port: int, path: str, load: Load) -> None:
    begun = time.perf_counter()
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        status, _closes = await asked(reader, writer, path)
        writer.close()
    except (OSError, ValueError, asyncio.IncompleteReadError):
        load.errors += 1
        return
    load.seconds.append(time.perf_counter() - begun)
    load.errors += status >= 400


async def asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> tuple[int, bool]:
    """Status, and whether the server closes the connection."""
    lines = (f"GET {path} HTTP/1.1", "Host: localhost", "Accept-Encoding: br, gzip", "", "")
    writer.write("\r\n".join(lines).encode())
    await writer.drain()
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
    await reader.readexactly(length)
    return int(head.split(b" ", 2)[1]), b"connection: close" in head
