"""The demo's ways through the site: its sections, then what tells about us."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from config.languages import LANGUAGES
from pages.models import Menu

Word = Callable[[], str]


def arrange(home: Page) -> Menu:
    """What is only a draft stands there too: it appears by itself on the day it is published."""
    below = list(home.get_children())
    sections = [_item(page) for page in below if page.show_in_menus]
    about = [_item(home, lambda: _("Who we are")), *(_item(page) for page in below if not page.show_in_menus)]
    menu = Menu.load()
    menu.main = sections
    menu.footer = [_column(lambda: _("On this site"), sections), _column(lambda: _("About us"), about)]
    menu.save()
    return menu


def _item(page: Page, word: Word | None = None) -> dict[str, Any]:
    return {"type": "page", "value": {**(_labels(word) if word else {}), "page": page.pk}}


def _column(word: Word, items: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "column", "value": {**_labels(word), "items": items}}


def _labels(word: Word) -> dict[str, str]:
    labels = {}
    for code, _name in LANGUAGES:
        with override(code):
            labels[f"label_{code}"] = word()
    return labels
