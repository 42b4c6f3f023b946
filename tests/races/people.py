"""Many processes at once, and what became of their deeds."""

import json
import os
import selectors
import signal
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.faults.running import Processes
from tests.launch.waiting import until
from tests.races.doing import Deed


class Person:
    def __init__(self, address: Path) -> None:
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(str(address))
        self.file = self.socket.makefile("rwb")
        self.pid = self.answer()

    def begin(self, deeds: Sequence[Deed]) -> None:
        self.file.write(json.dumps(list(deeds)).encode() + b"\n")
        self.file.flush()

    def answer(self) -> Any:
        """None from who was killed."""
        try:
            line = self.file.readline()
        except ConnectionResetError:
            return None
        return json.loads(line) if line else None

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def leave(self) -> None:
        with suppress(BrokenPipeError):
            self.file.close()
        self.socket.close()


class Crowd:
    """As many people as are wanted, who live on from one sequence to the next."""

    def __init__(self, address: Path) -> None:
        self.address = address
        self.people: list[Person] = []

    def act(self, scripts: Sequence[Sequence[Deed]], *, kill: int | None = None) -> list[list[str] | None]:
        """All at the same moment; one may be killed in the middle, and her place is taken by another."""
        while len(self.people) < len(scripts):
            self.people.append(Person(self.address))
        acting = self.people[: len(scripts)]
        for person, deeds in zip(acting, scripts, strict=True):
            person.begin(deeds)
        if kill is not None:
            wait_for_one(acting)
            acting[kill].kill()
        answers = [person.answer() for person in acting]
        if kill is not None:
            acting[kill].leave()
            self.people[kill] = Person(self.address)
        return answers


def wait_for_one(people: Sequence[Person]) -> None:
    """Until the first has finished: then others are in the middle."""
    with selectors.DefaultSelector() as selector:
        for person in people:
            selector.register(person.socket, selectors.EVENT_READ)
        selector.select()


@contextmanager
def crowd(site: Processes, *options: str, deeds: str = "tests.races.deeds") -> Iterator[Crowd]:
    address = site.folder / "nursery"
    site.start(sys.executable, "-m", "tests.races.nursery", str(address), deeds, *options)
    assert until(address.exists, seconds=60), site.log
    born = Crowd(address)
    try:
        yield born
    finally:
        for person in born.people:
            person.leave()
