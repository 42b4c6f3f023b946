import logging
from datetime import datetime, timedelta

import pytest
from asgiref.sync import async_to_sync
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker
from wagtail.models import Page, Revision

from home.models import StoryPage
from office.jobs import requeue_stalled
from pages.jobs import publish_scheduled
from tests.home import stories
from tests.office.left_jobs import left

pytestmark = pytest.mark.django_db

NOW = int(datetime(2026, 11, 20, 12).timestamp())  # noqa: DTZ001 - any minute will do


def look_round() -> None:
    async_to_sync(requeue_stalled.func)(timestamp=NOW)


def state(job: int) -> tuple[str, int]:
    found = ProcrastinateJob.objects.get(pk=job)
    return found.status, found.attempts


@pytest.mark.parametrize("silent", [61.0, 3600.0, None])
def test_a_dead_workers_job_starts_again(silent: float | None) -> None:
    job = left(silent=silent)

    look_round()

    assert state(job) == ("todo", 1)


@pytest.mark.parametrize("silent", [0.0, 30.0, 55.0])
def test_a_living_workers_job_is_left_to_it(silent: float) -> None:
    job = left(silent=silent)

    look_round()

    assert state(job) == ("doing", 0)


@pytest.mark.parametrize("status", ["succeeded", "failed", "aborted", "cancelled"])
def test_what_has_ended_does_not_start_again(status: str) -> None:
    job = left(status, silent=3600.0)
    before = state(job)

    look_round()

    assert (before[0], state(job)) == (status, before)


def test_the_dead_are_forgotten_and_the_living_kept() -> None:
    left(silent=3600.0)
    left(silent=30.0)
    living = ProcrastinateWorker.objects.latest("last_heartbeat").pk

    look_round()

    assert list(ProcrastinateWorker.objects.values_list("pk", flat=True)) == [living]


def test_taking_over_is_logged_by_number_and_name_alone(caplog: pytest.LogCaptureFixture) -> None:
    job = left(silent=3600.0)

    with caplog.at_level(logging.WARNING, "office.jobs"):
        look_round()

    assert caplog.messages == [f"Job {job} (letter) was left by a dead worker and starts again"]


def scheduled(page: Page, *, at: datetime) -> Page:
    """As an editor does who wants it out at that hour."""
    page.go_live_at = at
    page.save_revision(approved_go_live_at=at)
    page.save()
    return page


def live() -> dict[str, bool]:
    """By language: whether the stories of this test can be read."""
    found = StoryPage.objects.filter(slug__startswith="zyr").select_related("locale")
    return {each.locale.language_code: each.live for each in found}


def tick() -> None:
    publish_scheduled.func(timestamp=NOW)


def test_a_story_goes_out_when_its_hour_has_come(trunk: object) -> None:
    scheduled(stories.drafted(), at=timezone.now() - timedelta(seconds=1))

    tick()

    assert live() == {"be": True}


def test_a_story_waits_for_its_hour(trunk: object) -> None:
    scheduled(stories.drafted(), at=timezone.now() + timedelta(hours=1))

    tick()

    assert live() == {"be": False}
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1


def test_a_story_goes_when_its_time_is_over(trunk: object) -> None:
    page = stories.told(expire_at=timezone.now() + timedelta(hours=1))
    assert live() == {"be": True}
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))

    tick()

    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)


def test_half_a_translation_stays_a_draft_and_holds_up_nobody(
    trunk: object, caplog: pytest.LogCaptureFixture
) -> None:
    past = timezone.now() - timedelta(seconds=1)
    page = stories.told()
    stories.write(stories.begun(page, "pl"), but=1)
    half = scheduled(stories.versions(page)["pl"], at=past)
    scheduled(stories.drafted("Люстэрка", slug="lustra"), at=past)

    with caplog.at_level(logging.WARNING, "pages.jobs"):
        tick()

    assert live() == {"be": True, "pl": False}
    assert StoryPage.objects.get(slug="lustra").live
    assert caplog.messages == [f"Page {half.pk} stays a draft: it may not be published as it is"]
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
