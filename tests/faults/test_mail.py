"""The mail server refuses, is silent, is away for a day: a worker loses no letter and sends none twice."""

import email
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from home import inquiries
from home.models import Inquiry
from letters import sending
from letters.models import Letter
from privacy.vault.models import Seal, Secret
from tests.faults import running
from tests.faults.running import Processes, sql
from tests.launch.waiting import until
from tests.privacy.people import asked

pytestmark = pytest.mark.processes

Start = Callable[[str], subprocess.Popen[bytes]]


@pytest.fixture
def mail(database: str, port: int, tmp_path: Path, settings: Any) -> Iterator[Processes]:
    from config.settings import dev

    settings.MASTER_KEYS = dev.MASTER_KEYS
    for model in (Inquiry, Letter, Seal, Secret):
        model._default_manager.all().delete()
    more = {"DJANGO_SETTINGS_MODULE": "tests.faults.mail_settings", "SMTP_URL": f"smtp://127.0.0.1:{port}"}
    (tmp_path / "arrived").mkdir()
    with running.processes(database, tmp_path, **more) as processes:
        yield processes


@contextmanager
def server(mail: Processes, mood: str) -> Iterator[None]:
    """Answers inside, and nobody does afterwards."""
    port = mail.environment["SMTP_URL"].rpartition(":")[2]
    process = mail.start(
        sys.executable, "-m", "tests.faults.mail_server", port, mail.folder / "arrived", mood
    )
    assert until(lambda: listens(int(port))), mail.log
    try:
        yield
    finally:
        process.kill()
        process.wait()


def listens(port: int) -> bool:
    wanted = f":{port:04X}"
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    return any(line.split()[1].endswith(wanted) and line.split()[3] == "0A" for line in lines)


def letter() -> Letter:
    """Somebody has asked: the letter and its job are committed together."""
    at = timezone.now()
    inquiries.ask(words=asked(), deadline=at + timedelta(days=1), language="be", form_key=uuid4(), at=at)
    return Letter.objects.get()


def arrived(mail: Processes) -> list[str]:
    parsed = [email.message_from_bytes(path.read_bytes()) for path in (mail.folder / "arrived").iterdir()]
    return [str(each["Message-ID"]) for each in parsed]


def worker(mail: Processes) -> subprocess.Popen[bytes]:
    return mail.worker("--queues", "letters", "--fetch-job-polling-interval", "0.2")


def passes(duration: str) -> None:
    """The clock is moved: what was to come after so much time is due now."""
    sql("UPDATE letters_letter SET created_at = created_at - %s::interval", duration)
    sql(
        "UPDATE letters_letter SET next_try_at = next_try_at - %s::interval WHERE state = 'waiting'", duration
    )
    sql(
        "UPDATE procrastinate_jobs SET scheduled_at = scheduled_at - %s::interval WHERE status = 'todo'",
        duration,
    )


def told() -> tuple[str, int, str]:
    now = Letter.objects.get()
    return now.state, now.tries, now.trouble


def jobs() -> int:
    return int(sql("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'send_letter'")[0][0])


def test_later_is_taken_at_its_word(mail: Processes) -> None:
    one = letter()
    worker(mail)
    with server(mail, "later"):
        assert until(lambda: told() == ("waiting", 1, "SMTPRecipientsRefused")), (told(), mail.log)
        passes("2 minutes")
        assert until(lambda: told() == ("waiting", 2, "SMTPRecipientsRefused")), (told(), mail.log)

    with server(mail, "good"):
        passes("3 minutes")
        assert until(lambda: told() == ("sent", 3, "")), (told(), mail.log)
    assert arrived(mail) == [f"<{one.pk}@example.org>"]
    assert "alina@" not in mail.log


def test_never_needs_a_human_at_once_and_the_letter_waits_for_one(mail: Processes) -> None:
    one = letter()
    worker(mail)
    with server(mail, "never"):
        assert until(lambda: told() == ("stuck", 1, "SMTPRecipientsRefused")), (told(), mail.log)

    with server(mail, "good"):
        sending.try_again(Letter.objects.get(), at=timezone.now())
        assert until(lambda: told() == ("sent", 1, "")), (told(), mail.log)
    assert arrived(mail) == [f"<{one.pk}@example.org>"]


def test_silence_is_ended_by_us(mail: Processes) -> None:
    one = letter()
    with server(mail, "silent"):
        worker(mail)
        assert until(lambda: told()[:2] == ("waiting", 1)), (told(), mail.log)

    with server(mail, "good"):
        passes("2 minutes")
        assert until(lambda: told() == ("sent", 2, "")), (told(), mail.log)
    assert arrived(mail) == [f"<{one.pk}@example.org>"]


def test_the_twin_with_endless_patience_silence_holds_the_worker(mail: Processes) -> None:
    mail.environment["PATIENCE"] = "0"
    letter()
    with server(mail, "silent"):
        worker(mail)
        assert until(lambda: sql("SELECT 1 FROM procrastinate_jobs WHERE status = 'doing'") != []), mail.log
        assert not until(lambda: told()[1] > 0, seconds=6)


def test_a_day_without_a_mail_server_delays_and_loses_nothing(mail: Processes) -> None:
    one = letter()
    worker(mail)
    for tries in range(1, 7):
        assert until(lambda tries=tries: told() == ("waiting", tries, "ConnectionRefusedError")), (
            told(), mail.log,
        )  # fmt: skip
        passes("4 hours")

    with server(mail, "good"):
        passes("4 hours")
        assert until(lambda: told()[::2] == ("sent", "")), (told(), mail.log)
    assert arrived(mail) == [f"<{one.pk}@example.org>"]


def test_the_twin_without_its_next_try_a_letter_would_lie_there(mail: Processes) -> None:
    """It is the job of the next try that brings it, and the round of the clock that finds a lost one."""
    letter()
    running_worker = worker(mail)
    assert until(lambda: told()[:2] == ("waiting", 1) and jobs() == 1), (told(), mail.log)
    running_worker.kill()
    running_worker.wait()
    sql("DELETE FROM procrastinate_jobs WHERE task_name = 'send_letter'")

    with server(mail, "good"):
        passes("2 minutes")
        worker(mail)
        assert not until(lambda: told()[0] == "sent", seconds=5)
        passes("20 minutes")
        sending.pick_up_forgotten(at=timezone.now())
        assert until(lambda: told()[0] == "sent"), (told(), mail.log)
