from datetime import datetime, timedelta
from threading import Event, Thread
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import OperationalError
from django.utils import timezone

from pages import visibility
from pages.models import Announcement
from pages.page_cache import generation
from pages.page_cache.generation import Generation, Known, next_announcement, next_day, next_embargo

FOR_EVER = 4e9


class Database:
    def __init__(self) -> None:
        self.change, self.until, self.is_down, self.asked = "1", FOR_EVER, False, 0

    def ask(self) -> Known:
        self.asked += 1
        if self.is_down:
            raise OperationalError
        return Known(change=self.change, until=self.until)


@pytest.fixture
def database() -> Database:
    return Database()


def test_it_asks_at_most_once_a_second(database: Database):
    known = Generation(database.ask)

    assert len({known() for _again in range(1000)}) == 1
    assert database.asked == 1


def test_a_change_is_another_generation(database: Database, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(generation, "PAUSE", 0)
    known = Generation(database.ask)
    before = known()
    database.change = "2"

    assert known() != before


def test_nothing_changed_is_the_same_generation(database: Database, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(generation, "PAUSE", 0)
    known = Generation(database.ask)

    assert known() == known()
    assert database.asked == 2


def test_a_moment_that_comes_is_another_generation_without_a_question(database: Database):
    database.until, now = 100.0, [99.0]
    known = Generation(database.ask, clock=lambda: now[0])
    before = known()
    now[0] = 100.0

    assert known() != before
    assert database.asked == 1


def test_without_a_database_what_is_known_stays_true(database: Database, monkeypatch: pytest.MonkeyPatch):
    known = Generation(database.ask)
    before = known()
    monkeypatch.setattr(generation, "PAUSE", 0)
    database.is_down = True

    assert known() == before


def test_a_process_that_never_heard_of_the_content_knows_nothing(database: Database):
    database.is_down = True
    known = Generation(database.ask)

    assert [known(), known()] == [None, None]
    assert database.asked == 1


def test_while_one_thread_asks_others_go_on(database: Database, monkeypatch: pytest.MonkeyPatch):
    begun, answered = Event(), Event()

    def slowly() -> Known:
        begun.set()
        answered.wait(5)
        return Known(change="2", until=FOR_EVER)

    known = Generation(database.ask)
    before = known()
    monkeypatch.setattr(generation, "PAUSE", 0)
    monkeypatch.setattr(known, "_ask", slowly)
    asking = Thread(target=known)
    asking.start()
    begun.wait(5)
    meanwhile = known()
    answered.set()
    asking.join()

    assert meanwhile == before


@pytest.mark.django_db
def test_the_end_of_the_next_embargo_is_a_moment():
    now = timezone.now()
    for hours in (-1, 2, 1):
        visibility.set_embargo(translation_key=uuid4(), until=now + timedelta(hours=hours))

    assert next_embargo(now) == now + timedelta(hours=1)


@pytest.mark.django_db
def test_an_announcement_that_comes_or_goes_is_a_moment():
    now = timezone.now()
    begins, ends = now + timedelta(hours=1), now + timedelta(hours=2)
    texts = {f"text_{code}": "—" for code in ("be", "ru", "pl", "en")}
    Announcement.objects.create(starts_at=begins, ends_at=ends, **texts)

    moments = [next_announcement(at) for at in (now, begins, ends)]

    assert moments == [begins, ends, None]


@pytest.mark.parametrize(
    ("now", "midnight"),
    [("2026-11-20T10:00", "2026-11-21T00:00"), ("2026-10-25T01:00", "2026-10-26T00:00"),
     ("2026-03-29T00:30", "2026-03-30T00:00")],
)  # fmt: skip
def test_a_new_day_in_warsaw_is_a_moment(now: str, midnight: str):
    warsaw = ZoneInfo("Europe/Warsaw")

    assert next_day(datetime.fromisoformat(now).replace(tzinfo=warsaw)) == datetime.fromisoformat(
        midnight
    ).replace(tzinfo=warsaw)
