"""Those who pay, and their banks: played by the stand-in for Stripe, which is told what they do.

Stripe itself takes no such commands: where it is the real one, nobody is invented.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

PATIENCE = 60.0


class No(Exception):
    """The bank, or the stand-in itself, has refused."""


class Payers:
    def __init__(self, address: str, *, patience: float = PATIENCE) -> None:
        where = urlsplit(address)
        self._line = HTTPConnection(where.hostname or "", where.port, timeout=patience)

    def told(self, command: str, **words: Any) -> Any:
        self._line.request("POST", f"/twin/{command}", body=json.dumps(words))
        answer = self._line.getresponse()
        said = json.loads(answer.read())
        if answer.status != 200:
            raise No(said["error"].get("message", ""))
        return said

    def pay(self, session: str, *, method: str, number: str) -> None:
        self.told("pay", session=session, method=method, number=number)

    def move_clock(self, to: datetime, *, stop: bool = True) -> None:
        self.told("clock", to=int(to.timestamp()), stop=stop)

    def messages(self, kinds: list[str]) -> list[tuple[bytes, str]]:
        """What the site is to hear of by now: words and signatures."""
        parcels = self.told("carry", only=kinds)["parcels"]
        return [(each["body"].encode(), each["signature"]) for each in parcels]

    def close(self) -> None:
        self._line.close()


@contextmanager
def at_hand() -> Iterator[Payers | None]:
    """None where nobody stands in for Stripe."""
    if not settings.STRIPE_API_BASE:
        yield None
        return
    payers = Payers(settings.STRIPE_API_BASE)
    try:
        yield payers
    finally:
        payers.close()
