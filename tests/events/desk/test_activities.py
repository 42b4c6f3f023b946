"""Activities in the office: a stranger makes one and sees its dates; changes are seen before they happen."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from events import schedule
from events.models import Activity, Occurrence
from letters.models import Letter
from office.models import JournalEntry
from tests.events import dates
from tests.events.desk.conftest import on, weekly
from tests.pages.places import main
from timetable.models import Lending, Room

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
NEW = "/admin/events/activities/new/"


def typed(*, days: int = 2, **more: Any) -> dict[str, Any]:
    """A weekly class, as the form sends it: from the day after tomorrow, so that the hour of the test does
    not decide how many of its dates lie within half a year."""
    day = timezone.localdate() + timedelta(days=days)
    return {
        "name": "Wreaths",
        "kind": "craft",
        "rule-kind": "weekly",
        "rule-day": day.isoformat(),
        "rule-time": "18:00",
        "rule-every": "1",
        "rule-ends": "never",
        "minutes": "120",
        "policy": "sign-up",
        "capacity": "12",
        "largest_party": "4",
        "has_waiting_list": "on",
        "place_is_public": "on",
        "closes_minutes_before": "0",
        "languages": ["be", "pl"],
    } | more


def shown(client: Client, path: str) -> str:
    return main(client.get(path).content.decode())


def deeds() -> list[str]:
    return list(JournalEntry.objects.order_by("pk").values_list("deed", flat=True))


def test_a_stranger_makes_a_weekly_class_and_sees_its_dates(staff: Client) -> None:
    answer = staff.post(NEW, typed())
    made = Activity.objects.get(name="Wreaths")

    assert answer.url == f"/admin/events/activities/{made.pk}/"
    page = shown(staff, answer.url)
    assert (made.occurrences.count(), page.count('class="board__row desk__row"')) == (26, 12)
    assert "Every" in page
    assert deeds() == ["activity_made"]


def test_the_form_says_what_everything_is_for(staff: Client) -> None:
    page = shown(staff, NEW)

    assert "data-rule" in page
    assert "timetable/rule.js" in staff.get(NEW).content.decode()
    assert page.count('class="help"') >= 14


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Give it a name: colleagues find it by that"),
        ({"languages": []}, "Choose at least one language"),
        ({"largest_party": "13"}, "A party can not be larger than there are seats"),
        ({"youngest": "12", "oldest": "6"}, "The lower age is above the upper one."),
        ({"minutes": "0"}, "greater than or equal to 5"),
        ({"capacity": "1000000000"}, "less than or equal to 1000"),
        ({"rule-day": ""}, "Give the first date"),
        ({"rule-time": "evening"}, "Give the time in hours and minutes"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(staff: Client, wrong: Any, sentence: str) -> None:
    before = Activity.objects.count()
    answer = staff.post(NEW, typed(**wrong))

    assert (answer.status_code, Activity.objects.count()) == (200, before)
    assert sentence in answer.content.decode()


def test_a_rule_without_dates_is_refused(staff: Client) -> None:
    day = timezone.localdate() + timedelta(days=2)
    ends = {"rule-ends": "until", "rule-until": day.isoformat(), "rule-skipped": day.strftime("%Y-%m-%d")}

    assert "No date is left" in staff.post(NEW, typed(**ends)).content.decode()
    assert not Activity.objects.filter(name="Wreaths").exists()


def test_a_room_and_a_place_outside_are_one_too_many(staff: Client) -> None:
    room = Room.objects.create(name="30", capacity=10)
    answer = staff.post(NEW, typed(room=room.pk, place="Prykladnaja 1"))

    assert "not both" in answer.content.decode()


def test_a_copy_has_everything_but_the_dates_and_the_people(staff: Client, coordinator: Any) -> None:
    first = dates.activity(capacity=7, name="Choir", kind="music")
    first.hosts.add(coordinator)
    page = shown(staff, f"{NEW}?copy={first.pk}")
    assert 'value="Choir"' in page
    assert 'value="7"' in page

    staff.post(f"{NEW}?copy={first.pk}", typed(name="Choir, second group", hosts=[coordinator.pk]))
    second = Activity.objects.get(name="Choir, second group")
    assert (second.key != first.key, list(second.hosts.all())) == (True, [coordinator])
    assert first.occurrences.count() == 0


def changed(row: Occurrence, **more: Any) -> dict[str, Any]:
    return typed(**{"capacity": "3", "largest_party": "3"} | more)


def test_a_change_of_all_is_shown_first_and_done_as_it_was_shown(staff: Client) -> None:
    activity = weekly(days=2, largest_party=3, capacity=3)
    schedule.change(activity, at=timezone.now())
    booked = activity.occurrences.first()
    dates.sign_up(booked, party_of=2, email="alena@example.org", at=timezone.now())
    dates.sign_up(booked, signed=dates.Signed(name="Buslik"), at=timezone.now())
    address = f"/admin/events/activities/{activity.pk}/change/"
    later = changed(booked, **{"rule-time": "19:00"})

    preview = staff.post(address, later)
    page = main(preview.content.decode())
    assert "2 sign-ups, people: 3." in page
    assert "By e-mail: 1" in page
    assert "Have left no contact: 1." in page
    assert timezone.localtime(activity.occurrences.first().start).hour == 18

    done = staff.post(address, later | {"do": "confirm", "plan": preview.context["plan"].key})
    assert done.url == f"/admin/events/activities/{activity.pk}/"
    assert {timezone.localtime(row.start).hour for row in activity.occurrences.all()} == {19}
    assert Letter.objects.filter(name="date_changed").count() == 1
    assert deeds()[-1] == "activity_changed"


def test_this_and_following_leave_the_dates_before_alone(staff: Client) -> None:
    activity = weekly(days=2)
    schedule.change(activity, at=timezone.now())
    third = list(activity.occurrences.all())[2]
    address = f"/admin/events/activities/{activity.pk}/change/?from={third.pk}"
    later = changed(third, **{"rule-time": "19:00", "capacity": "12"})

    preview = staff.post(address, later)
    assert len(preview.context["plan"].changed) == 24
    staff.post(address, later | {"plan": preview.context["plan"].key})
    hours = [timezone.localtime(row.start).hour for row in activity.occurrences.all()]
    assert hours == [18, 18] + [19] * 24


def test_dates_changed_by_hand_are_named_as_those_that_stay(staff: Client) -> None:
    activity = weekly(days=2)
    schedule.change(activity, at=timezone.now())
    first, second = activity.occurrences.all()[:2]
    Occurrence.objects.filter(pk=second.pk).update(is_edited=True)
    later = typed(**{"rule-time": "19:00"})
    plan = staff.post(f"/admin/events/activities/{activity.pk}/change/", later).context["plan"]

    assert [line.step.pk for line in plan.kept] == [second.pk]
    assert first.pk in [line.step.pk for line in plan.changed]


def test_what_has_changed_since_it_was_shown_is_shown_again(staff: Client) -> None:
    activity = weekly(days=2, largest_party=3, capacity=3)
    schedule.change(activity, at=timezone.now())
    booked = activity.occurrences.first()
    address = f"/admin/events/activities/{activity.pk}/change/"
    later = changed(booked, **{"rule-time": "19:00"})
    shown_first = staff.post(address, later).context["plan"].key
    dates.sign_up(booked, email="alena@example.org", at=timezone.now())

    answer = staff.post(address, later | {"plan": shown_first})
    assert (answer.status_code, answer.context["is_other"]) == (200, True)
    assert not Letter.objects.filter(name="date_changed").exists()


def test_back_to_the_form_keeps_what_was_typed(staff: Client) -> None:
    activity = weekly(days=2)
    schedule.change(activity, at=timezone.now())
    address = f"/admin/events/activities/{activity.pk}/change/"
    page = main(staff.post(address, typed(name="Other", do="edit")).content.decode())

    assert 'value="Other"' in page


def test_dates_that_the_rule_loses_are_told_as_undecided_and_are_kept_or_cancelled(staff: Client) -> None:
    activity = weekly(days=2, largest_party=3, capacity=3)
    schedule.change(activity, at=timezone.now())
    booked, other = activity.occurrences.all()[:2]
    for row in (booked, other):
        dates.sign_up(row, email="alena@example.org", at=timezone.now())
    address = f"/admin/events/activities/{activity.pk}/change/"
    moved = changed(booked, **{"rule-day": (timezone.localdate() + timedelta(days=3)).isoformat()})
    plan = staff.post(address, moved).context["plan"]
    assert (len(plan.adrift), len(plan.removed), plan.undecided.parties) == (2, 24, 2)

    staff.post(address, moved | {"plan": plan.key})
    page = shown(staff, "/admin/events/adrift/")
    assert page.count("Keep it") == 2
    staff.post("/admin/events/adrift/", {"date": booked.pk})
    booked.refresh_from_db()
    assert (booked.stays, booked.is_adrift) == (True, False)
    assert f"/admin/events/dates/{other.pk}/cancel/" in shown(staff, "/admin/events/adrift/")
    assert deeds()[-1] == "event_date_kept"


def test_a_pause_makes_no_new_dates_and_its_end_makes_them(staff: Client) -> None:
    activity = weekly(days=2)
    staff.post(f"/admin/events/activities/{activity.pk}/pause/")
    activity.refresh_from_db()
    assert (activity.is_paused, activity.occurrences.count()) == (True, 0)

    staff.post(f"/admin/events/activities/{activity.pk}/pause/")
    activity.refresh_from_db()
    assert (activity.is_paused, activity.occurrences.count()) == (False, 26)
    assert deeds() == ["activity_paused", "activity_resumed"]


def test_two_in_one_room_are_shown_on_every_page_that_could_hide_it(staff: Client) -> None:
    room = Room.objects.create(name="30", capacity=10)
    date = on(days=2, room=room)
    Lending.objects.create(room=room, initiative="Chess club", rule=date.activity.rule, minutes=60)
    pages = [
        f"/admin/events/dates/{date.pk}/",
        f"/admin/events/activities/{date.activity_id}/",
        f"/admin/events/rooms/?week={date.original_day}",
    ]

    assert [
        "Chess club" in shown(staff, path) and "Two in one room" in shown(staff, path) for path in pages
    ] == [True] * 3
    address = f"/admin/events/activities/{date.activity_id}/change/"
    assert "Two in one room" in staff.post(address, changed(date, room=room.pk)).content.decode()


def test_activities_are_found_by_their_name(staff: Client) -> None:
    dates.activity(name="Choir")
    dates.activity(name="Wreaths")
    page = shown(staff, "/admin/events/activities/?q=cho")

    assert ("Choir" in page, "Wreaths" in page) == (True, False)


def test_editors_see_nothing_of_it(client: Client, editor: Any) -> None:
    activity = dates.activity()
    client.force_login(editor)

    assert client.get(f"/admin/events/activities/{activity.pk}/").status_code == 404
    assert client.get("/admin/events/").status_code == 302
    assert "/admin/events/" not in client.get("/admin/").content.decode()


def test_an_invitation_link_is_shown_once_and_can_be_withdrawn(staff: Client) -> None:
    activity = weekly(days=2, policy=Activity.Policy.INVITATION)
    address = f"/admin/events/activities/{activity.pk}/"
    page = staff.post(address, {"invite": "pl"})
    url = page.context["invitation"]

    assert url in main(page.content.decode())
    assert url not in shown(staff, address)
    staff.post(address, {"do": "withdraw"})
    assert deeds() == ["invitation_issued", "invitations_revoked"]
    assert staff.post(f"/admin/events/activities/{dates.activity().pk}/", {"invite": "pl"}).status_code == 404


def test_the_next_step_is_its_page_or_an_editor_who_writes_it(staff: Client, manager: Any) -> None:
    activity = dates.activity()
    address = f"/admin/events/activities/{activity.pk}/"
    assert "ask one" in shown(staff, address)
    assert shown(staff, address).count("not written") == 4

    staff.force_login(manager)
    assert "/admin/pages/add/events/eventpage/" in shown(staff, address)
