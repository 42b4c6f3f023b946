"""Work the worker does for pages by the clock."""

import logging

from django.core.management import call_command
from django.utils import timezone
from procrastinate.contrib.django import app

from pages import publishing

logger = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="publish_scheduled", pass_context=False)
def publish_scheduled(timestamp: int) -> None:
    """Pages whose hour has come go live, those whose time is over go; what must not go out does neither.

    The hour is the real one, not the tick's: a tick waits while the worker is away.
    """
    for page in publishing.unschedule_refused(at=timezone.now()):
        logger.warning("Page %s stays a draft: it is not complete or not approved", page.pk)
    call_command("publish_scheduled")
