"""What stands on the page of the school beside its words: numbers, hours, the rule, what is kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale

from pages import locales, visibility
from pages.menus import home_crumb
from school import addresses, hours, rule_words, seen, shown
from school.capacity import Limits
from school.models import Group, SchoolPage, Term
from school.models.applications import AFTER_SCHOOL, AFTER_WAITING
from school.shown import Numbers
from school.walk import QUESTIONS


def surroundings(request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    seen.numbers(request)
    today = timezone.localdate(at)
    term = shown.term(today=today)
    groups = shown.groups_of(term)
    numbers = shown.numbers(term, groups, at=at)
    return {
        "crumbs": [home_crumb()],
        "numbers": numbers,
        "count_title": count_title(numbers),
        "places": {"kind": "open" if numbers.free else "limited", "words": whether_free(numbers)},
        "honestly": honestly(numbers),
        "more": more([limits_of(each) for each in groups]) if numbers.waiting else [],
        "term_words": term_words(term) if term else "",
        "term_is_to_come": bool(term and term.starts_on > today),
        "timetable": hours.timetable(groups, term, today=today) if term and groups else None,
        "rule": rule(numbers, term),
        "kept": kept(),
        "register_url": addresses.register(),
        "check_url": addresses.check(),
        "form_questions": QUESTIONS,
        "groups": groups,
        "term": term,
    }


def for_home(request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    """How many learn and wait, and the way to the page of the school; nothing where nobody may read it."""
    seen.numbers(request)
    pages = visibility.readable(SchoolPage.objects.filter(locale=locales.active()), at=at)
    page = shown.with_numbers(pages, today=timezone.localdate(at)).first()
    numbers = Numbers(learning=page.learning, waiting=page.waiting) if page else Numbers()
    return {
        "numbers": numbers,
        "count_title": count_title(numbers) or _("School"),
        "school_url": (page.get_url(request) or "") if page else "",
    }


def url(locale: Locale, request: HttpRequest | None, *, at: datetime) -> str:
    """Of the page in that language; empty where nobody may read it."""
    page = visibility.readable(SchoolPage.objects.filter(locale=locale), at=at).first()
    return (page.get_url(request) or "") if page else ""


def count_title(numbers: Numbers) -> str:
    """“60 children learn. 60 more wait.”: what is not so is not said."""
    learn = ngettext("%(number)d child learns.", "%(number)d children learn.", numbers.learning)
    wait = ngettext("%(number)d more waits.", "%(number)d more wait.", numbers.waiting)
    alone = ngettext("%(number)d child waits.", "%(number)d children wait.", numbers.waiting)
    said = [learn % {"number": numbers.learning}] if numbers.learning else []
    if numbers.waiting:
        said.append((wait if said else alone) % {"number": numbers.waiting})
    return " ".join(said)


def whether_free(numbers: Numbers) -> str:
    if numbers.free:
        free = ngettext("%(number)d free place", "%(number)d free places", numbers.free)
        return free % {"number": numbers.free}
    return _("No free places, there is a waiting list")


def honestly(numbers: Numbers) -> str:
    """Of today, and of the last three months."""
    free = ngettext(
        "Today %(number)d place is free. It goes to the first in the list whom it suits.",
        "Today %(number)d places are free. They go to the first in the list whom they suit.",
        numbers.free,
    )
    today = free % {"number": numbers.free} if numbers.free else _("To be honest: today no place is free.")
    came = ngettext(
        "In the last three months %(number)d child came to the school from the list.",
        "In the last three months %(number)d children came to the school from the list.",
        numbers.came,
    )
    nobody = _("In the last three months nobody came to the school from the list.")
    return f"{today} {came % {'number': numbers.came} if numbers.came else nobody}"


def limits_of(group: Group) -> Limits:
    return Limits(
        room=min((meeting.room.capacity for meeting in group.meetings.all()), default=0),
        teachers=group.teacher_count,  # type: ignore[attr-defined] # as `shown.groups_of` has it
        per_teacher=group.per_teacher,
        ceiling=group.ceiling,
    )


def more(groups: Sequence[Limits]) -> list[str]:
    """What a teacher would change in the group where that makes most of a difference, and what a room with a
    teacher of its own, which is a new group."""
    teacher = max(
        (replace(each, teachers=each.teachers + 1).places - each.places for each in groups), default=0
    )
    room = max((each.per_teacher for each in groups), default=0)
    by_teacher = ngettext(
        "One more teacher is %(number)d more place.", "One more teacher is %(number)d more places.", teacher
    )
    by_room = ngettext(
        "One more room with its own teacher is %(number)d more place.",
        "One more room with its own teacher is %(number)d more places.",
        room,
    )
    said = [by_teacher % {"number": teacher}] if teacher else []
    return [*said, by_room % {"number": room}] if room else said


def term_words(term: Term) -> str:
    return _("From %(first)s to %(last)s") % {"first": _day(term.starts_on), "last": _day(term.ends_on)}


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def rule(numbers: Numbers, term: Term | None) -> dict[str, Any]:
    exceptions = ngettext(
        "This term there was %(number)d exception from the order.",
        "This term there were %(number)d exceptions from the order.",
        numbers.overrides,
    )
    none = _("This term there was no exception from the order.")
    said = exceptions % {"number": numbers.overrides} if numbers.overrides else none
    return {
        "staying": rule_words.staying(),
        "tiers": rule_words.tiers(),
        "besides": [rule_words.passed_over(), rule_words.ages(), rule_words.last_days()],
        "exceptions": said if term else "",
        "held_for": rule_words.held_for(),
        "silence": rule_words.silence(),
    }


def kept() -> str:
    """Who sees what we know of a child, and until when: rich text, as an editor’s answers are."""
    waiting, school = AFTER_WAITING.days, AFTER_SCHOOL.days
    list_left = ngettext(
        "If you leave the list, we erase everything after %(days)d day;",
        "If you leave the list, we erase everything after %(days)d days;",
        waiting,
    ) % {"days": waiting}
    school_left = ngettext(
        "if the child leaves the school, after %(days)d day.",
        "if the child leaves the school, after %(days)d days.",
        school,
    ) % {"days": school}
    who = _("The coordinators of the school. We do not ask for a surname.")
    return format_html(
        '<p>{} {} {}</p><p><a href="{}">{}</a></p>',
        who, list_left, school_left, reverse("keep"), _("What we keep, and until when"),
    )  # fmt: skip
