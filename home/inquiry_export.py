"""Journalists' questions as a file to take along."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from config.languages import LANGUAGES
from home.inquiry_board import MAY_SEE
from home.models import Asked, Inquiry
from office import exports, journal
from office.exports import Export
from office.models import User
from office.spreadsheets import Row

HEADINGS = (
    capfirst(_("asked at")),
    capfirst(_("deadline")),
    capfirst(_("state")),
    capfirst(_("taken by")),
    _("Who asks"),
    _("Outlet"),
    _("Contact"),
    _("May be answered in"),
    _("Question"),
    _("Our answer"),
    capfirst(_("closed at")),
    _("Erased on"),
)


def all_of_them(asked: QueryDict) -> "QuerySet[Inquiry]":
    return Inquiry.objects.select_related("taken_by").order_by("created_at", "pk")


def cells(inquiries: list[Inquiry], by: User, at: datetime) -> Iterator[Row]:
    opened = journal.opened(Inquiry.asked, inquiries, by=by, at=at)
    for inquiry in inquiries:
        if words := opened.get(inquiry.pk):
            yield _row(inquiry, words)


def _row(inquiry: Inquiry, words: Asked) -> Row:
    names = dict(LANGUAGES)
    return (
        inquiry.created_at,
        inquiry.deadline,
        inquiry.get_state_display(),
        str(inquiry.taken_by or ""),
        words.name,
        words.outlet,
        words.email or words.phone or "",
        ", ".join(str(names[code]) for code in words.languages if code in names),
        _question(words),
        words.answer,
        inquiry.closed_at,
        localdate(inquiry.forgotten_at),
    )


def _question(words: Asked) -> str:
    """With what was added later."""
    added = [
        f"{date_format(localtime(each.at), 'SHORT_DATETIME_FORMAT')}\n{each.text}" for each in words.additions
    ]
    return "\n\n".join([words.question, *added])


exports.declare(
    Export(
        name="questions",
        title=_("Journalists’ questions"),
        may=MAY_SEE,
        kind=Inquiry,
        headings=HEADINGS,
        found=all_of_them,
        rows=cells,
        page="inquiry_board",
    )
)
