"""Activities, dates and parties, as the tests of events need them."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from events import booking
from events.models import Activity, Booking, Occurrence, Party, Signed
from privacy.documents import Email
from timetable.expansion import WARSAW, moment
from timetable.pattern import Kind
from timetable.rules import Rule

NOW = datetime(2026, 11, 20, 12, tzinfo=WARSAW)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
AT_SIX = datetime.fromisoformat("2026-11-27T18:00")
FRIDAYS = Rule(start=AT_SIX, kind=Kind.WEEKLY, weekdays=frozenset({4}))


def activity(**more: Any) -> Activity:
    """Fridays at six, twelve seats; not yet with dates."""
    known = {
        "name": "Wreaths",
        "kind": Activity.Kind.CRAFT,
        "rule": FRIDAYS,
        "rule_since": NOW,
        "minutes": 120,
        "languages": ["be"],
    }
    return Activity.objects.create(**known | more)


def date(of: Activity | None = None, *, start: datetime = AT_SIX, **more: Any) -> Occurrence:
    """One date, a week ahead; `start` is a time on the wall."""
    of = of or activity()
    known = {
        "original_day": start.date(),
        "original_time": start.time(),
        "start": moment(start),
        "minutes": of.minutes,
        "capacity": of.capacity,
        "changed_at": NOW,
    }
    return Occurrence.objects.create(activity=of, **known | more)


def sign_up(*dates: Occurrence, party_of: int = 1, email: str = "", at: datetime = NOW, **more: Any) -> Party:
    """By a new form; `email` makes it somebody who can wait."""
    signed = more.pop("signed", None) or Signed(name="Buslik", email=Email(email) if email else None)
    known: dict[str, Any] = {"language": "be", "form_key": uuid4(), "at": at}
    return booking.book(dates=[each.pk for each in dates], party_of=party_of, signed=signed, **known | more)


def state(party: Party) -> list[str]:
    """Of its bookings, in the order of their dates."""
    rows = Booking.objects.filter(party=party).order_by("occurrence__start", "created_at")
    return list(rows.values_list("state", flat=True))
