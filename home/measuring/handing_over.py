"""How many letters a second two workers hand over to a mail server: opened, written, linked, sent, noted."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from home import inquiries
from home.measuring import scratch
from home.measuring.sealing import WORDS
from home.measuring.timing import Row
from home.models import Asked
from launch.port import free_port
from letters.models import Letter
from privacy.documents import Email

WORKERS = 2
LONGEST = 600.0
"""Seconds in which all of them should be out."""


def rows(*, number: int) -> list[Row]:
    with scratch.databases() as environment, TemporaryDirectory() as folder:
        for each in range(number):
            _caused(each, at=timezone.now())
        with sink(Path(folder) / "taken") as port, workers(environment, port=port) as begun:
            while Letter.objects.filter(state=Letter.State.WAITING).exists():
                if time.monotonic() - begun > LONGEST:
                    break
                time.sleep(0.2)
            seconds = time.monotonic() - begun
        taken = len((Path(folder) / "taken").read_text().splitlines())
        sent = Letter.objects.filter(state=Letter.State.SENT).count()
    return [
        {"what": f"{number} letters, {WORKERS} workers", "sent": sent, "taken": taken,
         "seconds": round(seconds, 1), "letters/s": round(sent / seconds, 1)}
    ]  # fmt: skip


def _caused(number: int, *, at: datetime) -> None:
    words = Asked(
        name=WORDS.name, outlet=WORDS.outlet, question=WORDS.question, email=Email(f"a{number}@example.org")
    )
    inquiries.ask(words=words, deadline=at + timedelta(days=1), language="be", form_key=uuid4(), at=at)


@contextmanager
def sink(notes: Path) -> Iterator[int]:
    port = free_port()
    with notes.open("wb") as output:
        command = ("-m", "home.measuring.sink", str(port))
        process = _started(*command, environment=dict(os.environ), output=output)
        try:
            yield port
        finally:
            process.terminate()
            process.wait()


@contextmanager
def workers(
    environment: dict[str, str], *, port: int, number: int = WORKERS, queues: str = "letters"
) -> Iterator[float]:
    """Gives the moment they were started: what starting takes is counted. Without `queues` they do all that a
    site's do."""
    there = environment | {
        "DJANGO_SETTINGS_MODULE": "home.measuring.mail_settings",
        "SMTP_URL": f"smtp://127.0.0.1:{port}",
    }
    chosen = ("--queues", queues) if queues else ()
    command = ("manage.py", "procrastinate", "worker", *chosen)
    begun = time.monotonic()
    processes = [_started(*command, environment=there) for _worker in range(number)]
    try:
        yield begun
    finally:
        for process in processes:
            process.kill()
            process.wait()


def _started(
    *command: str, environment: dict[str, str], output: "object | None" = None
) -> "subprocess.Popen[bytes]":
    path = os.pathsep.join([str(settings.ROOT / "site"), str(settings.ROOT)])
    return subprocess.Popen(
        [sys.executable, *command],
        env=environment | {"PYTHONPATH": path},
        cwd=settings.ROOT,
        stdout=output,  # type: ignore[arg-type] # a file of either kind
    )
