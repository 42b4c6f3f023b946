"""The worker's part: a backup each night, and promises about old ones kept by the hour."""

import logging

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from backups import making
from backups.errors import BackupError

logger = logging.getLogger(__name__)


@app.periodic(cron="40 1 * * *")
@app.task(queueing_lock="back_up", pass_context=False)
def back_up(timestamp: int) -> None:
    if not settings.BACKUP_RECIPIENTS:
        return
    try:
        for kind in making.KINDS:
            making.make(kind, at=timezone.now())
    except BackupError as error:
        logger.error("There is no backup of this night. %s", error)
        raise
    making.note(making.KINDS, at=timezone.now())
    making.keep_promises(at=timezone.now())


@app.periodic(cron="27 * * * *")
@app.task(queueing_lock="keep_promises", pass_context=False)
def keep_promises(timestamp: int) -> None:
    if settings.BACKUP_RECIPIENTS:
        making.keep_promises(at=timezone.now())
