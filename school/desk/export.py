"""Children and who cares for them as a file to take along."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from office import exports, journal
from office.exports import Export
from office.models import User
from office.spreadsheets import Row
from school.desk import rights
from school.desk.children import SHOWN
from school.models import Application, Care, Guardian, Reached
from school.states import SITTING

HEADINGS = (
    _("Code"),
    _("Child"),
    _("Born"),
    capfirst(_("state")),
    capfirst(_("group")),
    capfirst(_("round")),
    capfirst(_("days that suit")),
    _("Grown-ups"),
    _("Contacts"),
    capfirst(_("language")),
    _("Note"),
)


def of_the_school(asked: QueryDict) -> "QuerySet[Application]":
    """Of `?group=`, or of `?show=` as in the list; without either, of nobody."""
    rows, number = Application.objects.filter(seal_id__isnull=False), asked.get("group", "")
    if number.isdecimal():
        sitting = rows.filter(enrolments__group=int(number), enrolments__state__in=SITTING)
        return sitting.distinct().order_by("code")
    _words, states = SHOWN.get(asked.get("show", ""), ("", ()))
    return rows.filter(state__in=states).order_by("round", "code")


def cells(rows: list[Application], by: User, at: datetime) -> Iterator[Row]:
    children = journal.opened(Application.child, rows, by=by, at=at)
    carers = _carers(rows, by=by, at=at)
    for row in rows:
        child = children.get(row.pk)
        if child is None:
            continue
        people = carers.get(row.pk, [])
        sitting = row.enrolments.select_related("group").filter(state__in=SITTING).first()
        yield (
            row.code,
            child.name,
            f"{child.born_year}-{child.born_month:02d}",
            row.get_state_display(),
            str(sitting.group) if sitting else "",
            f"{row.round:%Y-%m}" if row.round else "",
            ", ".join(str(Application.Days(day).label) for day in row.days),
            ", ".join(reached.name for _guardian, reached in people),
            ", ".join(reached.email or reached.phone or "" for _guardian, reached in people),
            ", ".join(guardian.language for guardian, _reached in people),
            child.note,
        )


def _carers(rows: list[Application], *, by: User, at: datetime) -> dict[Any, list[tuple[Guardian, Reached]]]:
    cares = list(Care.objects.select_related("guardian").filter(application__in=rows).order_by("pk"))
    opened = journal.opened(Guardian.person, {care.guardian for care in cares}, by=by, at=at)
    found: dict[Any, list[tuple[Guardian, Reached]]] = {}
    for care in cares:
        if care.guardian_id in opened:
            found.setdefault(care.application_id, []).append((care.guardian, opened[care.guardian_id]))
    return found


exports.declare(
    Export(
        name="school",
        title=_("Children of the school"),
        may=rights.SEE_CHILDREN,
        kind=Application,
        headings=HEADINGS,
        found=of_the_school,
        rows=cells,
        page="school_board",
    )
)
