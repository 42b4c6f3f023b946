"""Work the worker does by the clock. Each job fetches what it needs itself: its arguments are ids at most."""

import logging
from datetime import UTC, datetime

from procrastinate.contrib.django import app

logger = logging.getLogger(__name__)

STALLED_AFTER = 60.0
"""Seconds without a sign of life from a worker (it gives one every 10) before its jobs are taken over."""


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="requeue_stalled", pass_context=False)
async def requeue_stalled(timestamp: int) -> None:
    """A killed worker leaves its job “doing” for ever; hand such jobs to the living, and forget the dead."""
    manager = app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        logger.warning("Job %s (%s) was left by a dead worker and starts again", job.id, job.task_name)
        await manager.retry_job(job, retry_at=datetime.fromtimestamp(timestamp, tz=UTC))
    await manager.prune_stalled_workers(seconds_since_heartbeat=STALLED_AFTER)
