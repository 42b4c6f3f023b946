from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from home.models import StoryPage
from pages import jobs, publishing
from tests.home import stories

pytestmark = pytest.mark.django_db


def schedule(page: Page, *, minutes: int) -> None:
    """The hour set for what an editor has last saved."""
    hour = timezone.now() + timedelta(minutes=minutes)
    page.latest_revision.approved_go_live_at = hour
    page.latest_revision.save()


def run() -> None:
    jobs.publish_scheduled(timestamp=int(timezone.now().timestamp()))


@pytest.fixture
def half() -> StoryPage:
    original = stories.told()
    stories.lent(original)
    translation = stories.begun(original, "pl")
    stories.write(translation, but=1)
    return translation.get_target_instance()


def test_a_page_goes_live_when_its_hour_comes():
    story = stories.drafted()
    schedule(story, minutes=-1)
    run()

    assert StoryPage.objects.get(pk=story.pk).live


def test_a_page_stays_a_draft_before_its_hour():
    story = stories.drafted()
    schedule(story, minutes=1)
    run()

    assert not StoryPage.objects.get(pk=story.pk).live


def test_half_a_translation_stays_a_draft_when_its_hour_comes(half: StoryPage):
    schedule(half, minutes=-1)
    run()

    assert not StoryPage.objects.get(pk=half.pk).live


def test_half_a_translation_holds_up_nobody_else(half: StoryPage):
    other = stories.drafted("Побач", slug="pobac")
    schedule(half, minutes=-2)
    schedule(other, minutes=-1)
    run()

    assert StoryPage.objects.get(pk=other.pk).live


def test_a_tick_that_comes_late_is_held_up_by_no_translation_either(half: StoryPage):
    other = stories.drafted("Побач", slug="pobac")
    schedule(half, minutes=-2)
    schedule(other, minutes=-1)
    jobs.publish_scheduled(timestamp=int((timezone.now() - timedelta(hours=1)).timestamp()))

    assert StoryPage.objects.get(pk=other.pk).live


def test_half_a_translation_loses_the_hour_set_for_it(half: StoryPage):
    schedule(half, minutes=-1)
    at = timezone.now()

    assert publishing.unschedule(at=at) == [half]
    assert publishing.unschedule(at=at) == []


def test_half_a_translation_keeps_an_hour_that_has_not_come(half: StoryPage):
    schedule(half, minutes=1)

    assert publishing.unschedule(at=timezone.now()) == []
    assert half.revisions.get().approved_go_live_at is not None
