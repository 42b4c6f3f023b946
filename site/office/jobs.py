"""Work the worker does by the clock. Each job fetches what it needs itself: its arguments are ids at most."""

import logging
from datetime import UTC, datetime

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status

from office import alarm, chain, chain_watch, health, openings
from office.sign_in import anew

logger = logging.getLogger(__name__)

STALLED_AFTER = 60.0
"""Seconds without a sign of life from a worker (it gives one every 10) before its jobs are taken over."""


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="requeue_stalled", pass_context=False)
async def requeue_stalled(timestamp: int) -> None:
    """A killed worker leaves its job “doing” for ever; hand such jobs to the living, and forget the dead."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        logger.warning("Job %s (%s) was left by a dead worker and starts again", job.id, job.task_name)
        await start_again(job, at=datetime.fromtimestamp(timestamp, tz=UTC))
    await app.job_manager.prune_stalled_workers(seconds_since_heartbeat=STALLED_AFTER)


async def start_again(job: Job, *, at: datetime) -> None:
    """Unless its next turn waits already, as that of a job by the clock may: it will do the same work."""
    try:
        await app.job_manager.retry_job(job, retry_at=at)
    except UniqueViolation:
        await app.job_manager.finish_job(job, status=Status.ABORTED, delete_job=True)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="link_journal", pass_context=False)
def link_journal(timestamp: int) -> None:
    try:
        chain.link_new()
    except chain.ChainBroken as broken:
        logger.error("%s", broken)
        if not chain_watch.broken_since():
            chain_watch.examine(at=timezone.now())


@app.periodic(cron="10 2 * * *")
@app.task(queueing_lock="examine_journal", pass_context=False)
def examine_journal(timestamp: int) -> None:
    if number := chain_watch.examine(at=timezone.now()):
        logger.error("The journal's chain is broken in %s places: run verify_journal", number)


@app.periodic(cron="7,37 * * * *")
@app.task(queueing_lock="watch_openings", pass_context=False)
def watch_openings(timestamp: int) -> None:
    openings.alert(at=timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="finish_lost_keys", pass_context=False)
def finish_lost_keys(timestamp: int) -> None:
    anew.finish_due(at=timezone.now())


@app.periodic(cron="23 3 * * *")
@app.task(queueing_lock="forget_sessions", pass_context=False)
def forget_sessions(timestamp: int) -> None:
    SessionStore.clear_expired()


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="watch_health", pass_context=False)
def watch_health(timestamp: int) -> None:
    """Of what is wrong while the worker is alive; the timer of docs/health.md tells the rest."""
    alarm.watch(health.report(at=timezone.now()))
