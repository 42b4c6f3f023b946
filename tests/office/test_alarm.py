"""When the operator is written to. The mail server of most of these tests takes everything."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from letters.models import Letter
from office import alarm
from office.alarm import Known, News
from office.health import Reading, Report, Sign, State, Trouble
from office.models import Health

AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
FIVE = timedelta(minutes=5)


@pytest.fixture(autouse=True)
def told_in_english(settings: Any, tmp_path: Path) -> Any:
    settings.OPERATOR_EMAIL, settings.OPERATOR_LANGUAGE = ["operator@example.org"], "en"
    settings.VAR = tmp_path
    return settings


def report(*, is_good: bool, at: datetime = AT, database: State = State.GOOD) -> Report:
    def sign(name: str) -> Sign:
        return Sign(name=name, title=name, look=lambda at: None, order=1)

    wrong = Trouble(wrong="A disk is nearly full.", do="Make room on it")
    states = [("database", database), ("disk", State.GOOD if is_good else State.BAD)]
    return Report(
        at=at,
        readings=tuple(
            Reading(sign=sign(name), state=state, trouble=wrong if state is State.BAD else None)
            for name, state in states
        ),
    )


def looks(*good: bool) -> list[tuple[int, str]]:
    """What the operator is told by one look each five minutes: after how many minutes, and what."""
    known, told = Known(), []
    for number, is_good in enumerate(good):
        known, news = alarm.heard(known, is_bad=not is_good, at=AT + number * FIVE)
        if news:
            told.append((number * 5, news.name))
    return told


def test_of_what_lasts_five_minutes_the_operator_is_told_once() -> None:
    assert looks(True, False, False, False, False) == [(10, "BAD")]


def test_a_restart_is_not_told() -> None:
    assert looks(True, False, True, False, True, True) == []


def test_it_is_told_again_each_day_while_it_lasts() -> None:
    three_days = [False] * (3 * 24 * 12)

    assert looks(*three_days) == [(5, "BAD"), (24 * 60 + 5, "BAD"), (48 * 60 + 5, "BAD")]


def test_that_it_is_over_is_told_when_it_has_been_for_half_an_hour() -> None:
    assert looks(False, False, *[True] * 20) == [(5, "BAD"), (30, "GOOD")]


def test_what_one_machine_sees_and_another_does_not_is_told_all_the_same() -> None:
    """A full disk is seen by the machine that has it alone."""
    known, told = Known(), []
    for minute in range(0, 60, 5):
        for is_bad, later in ((True, 0), (False, 2)):
            known, news = alarm.heard(known, is_bad=is_bad, at=AT + timedelta(minutes=minute + later))
            told += [(minute, news.name)] if news else []

    assert told == [(5, "BAD")]


def test_what_comes_and_goes_is_one_trouble() -> None:
    assert looks(*[False, False, True, True, True] * 20) == [(5, "BAD")]


@given(st.lists(st.booleans(), max_size=400))
def test_good_news_follow_bad_ones_and_bad_ones_come_once_a_day(good: list[bool]) -> None:
    told = looks(*good)
    names = [name for _minutes, name in told]

    assert names[:1] in ([], ["BAD"])
    assert all(pair != ("GOOD", "GOOD") for pair in pairwise(names))
    for (first, one), (second, other) in pairwise(told):
        assert (one, other) != ("BAD", "BAD") or second - first >= 24 * 60


@pytest.fixture
def bad(db: None) -> Callable[..., News | None]:
    """A look at a site that has been wrong for an hour already."""
    Health.objects.create(pk=1, since=AT - timedelta(hours=1), seen_at=AT - FIVE)
    return lambda **more: alarm.watch(report(is_good=False, **more))


def test_the_letter_goes_straight_to_the_mail_server_and_says_what_to_do(bad: Callable[..., Any]) -> None:
    assert bad() is News.BAD
    (letter,) = mail.outbox

    assert (letter.to, letter.subject) == (["operator@example.org"], "Something needs your hand")
    assert "- A disk is nearly full.\n  Make room on it.\n" in letter.body
    assert "http://localhost:8000/admin/health/" in letter.body
    assert not Letter.objects.exists()


def test_whoever_looks_next_has_nothing_to_tell(bad: Callable[..., Any]) -> None:
    assert [bad(), bad(at=AT + FIVE)] == [News.BAD, None]
    assert len(mail.outbox) == 1
    row = Health.objects.get()
    assert (row.since, row.seen_at, row.told_at) == (AT - timedelta(hours=1), AT + FIVE, AT)


def test_all_operators_are_told_each_by_herself(bad: Callable[..., Any], settings: Any) -> None:
    settings.OPERATOR_EMAIL = ["one@example.org", "two@example.org"]
    bad()

    assert [letter.to for letter in mail.outbox] == [["one@example.org"], ["two@example.org"]]


def test_nobody_is_told_and_nothing_kept_where_there_is_no_address(db: None, settings: Any) -> None:
    settings.OPERATOR_EMAIL = []

    assert alarm.watch(report(is_good=False)) is None
    assert not Health.objects.exists()


def test_a_mail_server_that_does_not_answer_is_asked_again(
    bad: Callable[..., Any], settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    there = settings.LETTERS_BACKEND
    settings.LETTERS_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert bad() is None
    assert caplog.messages == ["The operator could not be told: ConnectionRefusedError"]
    assert Health.objects.get().told_at is None

    settings.LETTERS_BACKEND = there
    assert bad(at=AT + FIVE) is News.BAD


def test_good_news_are_told_once(db: None) -> None:
    Health.objects.create(pk=1, seen_at=AT - timedelta(hours=1), told_at=AT - timedelta(days=1))

    assert [alarm.watch(report(is_good=True, at=AT + each * FIVE)) for each in (0, 1)] == [News.GOOD, None]
    assert mail.outbox[0].subject == "All is well again"


def test_without_a_database_this_machine_remembers() -> None:
    away = {"is_good": False, "database": State.BAD}
    told = [alarm.watch(report(at=AT + each * FIVE, **away)) for each in range(4)]

    assert told == [None, News.BAD, None, None]
    assert alarm.read(alarm.place()) == Known(since=AT, seen_at=AT + 3 * FIVE, told_at=AT + FIVE)


def test_what_was_told_without_a_database_is_taken_over_by_it(db: None) -> None:
    for each in range(2):
        alarm.watch(report(is_good=False, database=State.BAD, at=AT + each * FIVE))
    assert len(mail.outbox) == 1

    told = [alarm.watch(report(is_good=True, at=AT + each * FIVE)) for each in range(2, 9)]
    assert told == [None] * 4 + [News.GOOD, None, None]
    assert not alarm.place().exists()


@pytest.mark.parametrize("left", [b"", b"{", b"[]", b'{"since": 7}', b'{"other": null}'])
def test_half_a_file_is_none(left: bytes, tmp_path: Path) -> None:
    (tmp_path / "half").write_bytes(left)

    assert alarm.read(tmp_path / "half") == Known()


def test_two_at_once_do_not_write_the_same_file() -> None:
    with alarm._file() as first, alarm._file() as second:
        assert (first is not None, second) == (True, None)


@pytest.mark.django_db
def test_what_the_operator_knows_is_one_row() -> None:
    from django.db import IntegrityError

    with pytest.raises(IntegrityError, match="health_is_one_row"):
        Health.objects.create(pk=2)


def test_the_letter_is_in_the_language_that_was_chosen(bad: Callable[..., Any], settings: Any) -> None:
    settings.OPERATOR_LANGUAGE = "pl"
    bad()

    assert mail.outbox[0].subject == "Potrzebna Twoja uwaga"
