"""What we keep, and until when: the table of `privacy.retention`, for everybody to read."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.views import read_only
from privacy import retention
from privacy.private_pages import home


@dataclass(frozen=True, kw_only=True)
class Cell:
    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Row:
    head: str
    cells: list[Cell]
    anchor: str


@read_only
def keep(request: HttpRequest) -> HttpResponse:
    why, basis, until = _("What for"), _("On what ground"), _("Until when")
    rows = [
        Row(
            head=str(rule.what),
            cells=[
                Cell(label=why, text=str(rule.why)),
                Cell(label=basis, text=str(rule.basis)),
                Cell(label=until, text=rule.until_words),
            ],
            anchor=rule.anchor,
        )
        for _model, rule in retention.registry()
    ]
    return render(
        request,
        "privacy/keep.html",
        {
            "crumbs": [home()],
            "columns": [pgettext("column of a table", "What"), why, basis, until],
            "rows": rows,
        },
    )
