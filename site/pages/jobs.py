"""Work the worker does for pages by the clock."""

import logging

from django.core.management import call_command
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from pages import consent, picture_places, publishing, renditions
from pages.models import Image
from pages.page_cache import triggers

logger = logging.getLogger(__name__)

PATIENTLY = RetryStrategy(max_attempts=300, wait=600, retry_exceptions={OSError})
"""A full disk is somebody's work for a day."""


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="publish_scheduled", pass_context=False)
def publish_scheduled(timestamp: int) -> None:
    """Pages whose hour has come go live, those whose time is over go; what may not go out stays a draft.

    The hour is the real one, not the tick's: a tick waits while the worker is away.
    """
    for page in publishing.unschedule(at=timezone.now()):
        logger.warning("Page %s stays a draft: it may not be published as it is", page.pk)
    call_command("publish_scheduled")


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="take_back_copies", pass_context=False)
def take_back_copies(timestamp: int) -> None:
    """Pages judge when read whether consent still holds; this is for the files left behind."""
    lapsed = Image.objects.filter(consent.withheld(today=timezone.localdate()))
    if number := picture_places.take_back_copies(lapsed):
        logger.info("The copies of %s pictures were deleted: no consent", number)


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="forget_changes", pass_context=False)
def forget_changes(timestamp: int) -> None:
    """Of what the page cache asks for, the newest is enough; ready pages are built anew, at night."""
    triggers.forget_old()


@app.task(pass_context=False, retry=PATIENTLY)
def make_renditions(image_id: int) -> None:
    """Safe to repeat: what is there is not made again."""
    image = Image.objects.filter(pk=image_id).prefetch_related("renditions").first()
    if image:
        renditions.make(image)
