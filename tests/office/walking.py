"""A walk past every door of the site: its address, with numbers of real records, and how it answered."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.office.access_table import HIDDEN, IN, REFUSED, SIGN_IN

ENROL = "led to where one gets a second factor"
SIGN_IN_PAGES = ("/admin/login/", "/sign-in/")
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Door:
    name: str
    route: str

    @property
    def namespace(self) -> str:
        return self.name.rpartition(":")[0]


def doors() -> list[Door]:
    """The second of a name is known by its route."""
    found: dict[str, Door] = {}
    for door in _below(get_resolver().url_patterns):
        name = door.route if door.name in found else door.name
        found[name] = Door(name, door.route)
    return list(found.values())


def _below(patterns: list[Any], route: str = "", spaces: tuple[str, ...] = ()) -> Iterator[Door]:
    for each in patterns:
        there = route + str(each.pattern)
        if isinstance(each, URLPattern):
            yield Door(":".join((*spaces, each.name)) if each.name else there, there)
        elif isinstance(each, URLResolver):
            inside = (*spaces, each.namespace) if each.namespace else spaces
            yield from _below(each.url_patterns, there, inside)


def address(door: Door, records: dict[str, Any]) -> str:
    """A record of this door's own, of its namespace, or of that name anywhere."""
    if door.name in records:
        return str(records[door.name])

    def number(match: re.Match[str]) -> str:
        keys = (f"{door.name} {match[1]}", f"{door.namespace} {match[1]}", match[1])
        return str(next(records[key] for key in keys if key in records))

    return "/" + ARGUMENT.sub(number, door.route).replace("^", "").replace("$", "")


def answer(client: Client, path: str) -> str:
    """What a visit comes to. An address that only takes what is sent is sent nothing."""
    return _first(client, path, "GET", "POST", "PUT")


def answer_to_sending(client: Client, path: str) -> str:
    return _first(client, path, "POST", "PUT", "GET")


def _first(client: Client, path: str, *methods: str) -> str:
    """By the first method that it takes."""
    answers = (_asked(client, method, path) for method in methods)
    return next(each for each in answers if each)


def _asked(client: Client, method: str, path: str) -> str:
    """Whatever it has changed is undone, in the browser too."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = client.generic(method, path)
        transaction.set_rollback(True)
    client.cookies = cookies
    return _told(response)


def _told(response: Any) -> str:
    """Nothing is sent and nothing is drawn: what breaks has let in."""
    place = response.get("Location", "").split("?")[0]
    if response.status_code == 405:
        return ""
    if response.status_code == 404:
        return HIDDEN
    if response.status_code == 403 or place == "/admin/":
        return REFUSED
    if place.endswith("/sign-in/keys/"):
        return ENROL
    return SIGN_IN if place.endswith(SIGN_IN_PAGES) else IN
