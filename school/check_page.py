"""What a family reads before and after it sends the form: its answers, where we write to, when the draw
is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from config.languages import OWN_NAMES
from privacy.documents import Email
from school.leaving import month_of
from school.register_forms import SUBJECTS
from school.registered import Family
from school.walk import BIRTH, DAYS, NAME, Page, Walk

SHOWN_DIGITS = 3


@dataclass(frozen=True, kw_only=True, repr=False)
class Answer:
    name: str
    said: str
    url: str
    language: str = ""


def answers(way: Walk) -> Iterator[Answer]:
    """Children first, then what holds for all of them."""
    pages = sorted(way.pages(), key=lambda page: page.step not in (NAME, BIRTH))
    for page in pages:
        said = way.said(page)
        name = capfirst(str(page.name))
        if way.children > 1 and page.step in (NAME, BIRTH):
            name = _("%(name)s, child %(number)d") % {"name": name, "number": page.child}
        tongue = said["language"] if page.step == "language" else ""
        yield Answer(name=name, said=_said(page, said), url=page.url, language=tongue)


def _said(page: Page, said: dict[str, Any]) -> str:
    return SAID[page.step](said) if page.step in SAID else str(next(iter(said.values())))


def _born(said: dict[str, Any]) -> str:
    return date_format(date(said["year"], said["month"], 1), "F Y").lower()


def _days(said: dict[str, Any]) -> str:
    words = [str(day.label).lower() for day in SUBJECTS if day in said["days"]]
    return ", ".join(words)


def _sibling(said: dict[str, Any]) -> str:
    yes, no = pgettext("a brother or a sister", "Yes"), pgettext("a brother or a sister", "No")
    return (yes if said["sibling"] else no).lower()


SAID: dict[str, Callable[[dict[str, Any]], str]] = {
    BIRTH: _born,
    "contact": lambda said: str(said[said["by"]]),
    "language": lambda said: OWN_NAMES[said["language"]],
    DAYS: _days,
    "sibling": _sibling,
}


def masked(family: Family) -> str:
    """So much of a contact that its owner knows it, and nobody else."""
    if family.email:
        return mask_email(family.email)
    return f"•••{family.contact.value[-SHOWN_DIGITS:]}"


def mask_email(address: Email) -> str:
    local, _at, domain = address.rpartition("@")
    return f"{local[:1]}•••@{domain}"


def draw_of(at: datetime) -> dict[str, date]:
    """The month of whoever confirms now, and the month at whose beginning its draw is."""
    month = month_of(at)
    return {"month": month, "draw": month_of_next(month)}


def month_of_next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
