"""Work the worker does by the clock: people are forgotten when their time is over, without anybody's
click."""

import logging
from contextlib import suppress

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from privacy import forgetting, keys, limits, links

logger = logging.getLogger(__name__)


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="forget", pass_context=False)
def forget(timestamp: int) -> None:
    at = timezone.now()
    forgetting.reapply(at=at)
    for model, rows in forgetting.enforce(at=at).items():
        logger.warning("%s rows of %s were over their time and are forgotten", rows, model)
    limits.forget_old(at=at)
    forgetting.sweep_orphans(at=at)


@app.task(name="send_new_links", pass_context=False)
def send_new_links(digest: str) -> None:
    at = timezone.now()
    for seal_id in keys.find_by_digest(bytes.fromhex(digest)):
        for purpose in list(links.purposes.values()):
            if purpose.renew:
                purpose.renew(seal_id, at)


def ask_for_new_links(digest: bytes) -> None:
    """Once, however often it is asked for before the worker gets round to it."""
    lock = f"new links {digest.hex()}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        send_new_links.configure(queueing_lock=lock).defer(digest=digest.hex())
