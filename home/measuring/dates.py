"""How long dates take to be made, for as many activities as the Center will ever have, and that they are made
once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from time import perf_counter

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import schedule
from events.models import Activity, Occurrence
from home.measuring import scratch
from home.measuring.timing import Row, worked
from timetable.pattern import Kind
from timetable.rules import Rule

WRITES = ("INSERT", "UPDATE", "DELETE")


def rows(*, activities: int) -> Iterator[Row]:
    at = timezone.now()
    with scratch.databases():
        planted(activities, at=at)
        for run in ("first", "second"):
            with CaptureQueriesContext(connection) as asked:
                begun, before = perf_counter(), worked()
                schedule.bring_up_to_date(at=at)
                seconds, cpu = perf_counter() - begun, worked() - before
            written = sum(each["sql"].startswith(WRITES) for each in asked.captured_queries)
            what = f"{activities} activities, six months, {run} run"
            made = {"dates": Occurrence.objects.count(), "written": written}
            yield {"what": what, "seconds": round(seconds, 1), "cpu": round(cpu, 1), **made}


def planted(number: int, *, at: datetime) -> list[Activity]:
    """Weekly, fortnightly, twice a week, and monthly ones, at all hours of the day."""
    local = timezone.localtime(at).replace(hour=9, minute=0, second=0, microsecond=0, tzinfo=None)
    return Activity.objects.bulk_create(
        Activity(
            name=f"Activity {place}", kind=Activity.Kind.values[place % 6], minutes=90, capacity=30,
            rule=a_rule(local + timedelta(days=place % 7, hours=place % 11), place),
            rule_since=at, languages=["be"],
        )
        for place in range(number)
    )  # fmt: skip


def a_rule(start: datetime, place: int) -> Rule:
    day = start.weekday()
    weekly = Rule(start=start, kind=Kind.WEEKLY, weekdays=frozenset({day}))
    twice = replace(weekly, weekdays=frozenset({day, (day + 3) % 7}))
    kinds = [weekly, twice, replace(weekly, every=2), replace(weekly, not_on_holidays=True)]
    return kinds[place % len(kinds)]
