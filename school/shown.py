"""What readers may know of the school: the term, its groups, and how many learn and wait. Nobody is named."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Func, Prefetch, Q, QuerySet, Subquery

from school import overriding, places
from school.models import Application, Batch, Enrolment, Group, Meeting, Offer, SchoolPage, Term
from school.places import today_of
from school.states import IN_LINE, SITTING, OfferState

LATELY = timedelta(days=91)
"""Three months."""


@dataclass(frozen=True, kw_only=True)
class Numbers:
    learning: int = 0
    waiting: int = 0
    free: int = 0
    came: int = 0
    """From the list to the school, lately."""
    overrides: int = 0
    """Exceptions from the order, this term."""


def terms(*, today: date) -> "QuerySet[Term]":
    """That of today, or the next, comes first."""
    return Term.objects.filter(ends_on__gte=today).order_by("starts_on")


def term(*, today: date) -> Term | None:
    return terms(today=today).first()


def groups_of(shown: Term | None) -> list[Group]:
    """Those that are open, by age."""
    if not shown:
        return []
    meetings = Meeting.objects.select_related("room").order_by("pk")
    rows = Group.objects.select_related("term").filter(term=shown, opened_at__isnull=False)
    groups = rows.order_by("youngest", "oldest", "name")
    checked = Q(teachers__checked_on__isnull=False, teachers__left_at__isnull=True)
    untold = Exists(Batch.objects.filter(told_at__isnull=True))
    counted = groups.annotate(teacher_count=Count("teachers", filter=checked), untold=untold)
    return list(counted.prefetch_related(Prefetch("meetings", queryset=meetings)))


def numbers(shown: Term | None, groups: Iterable[Group], *, at: datetime) -> Numbers:
    answered = Offer.objects.filter(state=OfferState.ACCEPTED, ended_at__gt=at - LATELY, ended_at__lte=at)
    return Numbers(
        learning=learning().filter(term=shown).count() if shown else 0,
        waiting=waiting().count(),
        free=sum(free_in(each, today=today_of(at)) for each in groups),
        came=answered.count(),
        overrides=overriding.given(shown).count(),
    )


def learning() -> "QuerySet[Enrolment]":
    """Who has a place, in whichever term."""
    return Enrolment.objects.filter(state__in=SITTING)


def waiting() -> "QuerySet[Application]":
    return Application.objects.filter(state__in=IN_LINE)


def with_numbers(pages: "QuerySet[SchoolPage]", *, today: date) -> "QuerySet[SchoolPage]":
    """Each with how many learn and wait, by one question."""
    now = terms(today=today).values("pk")[:1]
    return pages.annotate(learning=_number(learning().filter(term=Subquery(now))), waiting=_number(waiting()))


def _number(rows: "QuerySet[Any]") -> Subquery:
    """Counted without grouping: none is 0."""
    return Subquery(rows.order_by().annotate(number=Func("pk", function="COUNT")).values("number"))


def free_in(group: Group, *, today: date) -> int:
    """Places that are given at present."""
    is_given = not (group.untold or places.withheld(group, today=today))  # type: ignore[attr-defined]
    return group.free if is_given else 0
