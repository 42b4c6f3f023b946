import logging
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from letters import sending, writing
from letters.models import Letter
from privacy.documents import Email
from privacy.errors import Forgotten
from tests.privacy.people import NOW

pytestmark = pytest.mark.django_db

ALINA = writing.Address(
    to=Email("alina@example.org"), language="pl", context={"url": "http://localhost:8000/x"}
)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test letter, to Alina."""
    monkeypatch.setitem(writing.kinds, "test", lambda subject, at: ALINA)


def enqueued(**more: Any) -> Letter:
    return sending.enqueue("test", **{"subject": uuid4(), "cause": "cause", "at": NOW} | more)


def jobs() -> list[Any]:
    return list(ProcrastinateJob.objects.filter(task_name="send_letter", status="todo"))


def state(letter: Letter) -> tuple[str, int, str]:
    letter.refresh_from_db()
    return letter.state, letter.tries, letter.trouble


class Server(EmailBackend):
    """A mail server that fails as often as it is told to."""

    failures: list[Exception] = []

    def send_messages(self, messages: Any) -> int:
        if self.failures:
            raise self.failures.pop(0)
        return super().send_messages(messages)


@pytest.fixture
def server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[Exception]:
    settings.LETTERS_BACKEND = f"{__name__}.Server"
    monkeypatch.setattr(Server, "failures", [])
    return Server.failures


def test_a_letter_goes_out_once() -> None:
    letter = enqueued()
    sending.hand_over(letter.pk, at=NOW)
    sending.hand_over(letter.pk, at=NOW + HOUR)

    assert [message.to for message in mail.outbox] == [["alina@example.org"]]
    assert state(letter) == ("sent", 1, "")


def test_one_cause_has_one_letter_and_one_job() -> None:
    assert enqueued().pk == enqueued().pk
    assert (Letter.objects.count(), len(jobs())) == (1, 1)


def test_a_letter_nobody_has_declared_is_refused() -> None:
    with pytest.raises(KeyError):
        sending.enqueue("unheard_of", subject=uuid4(), cause="cause", at=NOW)


def test_what_is_rolled_back_sends_nothing() -> None:
    def fail() -> None:
        with transaction.atomic():
            enqueued()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (Letter.objects.count(), jobs()) == (0, [])


def test_neither_job_nor_row_knows_to_whom_or_what() -> None:
    letter = enqueued()
    sending.hand_over(letter.pk, at=NOW)

    assert [each.args for each in jobs()] == [{"letter": str(letter.pk)}]
    assert "alina" not in str(Letter.objects.values().get())


def test_a_second_copy_has_the_same_message_id() -> None:
    letter = enqueued()
    ids = {writing.message("test", ALINA, letter_id=letter.pk).message()["Message-ID"] for _time in range(2)}

    assert ids == {f"<{letter.pk}@example.org>"}


@pytest.mark.parametrize("gone", [None, Forgotten("gone")])
def test_a_letter_to_a_forgotten_person_is_dropped(monkeypatch: pytest.MonkeyPatch, gone: Any) -> None:
    def nobody(subject: UUID, at: Any) -> None:
        if gone:
            raise gone

    letter = enqueued()
    monkeypatch.setitem(writing.kinds, "test", nobody)
    sending.hand_over(letter.pk, at=NOW)

    assert (state(letter), mail.outbox) == (("dropped", 1, ""), [])


def test_pauses_grow_to_four_hours() -> None:
    minutes = [sending.pause(tries) // timedelta(minutes=1) for tries in range(1, 12)]

    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 240, 240, 240]


def test_a_letter_waits_through_a_day_without_mail_and_is_not_lost(server: list[Exception]) -> None:
    letter, at = enqueued(), NOW
    while at < NOW + 24 * HOUR:
        server.append(ConnectionRefusedError())
        sending.hand_over(letter.pk, at=at)
        letter.refresh_from_db()
        assert letter.next_try_at is not None
        at = letter.next_try_at

    sending.hand_over(letter.pk, at=at)

    assert state(letter)[0] == "sent"
    assert len(mail.outbox) == 1


def test_after_48_hours_a_human_is_needed(server: list[Exception], caplog: pytest.LogCaptureFixture) -> None:
    letter, at, tries = enqueued(), NOW, 0
    with caplog.at_level(logging.ERROR):
        while state(letter)[0] == "waiting":
            server.append(SMTPServerDisconnected("alina@example.org?"))
            sending.hand_over(letter.pk, at=at)
            letter.refresh_from_db()
            at, tries = letter.next_try_at or at, tries + 1

    assert at == NOW + 48 * HOUR
    assert state(letter) == ("stuck", tries, "SMTPServerDisconnected")
    assert caplog.messages == [
        f"Letter {letter.pk} needs a human: SMTPServerDisconnected after {tries} tries"
    ]


@pytest.mark.parametrize(("code", "expected"), [(550, "stuck"), (450, "waiting")])
def test_an_address_that_does_not_exist_needs_a_human_at_once(
    server: list[Exception], code: int, expected: str
) -> None:
    letter = enqueued()
    server.append(SMTPRecipientsRefused({"alina@example.org": (code, b"alina@example.org?")}))
    sending.hand_over(letter.pk, at=NOW)

    assert state(letter) == (expected, 1, "SMTPRecipientsRefused")


def test_a_human_may_try_again_for_another_48_hours(server: list[Exception]) -> None:
    letter = enqueued()
    server.append(SMTPRecipientsRefused({"alina@example.org": (550, b"")}))
    sending.hand_over(letter.pk, at=NOW)
    ProcrastinateJob.objects.all().delete()

    sending.try_again(letter, at=NOW + 72 * HOUR)
    sending.try_again(letter, at=NOW + 72 * HOUR)

    assert len(jobs()) == 1
    sending.hand_over(letter.pk, at=NOW + 72 * HOUR)
    assert state(letter) == ("sent", 1, "")


def test_a_letter_whose_job_was_lost_is_picked_up() -> None:
    letter = enqueued()
    ProcrastinateJob.objects.all().delete()

    assert sending.pick_up_forgotten(at=NOW + timedelta(minutes=9)) == 0
    assert sending.pick_up_forgotten(at=NOW + timedelta(minutes=11)) == 1
    assert [each.args for each in jobs()] == [{"letter": str(letter.pk)}]


def test_a_letter_that_can_not_be_written_waits_for_its_repair(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = enqueued()
    monkeypatch.setattr(writing, "write", lambda *arguments, **options: 1 / 0)
    sending.hand_over(letter.pk, at=NOW)

    assert state(letter) == ("waiting", 1, "ZeroDivisionError")
