"""Two words instead of a name: whose ticket they are. Guessing is made useless: of one date five tries an
hour from one network, and a ceiling for all networks together."""

from datetime import date, datetime, timedelta

from django.http import HttpRequest

from events import booking
from events.models import Booking, Occurrence
from privacy import limits
from timetable.expansion import WARSAW, moment

MOST = limits.Most(from_network=5, from_contact=30)
DAY = timedelta(days=1)


def days(*, at: datetime) -> list[date]:
    """Today and later, on which somebody comes with two words."""
    rows = Booking.objects.filter(
        words_hash__isnull=False,
        party__isnull=False,
        occurrence__start__gte=_morning(at.astimezone(WARSAW).date()),
    )
    starts = set(rows.values_list("occurrence__start", flat=True))
    return sorted({each.astimezone(WARSAW).date() for each in starts})


def find(words: str, day: date, *, request: HttpRequest, at: datetime) -> Booking | None:
    """None for wrong words, and for any when there were too many tries: from outside it is the same."""
    on_that_day = Occurrence.objects.filter(start__gte=_morning(day), start__lt=_morning(day + DAY))
    found = [each for row in on_that_day.order_by("pk") if (each := _at(row, words, request=request, at=at))]
    return found[0] if found else None


def _at(row: Occurrence, words: str, *, request: HttpRequest, at: datetime) -> Booking | None:
    """A try is counted before it is judged."""
    what = f"ticket {row.pk}"
    if not limits.may_try(what, request=request, account=what, at=at, most=MOST):
        return None
    same = booking.words_hash(words, row.pk)
    rows = Booking.objects.filter(occurrence=row, words_hash=same, party__isnull=False)
    return rows.order_by("-created_at").first()


def _morning(day: date) -> datetime:
    return moment(datetime.combine(day, datetime.min.time()))
