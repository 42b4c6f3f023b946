"""The demo's ways through the site: its sections, and the plain pages that tell about us."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from config.languages import LANGUAGES
from home.models import PlainPage
from pages.models import Menu

Word = Callable[[], str]
DONATE = {"type": "destination", "value": {"destination": "donate", "button": True}}


def arrange(home: Page) -> Menu:
    """What is only a draft stands there too: it appears by itself on the day it is published."""
    below, plain = home.get_children(), PlainPage.objects.child_of(home).values("pk")
    sections = [_item(page) for page in below.exclude(pk__in=plain)]
    about = [_item(page) for page in below.filter(pk__in=plain)]
    menu = Menu.load()
    menu.main = [*(_item(page) for page in below.in_menu().exclude(pk__in=plain)), DONATE]
    menu.footer = [_column(lambda: _("On this site"), sections), _column(lambda: _("About us"), about)]
    menu.save()
    return menu


def _item(page: Page) -> dict[str, Any]:
    return {"type": "page", "value": {"page": page.pk}}


def _column(word: Word, items: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "column", "value": {**_labels(word), "items": items}}


def _labels(word: Word) -> dict[str, str]:
    labels = {}
    for code, _name in LANGUAGES:
        with override(code):
            labels[f"label_{code}"] = word()
    return labels
