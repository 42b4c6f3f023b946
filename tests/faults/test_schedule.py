"""The clock: scheduled stories go out through a real worker that nobody has told to do anything."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from home.models import StoryPage
from pages import visibility
from pages.models import Image
from tests.faults.running import Processes
from tests.home import stories
from tests.launch.waiting import until
from tests.office.test_jobs import live, scheduled
from tests.pages import photos

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
    assert Client().get("/be/naviny/lichtar/").status_code == 404
    assert live() == {"be": True, "pl": False}
    assert f"Page {half.pk} stays a draft: it may not be published as it is" in site.log


def test_an_embargo_outlasts_the_clock_on_both_sides(site: Processes) -> None:
    """Published by the clock, a story stays unseen until its embargo ends; taken back meanwhile, for ever."""
    soon = timezone.now() + timedelta(seconds=1)
    kept = scheduled(stories.drafted("Люстэрка", slug="lustra"), at=soon)
    brief = stories.told("Ліхтар", slug="lichtar", expire_at=soon)
    for page in (kept, brief):
        visibility.set_embargo(translation_key=page.translation_key, until=soon + timedelta(days=1))
    assert until(lambda: timezone.now() > soon)

    site.worker()

    assert until(lambda: StoryPage.objects.get(slug="lustra").live), site.log
    assert until(lambda: StoryPage.objects.get(slug="lichtar").expired), site.log
    assert [Client().get(page.url).status_code for page in (kept, brief)] == [404, 404]
    for page in (kept, brief):
        visibility.set_embargo(translation_key=page.translation_key, until=None)
    assert [Client().get(page.url).status_code for page in (kept, brief)] == [200, 404]


def test_a_face_whose_consent_has_ended_neither_goes_out_nor_stays(site: Processes) -> None:
    soon = timezone.now() + timedelta(seconds=1)
    image = photos.consented()
    held = scheduled(stories.drafted("Люстэрка", slug="lustra", cover=image), at=soon)
    image.get_rendition("width-100")
    Image.objects.filter(pk=image.pk).update(consent_until=timezone.localdate() - timedelta(days=1))
    assert until(lambda: timezone.now() > soon)

    site.worker()

    assert until(lambda: not image.renditions.exists()), site.log
    assert until(lambda: f"Page {held.pk} stays a draft: it may not be published as it is" in site.log), (
        site.log
    )
    assert not StoryPage.objects.get(slug="lustra").live
