"""How an address, a type of Stripe's library and what the twin does are brought together."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.stripe_twin import listing
from tests.stripe_twin.refusals import not_played
from tests.stripe_twin.store import Document
from tests.stripe_twin.twin import Twin

Sent = dict[str, Any]
Act = Callable[..., Document]


@dataclass(frozen=True, kw_only=True)
class Route:
    """`plays`: the parameters the twin does something with; what Stripe takes beyond them, it refuses."""

    method: str
    path: re.Pattern[str]
    params: str
    act: Act
    plays: frozenset[str] | None = None

    def check(self, sent: Sent) -> None:
        for name in sent:
            if self.plays is not None and name not in self.plays | {"expand"}:
                raise not_played(name)


def route(method: str, path: str, params: str, act: Act, plays: str | None = None) -> Route:
    pattern = re.compile(re.sub(r"\{\w+\}", r"([A-Za-z0-9_]+)", path))
    names = None if plays is None else frozenset(plays.split())
    return Route(method=method, path=pattern, params=params, act=act, plays=names)


def one(kind: str, path: str, params: str) -> Route:
    return route("GET", path, params, lambda twin, sent, number: twin.get(kind, number))


def many(kind: str, path: str, params: str, **fields: str) -> Route:
    def act(twin: Twin, sent: Sent) -> Document:
        return listing.page(twin, kind, sent, listing.filters(sent, **fields), url=path)

    return route("GET", path, params, act, " ".join(listing.PAGING | set(fields)))
