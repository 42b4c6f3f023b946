import pytest
from django.utils import timezone

from home.measuring import growth, searching, weights
from home.models import StoryPage
from search import queries
from search.models import Entry

pytestmark = pytest.mark.django_db


def test_a_grown_site_has_so_many_stories_more_which_are_found_and_afterwards_is_as_it_was(client):
    before = (StoryPage.objects.count(), Entry.objects.count())
    with growth.grown(30):
        growth.analysed()
        grown = (StoryPage.objects.count(), Entry.objects.count())
        page = StoryPage.objects.get(slug="bench-7")
        found = queries.answered(page.title, "be", at=timezone.now()).own
        status = client.get(page.get_url()).status_code

    assert grown == (before[0] + 30, before[1] + 30)
    assert page.pk in [each.page_id for each in found]
    assert status == 200
    assert (StoryPage.objects.count(), Entry.objects.count()) == before


def test_every_query_that_is_measured_is_answered():
    rows = searching.rows(rounds=2, size=5)

    assert len(rows) == len(searching.QUERIES) + 1
    assert all(row["bytes"] for row in rows)


def test_no_page_is_heavier_than_was_promised():
    heaviest = max(weights.rows(), key=lambda row: row["at most"])

    assert heaviest["at most"] <= 200_000
    assert max(row["sent"] for row in weights.rows()) <= 30_000
