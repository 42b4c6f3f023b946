"""The school for search engines: a course that costs nothing, with its groups and their weeks. Where it is
held they are told no more exactly than “Warsaw”: children are there."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings

from pages import linked_data
from school import hours
from school.fitting import OLDEST, YOUNGEST
from school.models import Group, Meeting, SchoolPage, Term
from timetable.pattern import Kind


def course(page: SchoolPage, context: Mapping[str, Any]) -> dict[str, Any]:
    term = context["term"]
    return linked_data.course(
        base_url=settings.BASE_URL,
        url=context["canonical_url"],
        name=page.heading or page.title,
        description=page.summary,
        image_url=f"{settings.BASE_URL}{context['preview'].image_path}",
        language=context["content_language"],
        ages=(YOUNGEST, OLDEST),
        organisation_name=str(context["site_name"]),
        groups=[_group(each, term) for each in context["groups"]],
    )


def _group(group: Group, term: Term) -> dict[str, Any]:
    return linked_data.course_group(
        name=hours.name(group),
        ages=(group.youngest, group.oldest),
        first=term.starts_on,
        last=term.ends_on,
        place=linked_data.place(name="Warszawa"),
        hours=[_weekly(each, term) for each in group.meetings.all() if _is_weekly(each)],
    )


def _is_weekly(meeting: Meeting) -> bool:
    rule = meeting.rule
    return rule.kind is Kind.WEEKLY and rule.every == 1


def _weekly(meeting: Meeting, term: Term) -> dict[str, Any]:
    rule = meeting.rule
    last: date = min(term.ends_on, rule.until or term.ends_on)
    return linked_data.weekly(
        weekdays=sorted(rule.weekdays),
        start=rule.start.time(),
        end=(rule.start + meeting.length).time(),
        first=max(term.starts_on, rule.day),
        last=last,
    )
