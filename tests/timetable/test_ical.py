from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from tests.timetable.saying import at
from timetable import ical
from timetable.expansion import WARSAW, moment
from timetable.ical import Entry, Method

WRITTEN = datetime(2026, 11, 26, 4, tzinfo=UTC)
CHANGED = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)


def entry(start: str = "2027-01-07T18:00", **more: Any) -> Entry:
    about = {
        "uid": "20270107T1800-7@example.org",
        "sequence": 2,
        "start": moment(at(start)),
        "length": timedelta(minutes=90),
        "title": "Варым каву",
        "changed": CHANGED,
    }
    return Entry(**about | more)


def raw(*entries: Entry, **more: Any) -> str:
    return ical.calendar(entries, language="be", at=WRITTEN, **more).decode()


def read(*entries: Entry, **more: Any) -> Calendar:
    found = Calendar.from_ical(raw(*entries, **more))
    assert isinstance(found, Calendar)
    return found


def only(*entries: Entry, **more: Any) -> Event:
    (event,) = read(*entries, **more).events
    return event


def test_a_date_is_read_as_it_was_meant() -> None:
    event = only(entry(place="Пакой 3", words="Першы радок\nдругі", url="https://example.org/be/coffee/"))

    assert {
        name: event[name]
        for name in ("uid", "sequence", "summary", "location", "description", "url", "status")
    } == {
        "uid": "20270107T1800-7@example.org",
        "sequence": 2,
        "summary": "Варым каву",
        "location": "Пакой 3",
        "description": "Першы радок\nдругі",
        "url": "https://example.org/be/coffee/",
        "status": "CONFIRMED",
    }
    assert (event.start, event.end) == (moment(at("2027-01-07T18:00")), moment(at("2027-01-07T19:30")))
    assert (event["dtstamp"].dt, event["last-modified"].dt) == (WRITTEN, CHANGED)


def test_times_are_those_on_the_wall_with_the_zone_beside_them() -> None:
    text = raw(entry("2027-03-25T18:00"), entry("2027-04-01T18:00"))

    assert "DTSTART;TZID=Europe/Warsaw:20270325T180000\r\n" in text
    assert "DTSTART;TZID=Europe/Warsaw:20270401T180000\r\n" in text
    assert text.count("BEGIN:VTIMEZONE") == 1


def test_the_second_of_two_equal_hours_is_told_in_utc() -> None:
    event = only(entry("2026-10-25T01:30", length=timedelta(hours=2)))

    assert event.end - event.start == timedelta(hours=2)
    assert event.end.astimezone(UTC) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_class_over_the_change_of_clocks_keeps_its_length() -> None:
    event = only(entry("2027-03-28T01:30", length=timedelta(hours=2)))

    assert (event.start.isoformat(), event.end.isoformat()) == (
        "2027-03-28T01:30:00+01:00",
        "2027-03-28T04:30:00+02:00",
    )


def test_a_cancelled_date_is_sent_as_cancelled() -> None:
    feed = read(entry(), entry(uid="other@example.org", cancelled=True))

    assert feed["method"] == "PUBLISH"
    assert [str(event["status"]) for event in feed.events] == ["CONFIRMED", "CANCELLED"]


def test_the_file_of_a_letter_that_says_it_is_off_cancels() -> None:
    letter = read(entry(sequence=3), method=Method.CANCEL)

    assert (letter["method"], letter.events[0]["status"], letter.events[0]["sequence"]) == (
        "CANCEL",
        "CANCELLED",
        3,
    )


def test_a_date_keeps_its_uid_when_it_moves() -> None:
    original = at("2027-01-07T18:00")

    assert ical.uid(of="7", original=original, host="example.org") == "20270107T1800-7@example.org"
    assert only(entry("2027-01-09T12:00"))["uid"] == "20270107T1800-7@example.org"


def test_a_feed_has_a_name_and_a_file_has_none() -> None:
    assert (read(entry(), name="Што ў Цэнтры")["x-wr-calname"], "X-WR-CALNAME" in raw(entry())) == (
        "Што ў Цэнтры",
        False,
    )


def test_a_feed_of_nothing_is_a_calendar_too() -> None:
    assert read().events == []


def test_no_line_is_longer_than_75_bytes_and_all_end_as_the_standard_says() -> None:
    lines = ical.calendar(
        [entry(title="Вельмі доўгая назва " * 12, words="ў" * 500)], language="be", at=WRITTEN
    ).split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert all(b"\n" not in line and b"\r" not in line for line in lines)


def test_words_cannot_break_out_of_their_line() -> None:
    event = only(entry(title="Кава;\r\nATTENDEE:mailto:a@example.org\rEND:VEVENT, \\n «чай»\x00\x1b"))

    assert event["summary"] == "Кава;\nATTENDEE:mailto:a@example.org\nEND:VEVENT, \\n «чай»"
    assert "attendee" not in event


@given(title=st.text(min_size=1), words=st.text(), place=st.text())
def test_any_words_come_back(title: str, words: str, place: str) -> None:
    event = only(entry(title=title, words=words, place=place))

    said = {"summary": title, "description": words, "location": place}
    assert {name: str(event.get(name, "")) for name in said} == {
        name: ical.clean(text) for name, text in said.items()
    }


@pytest.mark.parametrize("year", [*range(2020, 2100, 7), 2026, 2027])
def test_the_zone_that_is_sent_along_is_warsaws(year: int) -> None:
    sent = ical.warsaw().to_tz(lookup_tzid=False)
    hours = [time(0), time(1, 59), time(3), time(12)]
    for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
        for hour in hours:
            wall = datetime.combine(date.fromordinal(ordinal), hour)
            assert wall.replace(tzinfo=sent).utcoffset() == wall.replace(tzinfo=WARSAW).utcoffset()
