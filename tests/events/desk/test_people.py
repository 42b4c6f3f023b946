"""The page of a date and of a party in the office: who comes, with how many, and every act on them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from events.models import Booking, Call, Copy, Message, Occurrence, Party, Signed
from letters import writing
from letters.models import Letter
from office import groups
from office.models import JournalEntry
from privacy.documents import Email, Phone
from tests.events import dates
from tests.events.desk.conftest import on
from tests.pages.places import main
from tests.privacy.test_canary import everything
from tests.privacy.test_drill import disguises
from tests.staff import remember

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def address(date: Occurrence, act: str = "") -> str:
    return f"/admin/events/dates/{date.pk}/{act}"


def party_at(date: Occurrence, name: str = "Buslik", *, party_of: int = 1, **more: Any) -> Booking:
    """Signed up before it begins, at whatever hour the test runs."""
    signed = Signed(name=name, **more)
    at = min(timezone.now(), date.start - timedelta(hours=1))
    party = dates.sign_up(date, party_of=party_of, signed=signed, at=at, by_staff=True)
    return party.bookings.get()


def page_of(booking: Booking) -> str:
    return f"/admin/events/people/{booking.pk}/"


def shown(client: Client, path: str) -> str:
    return main(client.get(path).content.decode())


def state(booking: Booking) -> str:
    booking.refresh_from_db()
    return booking.state


def deeds() -> list[str]:
    return list(JournalEntry.objects.exclude(deed="opened").order_by("pk").values_list("deed", flat=True))


def said(answer: Any, client: Client) -> str:
    return client.get(answer.url).content.decode()


def test_the_people_of_a_date_are_opened_and_the_journal_knows(staff: Client, soon: Occurrence) -> None:
    for name in ("Buslik", "Alena", "Zosia"):
        party_at(soon, name)
    page = shown(staff, address(soon))

    assert page.index("Alena") < page.index("Buslik") < page.index("Zosia")
    assert "<strong>3</strong> of 3 seats" in page
    assert JournalEntry.objects.filter(deed="opened", kind="events.party").count() == 3


def test_who_has_signed_in_long_ago_is_asked_once_more_before_names_are_shown(
    staff: Client, soon: Occurrence
) -> None:
    booking = party_at(soon)
    remember(staff, confirmed=timezone.now() - timedelta(hours=1))

    for path in (address(soon), page_of(booking), address(soon, "sheet/"), address(soon, "add/")):
        answer = staff.get(path)
        assert answer.templates[0].name == "office/sign_in/again.html"
        assert "Buslik" not in answer.content.decode()
    assert staff.get("/admin/events/").status_code == 200


def test_somebody_who_calls_is_signed_up_with_a_note(staff: Client, soon: Occurrence) -> None:
    form = {
        "name": "Vasil", "seats": "2", "contact": "+48 000 000 001", "language": "pl", "note": "With a pram",
        "may_wait": "on", "form_key": str(uuid4()),
    }  # fmt: skip
    answer = staff.post(address(soon, "add/"), form)
    party = Party.objects.get()
    words = party.signed.open()

    assert answer.url == page_of(party.bookings.get())
    assert (words.name, words.phone, words.note, party.language) == (
        "Vasil",
        "+48 000 000 001",
        "With a pram",
        "pl",
    )
    assert staff.post(address(soon, "add/"), form).url == answer.url
    assert (Party.objects.count(), deeds()) == (1, ["party_added"])
    assert "With a pram" in shown(staff, address(soon))


def test_without_a_contact_the_two_words_are_shown_to_be_told(staff: Client, soon: Occurrence) -> None:
    form = {"name": "Buslik", "seats": "1", "language": "en", "form_key": str(uuid4())}
    page = said(staff.post(address(soon, "add/"), form), staff)

    assert Party.objects.get().signed.open().words in page
    assert "Tell them these two words" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Write a name: any will do"),
        ({"contact": "who knows"}, "Write an e-mail like name@example.org"),
        ({"seats": "0"}, "greater than or equal to 1"),
        ({"seats": "5"}, "less than or equal to 4"),
        ({"seats": "4"}, "leave an e-mail or a telephone"),
    ],
)
def test_a_wrong_sign_up_is_explained(staff: Client, soon: Occurrence, wrong: Any, sentence: str) -> None:
    form = {"name": "A", "seats": "1", "language": "be", "may_wait": "on", "form_key": str(uuid4())}
    answer = staff.post(address(soon, "add/"), form | wrong)

    assert sentence in answer.content.decode()
    assert not Party.objects.exists()


def test_a_party_gives_seats_back_moves_and_is_cancelled(staff: Client, soon: Occurrence) -> None:
    booking = party_at(soon, party_of=3, email=Email("a@example.org"))
    other = on(days=8, of=soon.activity)

    staff.post(page_of(booking), {"do": "shrink", "seats": "2"})
    booking.refresh_from_db()
    assert booking.seats == 2
    moved = staff.post(page_of(booking), {"do": "move", "to": other.pk})
    new = other.bookings.get()
    assert (moved.url, state(booking), new.seats) == (page_of(new), "cancelled", 2)
    staff.post(page_of(new), {"do": "cancel"})
    assert (state(new), new.ended_by) == ("cancelled", "staff")
    assert deeds() == ["booking_shrunk", "booking_moved", "booking_cancelled"]
    assert Letter.objects.filter(name="seat_cancelled").count() == 1


def test_what_can_not_be_done_is_said(staff: Client, soon: Occurrence) -> None:
    booking = party_at(soon, party_of=2, email=Email("a@example.org"))
    full = on(days=8, of=soon.activity, capacity=1)

    page = staff.post(page_of(booking), {"do": "move", "to": full.pk}).content.decode()
    assert "There are not that many seats left." in page
    assert staff.post(page_of(booking), {"do": "shrink", "seats": "7"}).status_code == 200
    assert (state(booking), booking.seats) == ("confirmed", 2)


def test_a_note_is_sealed_with_the_rest(staff: Client, soon: Occurrence) -> None:
    booking = party_at(soon)
    staff.post(page_of(booking), {"do": "note", "note": "Allergic to nuts"})
    party = Party.objects.get()

    assert party.signed.open().note == "Allergic to nuts"
    assert b"nuts" not in bytes(party.sealed)
    assert "Allergic to nuts" in shown(staff, address(soon))
    assert deeds() == ["party_noted"]


def test_fewer_seats_throw_nobody_out_and_more_go_to_who_waits(staff: Client, soon: Occurrence) -> None:
    sits = party_at(soon, party_of=3)
    waits = party_at(soon, "Zosia", party_of=2, email=Email("z@example.org"))

    answer = staff.post(address(soon), {"do": "seats", "capacity": "1"})
    assert "Nobody is thrown out" in said(answer, staff)
    assert state(sits) == "confirmed"
    staff.post(address(soon), {"do": "seats", "capacity": "5"})
    assert deeds() == ["event_seats_set"] * 2
    assert state(waits) in ("confirmed", "offered", "waiting")
    for wrong in ("-1", "1001", "many"):
        assert staff.post(address(soon), {"do": "seats", "capacity": wrong}).status_code == 200


@pytest.fixture
def message_letter() -> Iterator[None]:
    """Until it is declared by its own part."""
    known = "date_message" in writing.kinds
    if not known:
        writing.kinds["date_message"] = lambda subject, at: None
    yield
    if not known:
        del writing.kinds["date_message"]


@pytest.mark.usefixtures("message_letter")
def test_everyone_of_a_date_is_written_to_once(staff: Client, soon: Occurrence) -> None:
    party_at(soon, "A", email=Email("a@example.org"))
    party_at(soon, "B", phone=Phone("+48 000 000 002"))
    party_at(soon, "C")
    assert "Have left no contact: 1." in shown(staff, address(soon, "write/"))

    form = {"form_key": str(uuid4()), "text_be": "Вазьміце ніткі", "text_pl": ""}
    for _twice in range(2):
        staff.post(address(soon, "write/"), form)
    assert (Message.objects.get().words, Copy.objects.count()) == ({"be": "Вазьміце ніткі"}, 3)
    assert Letter.objects.filter(name="date_message").count() == 1
    assert list(Call.objects.values_list("about", flat=True)) == ["date_message"]
    assert deeds() == ["date_message"]
    assert "Вазьміце ніткі" in shown(staff, "/admin/events/calls/")


def test_an_empty_message_is_not_sent(staff: Client, soon: Occurrence) -> None:
    answer = staff.post(address(soon, "write/"), {"form_key": str(uuid4())})

    assert "Write the text in one language at least" in answer.content.decode()
    assert not Message.objects.exists()


def test_one_date_is_changed_alone_after_a_look(staff: Client, soon: Occurrence) -> None:
    party_at(soon, email=Email("a@example.org"))
    form = {
        "day": soon.original_day.isoformat(), "time": "19:30", "minutes": "60", "place": "Prykladnaja 1",
        "capacity": "3",
    }  # fmt: skip
    page = main(staff.post(address(soon, "change/"), form).content.decode())
    assert "19:30–20:30" in page
    assert "By e-mail: 1" in page

    staff.post(address(soon, "change/"), form | {"do": "confirm"})
    soon.refresh_from_db()
    assert (timezone.localtime(soon.start).hour, soon.place, soon.is_edited) == (19, "Prykladnaja 1", True)
    assert Letter.objects.filter(name="date_changed").count() == 1
    assert deeds() == ["event_date_changed"]


def test_a_date_is_not_moved_into_the_past(staff: Client, soon: Occurrence) -> None:
    form = {"day": "2021-01-01", "time": "18:00", "minutes": "60", "capacity": "3"}

    assert "still to come" in staff.post(address(soon, "change/"), form).content.decode()


def test_a_date_is_cancelled_after_it_is_shown_who_is_told(staff: Client, soon: Occurrence) -> None:
    booking = party_at(soon, email=Email("a@example.org"))
    later = on(days=8, of=soon.activity)
    page = shown(staff, address(soon, "cancel/"))
    assert "1 sign-up, people: 1." in page
    assert "They are offered the next date" in page

    staff.post(address(soon, "cancel/"), {"reason": "room"})
    soon.refresh_from_db()
    assert (soon.is_cancelled, soon.reason, state(booking)) == (True, "room", "cancelled")
    assert staff.get(address(soon, "cancel/")).status_code == 404
    assert Letter.objects.filter(name="date_cancelled").count() == 1
    assert (deeds(), later.is_cancelled) == (["event_date_cancelled"], False)


def test_the_sheet_for_the_door_has_names_and_no_contacts_or_notes(staff: Client, soon: Occurrence) -> None:
    party_at(soon, "Alena", party_of=2, email=Email("alena@example.org"), note="Secret")
    sheet = staff.get(address(soon, "sheet/")).content.decode()

    assert ("Alena" in sheet, "alena@example.org" in sheet, "Secret" in sheet) == (True, False, False)


def test_people_of_a_date_are_taken_along_with_a_reason(staff: Client, soon: Occurrence) -> None:
    party_at(soon, "Alena", email=Email("alena@example.org"))
    path = f"/admin/export/people/?date={soon.pk}"
    assert "1 record" in shown(staff, path)

    file = staff.post(path, {"format": "csv", "why": "export_contact"}).content.decode("utf-8-sig")
    assert ("Alena" in file, "alena@example.org" in file) == (True, True)
    assert JournalEntry.objects.get(deed="exported").why == "export_contact"
    assert staff.get(f"/admin/events/?date={soon.pk}").url == address(soon)
    assert "0 records" in shown(staff, "/admin/export/people/")


def test_without_the_right_to_people_there_is_no_date(
    client: Client, coordinator: Any, soon: Occurrence
) -> None:
    booking = party_at(soon)
    group = groups.of(groups.EVENTS)
    group.permissions.remove(*group.permissions.filter(codename="view_booking"))
    client.force_login(coordinator)

    assert client.get(address(soon)).status_code == 404
    assert client.get(page_of(booking)).status_code == 404
    assert client.get("/admin/export/people/").status_code == 404


def test_who_is_forgotten_is_not_found(staff: Client, soon: Occurrence) -> None:
    booking = party_at(soon)
    Party.forget(Party.objects.all(), at=timezone.now())

    assert staff.get(page_of(booking)).status_code == 404
    assert staff.get(address(soon)).status_code == 200


def test_nothing_that_is_typed_about_people_lies_in_clear_anywhere(staff: Client) -> None:
    tomorrow = on(days=1)
    words = {
        "name": "Скарыніна Ганна",
        "contact": "hanna.skaryna@example.org",
        "note": "Прыйдзе з канарэйкай",
    }
    form = {"seats": "1", "language": "be", "form_key": str(uuid4())}
    staff.post(address(tomorrow, "add/"), form | words)
    booking = tomorrow.bookings.get()
    staff.post(page_of(booking), {"do": "note", "note": words["note"] + "!"})
    staff.post(address(tomorrow), {"do": "find", "typed": words["name"]})
    staff.post(f"/admin/export/people/?date={tomorrow.pk}", {"format": "csv", "why": "export_check"})
    rows = everything().lower()

    assert words["name"] in shown(staff, address(tomorrow))
    assert [form for word in words.values() for form in disguises(word) if form.lower() in rows] == []
