"""The coordinators' first page, and the lists of what waits for a hand."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import booking, schedule
from events.models import Call, Occurrence, Wish
from office import duties
from office.models import JournalEntry
from privacy.documents import Phone
from tests.events import dates
from tests.events.desk.conftest import on
from tests.events.desk.test_people import party_at, shown, state

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
BOARD = "/admin/events/"


def test_today_is_two_clicks_from_the_morning_page(staff: Client) -> None:
    today = on(days=0)
    morning, board = shown(staff, "/admin/"), shown(staff, BOARD)

    assert f'href="{BOARD}"' in morning
    assert f'href="/admin/events/dates/{today.pk}/"' in board
    assert board.index("Today") < board.index("Wreaths")


def test_the_board_shows_seats_and_opens_nobody(staff: Client) -> None:
    party_at(on(days=3), "Alena", party_of=2)
    page = shown(staff, BOARD)

    assert "<strong>2</strong> of 3 seats" in page
    assert "Alena" not in page
    assert not JournalEntry.objects.filter(deed="opened").exists()


def test_other_weeks_are_a_click_away_and_nonsense_is_today(staff: Client) -> None:
    on(days=20)
    later = timezone.localdate() + timedelta(days=14)

    assert "Wreaths" not in shown(staff, BOARD)
    assert "Wreaths" in shown(staff, f"{BOARD}?day={later}")
    for wrong in ("9999-99-99", "0001-01-01", "x", "9999-12-31"):
        assert staff.get(BOARD, {"day": wrong}).status_code == 200
        assert staff.get(f"{BOARD}rooms/", {"week": wrong}).status_code == 200


def test_a_full_board_costs_no_more_than_an_empty_one(staff: Client) -> None:
    shown(staff, BOARD)
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connections["default"]) as asked:
            shown(staff, BOARD)
        counts.append(len(asked))
        for days in range(10):
            on(days=days)

    assert counts[0] == counts[1]


def test_a_call_is_made_and_then_gone(staff: Client) -> None:
    date = on(days=2)
    who = party_at(date, "Vasil", phone=Phone("+48 000 000 003"))
    schedule.cancel_date(occurrence_id=date.pk, reason=Occurrence.Reason.HOST, at=timezone.now())
    page = shown(staff, f"{BOARD}calls/")
    assert ("tel:+48000000003" in page, "The date is cancelled." in page) == (True, True)
    assert "The host can not come" in page

    staff.post(f"{BOARD}calls/", {"booking": who.pk, "do": "told"})
    assert Call.objects.get().done_at is not None
    assert "Vasil" not in shown(staff, f"{BOARD}calls/")
    assert JournalEntry.objects.filter(deed="party_called").count() == 1


def offered(date: Any) -> Any:
    """Somebody with a telephone alone, who is asked whether she comes."""
    noon = timezone.localtime(date.start).replace(hour=12)
    sits = party_at(date, party_of=3)
    asked = party_at(date, "Zosia", phone=Phone("+48 000 000 004"))
    booking.cancel(booking_id=sits.pk, at=noon)
    asked.refresh_from_db()
    asked.offered_until = date.start
    asked.save()
    Call.objects.update(made_at=timezone.now())
    return asked


@pytest.mark.parametrize(("answer", "becomes"), [("yes", "confirmed"), ("no", "cancelled")])
def test_who_is_offered_seats_answers_on_the_telephone(staff: Client, answer: str, becomes: str) -> None:
    asked = offered(on(days=1))
    assert "do they come?" in shown(staff, f"{BOARD}calls/")

    staff.post(f"{BOARD}calls/", {"booking": asked.pk, "do": answer})
    assert state(asked) == becomes
    assert not Call.objects.filter(done_at__isnull=True, about="seat_offered").exists()


def test_calls_about_what_is_over_are_not_made(staff: Client) -> None:
    date = on(days=-1)
    who = dates.sign_up(date, signed=dates.Signed(name="V", phone=Phone("+48 000 000 005")), at=dates.NOW)
    Call.objects.create(booking=who.bookings.get(), about="date_changed", cause="x", made_at=dates.NOW)

    assert "None. Everybody knows." in shown(staff, f"{BOARD}calls/")


def test_wishes_are_counted_and_heard(staff: Client) -> None:
    activity = dates.activity()
    for _each in range(3):
        Wish.objects.create(activity=activity, made_at=timezone.now(), form_key=uuid4())
    page = shown(staff, f"{BOARD}wishes/")
    assert '<p class="board__due">3</p>' in page
    assert f"/admin/events/activities/new/?copy={activity.pk}" in page

    staff.post(f"{BOARD}wishes/", {"activity": activity.pk})
    assert not Wish.objects.filter(heard_at__isnull=True).exists()
    assert JournalEntry.objects.get(deed="wishes_heard").record == str(activity.pk)


def test_what_waits_is_counted_and_each_line_leads_where_it_is_cleared(
    staff: Client, coordinator: Any, editor: Any
) -> None:
    at = timezone.now()
    date = on(days=2)
    party_at(date, phone=Phone("+48 000 000 006"))
    schedule.cancel_date(occurrence_id=date.pk, reason=None, at=at)
    on(days=3, is_adrift=True)
    Wish.objects.create(activity=date.activity, made_at=at, form_key=uuid4())
    waiting = duties.waiting(coordinator, at=at)

    assert {each.kind.name: each.number for each in waiting.counts} == {"calls": 1, "adrift": 1, "wishes": 1}
    assert {staff.get(duty.url).status_code for duty in waiting.duties} == {200}
    assert {each.kind.name for each in duties.waiting(editor, at=at).counts} & {
        "calls",
        "adrift",
        "wishes",
    } == set()
    page = shown(staff, BOARD)
    assert [f"{words}: 1" in page for words in ("Calls to make", "Wishes for a second group")] == [True] * 2


def test_rooms_and_lent_rooms_are_kept_in_the_office(staff: Client) -> None:
    staff.post("/admin/snippets/timetable/room/add/", {"name": "7", "capacity": "20", "note": ""})
    page = staff.get("/admin/snippets/timetable/room/").content.decode()

    assert ">7<" in "".join(page.split())
    assert "data-rule" in staff.get("/admin/snippets/timetable/lending/add/").content.decode()
