"""The clock: scheduled stories go out through a real worker that nobody has told to do anything."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.models import StoryPage
from tests.faults.running import Processes
from tests.home import stories
from tests.launch.waiting import until
from tests.office.test_jobs import live, scheduled

pytestmark = pytest.mark.processes


def test_the_clock_publishes_and_takes_back_and_half_a_translation_holds_up_nobody(site: Processes) -> None:
    soon = timezone.now() + timedelta(seconds=1)
    scheduled(stories.drafted("Люстэрка", slug="lustra"), at=soon)
    stories.told("Ліхтар", slug="lichtar", expire_at=soon)
    page = stories.told()
    stories.write(stories.begun(page, "pl"), but=1)
    half = scheduled(stories.versions(page)["pl"], at=soon)
    assert until(lambda: timezone.now() > soon)

    site.worker()

    assert until(lambda: StoryPage.objects.get(slug="lustra").live), site.log
    assert until(lambda: StoryPage.objects.get(slug="lichtar").expired), site.log
    assert live() == {"be": True, "pl": False}
    assert f"Page {half.pk} stays a draft: it may not be published as it is" in site.log
