"""What the search can be narrowed to. An app names its kinds of pages in a module `findable.py` of its own:

    findable.register(ServicePage, key="help", label=_("Help"))

A page whose model nobody registered is found all the same, among “Pages”.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pages.models import BasePage


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Several models may share one: a reader looks for help, not for a model."""

    key: str
    """In addresses: `?kind=news`."""
    label: str | Promise
    """On the filter, in the plural."""


DOCUMENTS = Kind(key="documents", label=_("Documents"))
"""Files that pages offer: found through a page, and only while readers may see it."""
OTHER = Kind(key="pages", label=_("Pages"))
_registered: dict[type[BasePage], Kind] = {}


def register(model: type[BasePage], *, key: str, label: str | Promise) -> None:
    _registered[model] = Kind(key=key, label=label)


def kind_of(model: type[BasePage]) -> Kind:
    return _registered.get(model, OTHER)


def kinds() -> Iterable[Kind]:
    """In the order of registration, then files, the unregistered last."""
    return {kind.key: kind for kind in [*_registered.values(), DOCUMENTS, OTHER]}.values()
