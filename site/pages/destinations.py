"""Addresses of ours that are no pages of the tree, and that menus and the sitemap lead to all the same:
forms, whose pages are not alike for everybody. An app names its own once it is loaded:

    destinations.register("donate", title=_("Donate"), view="donate", button=True)
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True, kw_only=True)
class Destination:
    title: str | Promise
    view: str
    """By whose name Django finds the address, one in each language."""
    button: bool = False
    """What we most want people to do: as long as nobody has set up a menu, it stands at its end."""

    @property
    def url(self) -> str:
        return reverse(self.view)


registered: dict[str, Destination] = {}


def register(key: str, *, title: str | Promise, view: str, button: bool = False) -> None:
    registered[key] = Destination(title=title, view=view, button=button)


def choices() -> list[tuple[str, str | Promise]]:
    return [(key, each.title) for key, each in registered.items()]
