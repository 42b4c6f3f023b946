import pytest

from events.models import Activity, Booking, EventIndexPage, Occurrence
from home.measuring import dates, whats_on
from tests.events.dates import AT_SIX

pytestmark = pytest.mark.django_db


def test_a_center_with_more_activities_is_shown_and_afterwards_is_as_it_was(client):
    index = EventIndexPage.objects.get(locale__language_code="be")
    before = (Activity.objects.count(), Occurrence.objects.count(), Booking.objects.count())

    with whats_on.grown(1, index):
        page = client.get(index.get_url()).content.decode()
        row = Occurrence.objects.filter(activity__name="Activity 0").earliest("start")
        grown = (Activity.objects.count() - before[0], row.taken, row.bookings.count())

    assert "Прыкладная падзея 0" in page
    assert grown == (1, whats_on.EACH, whats_on.EACH)
    assert (Activity.objects.count(), Occurrence.objects.count(), Booking.objects.count()) == before


def test_the_rules_that_are_measured_differ():
    assert len({dates.a_rule(AT_SIX, place) for place in range(4)}) == 4
