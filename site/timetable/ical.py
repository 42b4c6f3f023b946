"""Dates as a calendar file or feed (RFC 5545), written by the library `icalendar`. No database.

A date has one UID for ever, made of what it belongs to and of its original start, so that one that is moved
moves in people's calendars too. Whoever changes it raises `sequence`; a cancelled date is sent as
cancelled, not left out, or it would stay where it was.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from timetable.expansion import WARSAW

PRODUCT = "-//Center for Belarusian Solidarity//Timetable//{}"
CONTENT_TYPE = "text/calendar; charset=utf-8"


class Method(StrEnum):
    PUBLISH = "PUBLISH"
    """Something to look at and keep: files, feeds."""
    CANCEL = "CANCEL"
    """Goes with a letter that says a date is off."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    uid: str
    sequence: int
    start: datetime
    length: timedelta
    title: str
    changed: datetime
    place: str = ""
    words: str = ""
    url: str = ""
    cancelled: bool = False


def uid(*, of: str, original: datetime, host: str) -> str:
    """`original` is the date's identity: the wall time it was first set for."""
    return f"{original:%Y%m%dT%H%M}-{of}@{host}"


def calendar(
    entries: Iterable[Entry], *, language: str, at: datetime, name: str = "", method: Method = Method.PUBLISH
) -> bytes:
    """`name` is what a subscriber's program calls a feed; `at` when this was written."""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", PRODUCT.format(language.upper()))
    made.add("method", method.value)
    if name:
        made.add("name", clean(name))
        made.add("x-wr-calname", clean(name))
    made.add_component(warsaw())
    for entry in entries:
        made.add_component(_event(entry, language, at, cancelled=entry.cancelled or method is Method.CANCEL))
    return made.to_ical(sorted=False)


def _event(entry: Entry, language: str, at: datetime, *, cancelled: bool) -> Event:
    made = Event()
    made.add("uid", entry.uid)
    made.add("dtstamp", at.astimezone(UTC))
    made.add("last-modified", entry.changed.astimezone(UTC))
    made.add("sequence", entry.sequence)
    made.add("dtstart", _told(entry.start))
    made.add("dtend", _told(entry.start.astimezone(UTC) + entry.length))
    made.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    for field, text in (("summary", entry.title), ("location", entry.place), ("description", entry.words)):
        if text:
            made.add(field, clean(text), parameters={"language": language})
    if entry.url:
        made.add("url", entry.url)
    return made


def _told(at: datetime) -> datetime:
    """By the clocks in Warsaw; in the hour that comes twice, where a wall time means the first, the second
    one in UTC."""
    local = at.astimezone(WARSAW)
    return at.astimezone(UTC) if local.fold else local


def clean(text: str) -> str:
    """What a calendar may hold: no control characters but ends of lines, no halves of characters."""
    one = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in one if each == "\n" or unicodedata.category(each) not in {"Cc", "Cs"})


@cache
def warsaw() -> Timezone:
    """By the law of the Union since 1996: last Sundays of March and October, 01:00 UTC; held to the zone's
    data by a test.

    The library would list each change and stop in 2038.
    """
    made = Timezone()
    made.add("tzid", WARSAW.key)
    winter, summer = timedelta(hours=1), timedelta(hours=2)
    for turn, month, day, hour, before, after, name in (
        (TimezoneDaylight(), 3, 31, 2, winter, summer, "CEST"),
        (TimezoneStandard(), 10, 27, 3, summer, winter, "CET"),
    ):
        turn.add("dtstart", datetime(1996, month, day, hour))  # noqa: DTZ001 - this is what says what the zone is
        turn.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        turn.add("tzoffsetfrom", before)
        turn.add("tzoffsetto", after)
        turn.add("tzname", name)
        made.add_component(turn)
    return made
