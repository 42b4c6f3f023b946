"""People at a site behind its proxy, each from a network of her own: who reads, and who sends a form."""

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from http.client import HTTPException, HTTPSConnection
from urllib.parse import urlencode
from uuid import uuid4

from home.measuring.proxy import Proxy
from tests.faults.asking import TOKEN
from tests.home.test_inquiry_forms import old_stamp
from tests.home.test_inquiry_views import answers
from tests.launch.waiting import PATIENCE, until

PAGES = ("/be/", "/pl/search/?q=szko%C5%82a", "/be/naviny/", "/en/press/ask/")
"""Ready ones, and ones that are made for each."""
READERS, SENDERS = 6, 4


@dataclass
class Crowd:
    site: Proxy
    read: list[tuple[str, int]] = field(default_factory=list)
    """By readers, with the answer's status; 0 for none."""
    sent: dict[int, list[int]] = field(default_factory=dict)
    """By person, what each of her tries was answered."""

    def __post_init__(self) -> None:
        self.is_over = threading.Event()

    @cached_property
    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.site.certificate)

    def ask(self, path: str, typed: dict[str, object] | None = None, *, person: int) -> int:
        """From an address of this machine that is hers alone."""
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **typed}, doseq=True) if typed else None
        headers = {
            "Cookie": f"__Host-csrf={TOKEN}",
            "Referer": f"{self.site.origin}/",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection = HTTPSConnection(
            "localhost", self.site.secure, context=self.trust, timeout=PATIENCE,
            source_address=(f"127.{1 + person // 200}.{person % 200}.1", 0),
        )  # fmt: skip
        try:
            with closing(connection):
                connection.request("POST" if typed else "GET", path, body, headers)
                answer = connection.getresponse()
                answer.read()
                return answer.status
        except (OSError, HTTPException):
            return 0

    def reads(self, reader: int) -> None:
        while not self.is_over.is_set():
            for path in PAGES:
                self.read.append((path, self.ask(path, person=reader)))

    def sends(self, person: int) -> None:
        """She sends, and reloads the page of an error, until it is taken."""
        own = {"name": f"Person {person}", "contact": f"person{person}@example.org"}
        typed = answers(languages="be", stamp=old_stamp(uuid4().hex), **own)
        tries = self.sent[person] = []
        deadline = time.monotonic() + PATIENCE
        while 302 not in tries and time.monotonic() < deadline:
            tries.append(self.ask("/pl/press/ask/", typed, person=100 + person))

    @contextmanager
    def busy(self, *, people: int, done: Callable[[], bool]) -> Iterator[None]:
        """Inside everybody is at it; it ends when all have sent and `done` says so."""
        with ThreadPoolExecutor(READERS) as readers, ThreadPoolExecutor(SENDERS) as senders:
            for number in range(READERS):
                readers.submit(self.reads, number)
            sending = [senders.submit(self.sends, person) for person in range(people)]
            try:
                yield
                for each in sending:
                    each.result()
                until(done)
            finally:
                self.is_over.set()

    @property
    def taken(self) -> list[int]:
        """Others may begin while this is counted."""
        return [person for person, tries in list(self.sent.items()) if tries[-1:] == [302]]

    @property
    def errors(self) -> list[tuple[str, int]]:
        return [(path, status) for path, status in self.read if status != 200]
