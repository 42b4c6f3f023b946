"""kill -9 while the search index is written: readers find what they found before, and the next run heals."""

import pytest
from django.utils import timezone

from home.models import StoryPage
from search import indexing, queries
from search.models import Entry, Posting, Word
from tests.faults.running import Processes, kill
from tests.home import stories

pytestmark = pytest.mark.processes


def finds(query: str) -> bool:
    return bool(queries.answered(query, "be", at=timezone.now()).own)


def whole() -> tuple[int, int, int]:
    return Entry.objects.count(), Posting.objects.count(), Word.objects.count()


@pytest.mark.parametrize("point", ["entries forgotten, words still there", "the first page indexed"])
def test_a_rebuilding_that_is_killed_leaves_the_old_index_and_the_next_one_is_whole(
    site: Processes, point: str
) -> None:
    before = whole()
    kill(site, point, "reindex")
    assert whole() == before
    assert finds("ментар")

    indexing.rebuild()

    assert whole() == before
    assert finds("ментар")


def test_a_publishing_that_is_killed_while_it_is_indexed_has_not_happened(site: Processes) -> None:
    draft = stories.drafted()
    before = whole()
    kill(site, "page indexed, not committed", "publish", page=draft.pk)
    assert not StoryPage.objects.get(pk=draft.pk).live
    assert (whole(), finds("жырандоля")) == (before, False)

    draft.get_latest_revision().publish()

    assert finds("жырандоля")
