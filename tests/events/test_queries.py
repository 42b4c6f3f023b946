from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone
from wagtail.models import Locale

from events import opening, queries, seen
from events.models import Activity, Booking, EventPage, Occurrence
from events.opening import Standing
from pages.page_cache import generation
from tests.events import dates
from tests.events.dates import DAY, HOUR, NOW

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

AROUND = [timedelta(), timedelta(microseconds=1), -timedelta(microseconds=1)]


@pytest.fixture(autouse=True)
def no_others() -> None:
    """The demo's own dates."""
    Booking.objects.all().delete()
    Occurrence.objects.all().delete()


@pytest.fixture
def all_sorts() -> list[Occurrence]:
    """Dates in every state of seats, of activities with every kind of sign-up."""
    made = []
    for policy, opens, closes in product(Activity.Policy.values, (None, 3), (0, 90)):
        activity = dates.activity(policy=policy, opens_days_before=opens, closes_minutes_before=closes)
        for number, (taken, waiting, least) in enumerate([(0, 0, None), (2, 0, None), (1, 1, 1), (1, 1, 2)]):
            on = dates.date(activity, start=dates.AT_SIX + number * DAY, capacity=2)
            Occurrence.objects.filter(pk=on.pk).update(taken=taken, waiting=waiting, least_waiting=least)
            made.append(on)
    Occurrence.objects.filter(pk=made[0].pk).update(cancelled_at=NOW)
    return list(Occurrence.objects.select_related("activity"))


def moments(date: Occurrence) -> list[object]:
    ends = [date.start, opening.opens_at(date), opening.closes_at(date), date.start - 2 * HOUR]
    return [each + little for each in ends if each for little in AROUND]


def test_the_database_finds_room_where_readers_are_told_of_it(all_sorts: list[Occurrence]):
    every = sorted({moment for date in all_sorts[::3] for moment in moments(date)})
    for at in every:
        standing = {date.pk: opening.standing(date, at=at) for date in all_sorts}
        invited = {date.pk for date in all_sorts if date.activity.policy == "invitation"}
        said = {pk for pk, each in standing.items() if each in (Standing.SEATS, Standing.NO_SIGN_UP)}

        found = queries.open_to_anybody(Occurrence.objects.all(), at=at)
        assert set(found.values_list("pk", flat=True)) == said - invited, at


def test_the_next_moment_is_the_first_at_which_something_is_told_differently(all_sorts: list[Occurrence]):
    at, told = NOW, set()
    while at and len(told) < 60:
        told.add(at)
        at = seen.next_of_dates(at)

    known = {
        moment
        for date in all_sorts
        for moment in (date.start, date.end, opening.opens_at(date), opening.closes_at(date))
        if moment and moment > NOW
    }
    assert told - {NOW} == known


def test_what_is_told_is_what_is_known_with_words(all_sorts: list[Occurrence]):
    locale = Locale.objects.get(language_code="be")
    written = EventPage.objects.filter(locale=locale).select_related("activity")
    for page in written:
        dates.date(page.activity)

    known = queries.known(locale, at=NOW)
    assert set(known) == set(queries.told(locale, at=NOW))
    public = {page.activity_id for page in written if page.activity.policy != "invitation"}
    assert {date.activity_id for date in known} == public != set()


def test_a_date_that_has_begun_still_has_an_end():
    on = dates.date()

    assert seen.next_of_dates(on.start) == on.end
    assert seen.next_of_dates(on.end) is None


def test_the_page_cache_knows_of_these_moments():
    on = dates.date(start=timezone.localtime().replace(tzinfo=None, microsecond=0) + timedelta(minutes=5))

    assert seen.next_of_dates in generation.moments
    assert seen.next_of_dates(timezone.now()) == on.start


def test_days_are_those_of_warsaw_also_when_the_clocks_change():
    activity = dates.activity()
    late = dates.date(activity, start=dates.AT_SIX.replace(month=10, day=25, hour=23, minute=59))
    next_day = dates.date(activity, start=dates.AT_SIX.replace(month=10, day=26, hour=0))
    day = late.original_day

    found = queries.on_days(Occurrence.objects.all(), since=day, until=day)
    assert [list(found), next_day in found] == [[late], False]
