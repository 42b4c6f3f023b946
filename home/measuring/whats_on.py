"""What's on, built anew, of a Center that does ten times as much: 200 activities with half a year of dates
and a hundred thousand sign-ups, beside one with 20. Everything is rolled back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils import timezone

from events import schedule
from events.models import Activity, Booking, EventIndexPage, EventPage, Occurrence
from home.measuring import dates
from home.measuring.growth import Undone
from home.measuring.timing import Row, page_row
from search import indexing

BATCH = 5000
EACH = 19
"""Sign-ups of one date: 5,200 dates of 200 activities make a hundred thousand."""


def rows(*, rounds: int) -> Iterator[Row]:
    index = EventIndexPage.objects.get(locale__language_code="be")
    url = index.get_url() or ""
    shown = {"agenda": url, "month": f"{url}?view=month", "free seats": f"{url}?free=1"}
    for number in (20, 200):
        with grown(number, index):
            size = f"{Occurrence.objects.count()} dates, {Booking.objects.count()} sign-ups"
            for name, address in shown.items():
                yield page_row(f"{name}: {number} activities, {size}", address, rounds)


@contextmanager
def grown(number: int, index: EventIndexPage) -> Iterator[None]:
    """Besides what is there."""
    try:
        with transaction.atomic():
            indexing.hold()
            of = dates.planted(number, at=timezone.now())
            told(of, index)
            _dated(of)
            _booked(of)
            yield
            raise Undone
    except Undone:
        return


def told(of: list[Activity], index: EventIndexPage) -> None:
    """Each by a page in the language of the index."""
    at = timezone.now()
    for place, activity in enumerate(of):
        page = EventPage(
            activity=activity, title=f"Прыкладная падзея {place}", slug=f"bench-{place}", lead="Прыклад.",
            body=[], locale=index.locale, live=True, first_published_at=at, last_published_at=at,
        )  # fmt: skip
        index.add_child(instance=page)


def _dated(of: list[Activity]) -> None:
    for activity in of:
        schedule.carry_out(activity, at=timezone.now())


def _booked(of: list[Activity]) -> None:
    """Rows straight into the table, each a count without a person, and the counters as they should be."""
    at = timezone.now()
    found = Occurrence.objects.filter(activity__in=of)
    Booking.objects.bulk_create(
        (
            Booking(occurrence_id=pk, seats=1, state=Booking.State.CONFIRMED, created_at=at)
            for pk in found.values_list("pk", flat=True)
            for _place in range(EACH)
        ),
        batch_size=BATCH,
    )
    found.update(taken=EACH)
    with connection.cursor() as cursor:
        for model in (Activity, Occurrence, Booking, EventPage):
            cursor.execute(f"ANALYZE {model._meta.db_table}")
