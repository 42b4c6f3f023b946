"""Work the worker does by the clock: people are forgotten when their time is over, without anybody's
click."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from privacy import forgetting

logger = logging.getLogger(__name__)


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="forget", pass_context=False)
def forget(timestamp: int) -> None:
    at = timezone.now()
    forgetting.reapply()
    for model, rows in forgetting.enforce(at=at).items():
        logger.warning("%s rows of %s were over their time and are forgotten", rows, model)
    forgetting.sweep_orphans(at=at)
