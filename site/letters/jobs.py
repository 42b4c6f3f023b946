"""The worker's part in letters. A job knows the number of a letter and nothing else."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued


@app.task(name="send_letter", queue="letters", pass_context=False)
def send_letter(letter: str) -> None:
    from letters import sending  # noqa: PLC0415 - sending asks for jobs

    sending.hand_over(UUID(letter), at=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="pick_up_letters", pass_context=False)
def pick_up_letters(timestamp: int) -> None:
    from letters import sending  # noqa: PLC0415 - sending asks for jobs

    sending.pick_up_forgotten(at=timezone.now())


def later(letter_id: UUID, *, at: datetime) -> None:
    """Two jobs of one letter never run at once, and at most one waits."""
    lock = f"letter {letter_id}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        send_letter.configure(lock=lock, queueing_lock=lock, schedule_at=at).defer(letter=str(letter_id))
