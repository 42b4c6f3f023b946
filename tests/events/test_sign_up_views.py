import re
from dataclasses import replace
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from events import booking, invitations
from events.links import INVITATION
from events.models import Booking, Party, Wish
from letters.models import Letter
from privacy import links
from tests.events.dates import FRIDAYS, activity, state
from tests.events.visiting import ORIGIN, answers, cancelled, delivered, full, past, send, signed_up, soon
from tests.home.test_inquiry_forms import old_stamp
from tests.journeys.wording import said

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\xa0", " ")


def names() -> list[str]:
    return sorted(Letter.objects.values_list("name", flat=True))


@pytest.mark.parametrize("language", ["be", "ru", "pl", "en"])
def test_the_form_says_how_many_seats_there_are_and_who_waits(client: Client, language: str) -> None:
    free = soon(capacity=12)
    full = soon(free.activity, days=8, capacity=1)
    signed_up(full)
    signed_up(full, email="b@example.org")
    page = text(client.get(f"/{language}/sign-up/{free.activity_id}/?date={free.pk}"))

    with_seats = {
        "be": "12 месцаў з 12",
        "ru": "12 мест из 12",
        "pl": "12 miejsc z 12",
        "en": "12 seats of 12",
    }
    waits = {"be": "перад вамі 1 запіс", "ru": "перед вами 1 запись", "pl": "1 zgłoszenie", "en": "1 sign-up"}
    assert (with_seats[language] in page, waits[language] in page) == (True, True)
    assert re.findall(r'value="(\d+)" checked', page) == [str(free.pk)]
    assert 'name="dates"' in page


def test_the_one_date_there_is_is_chosen_already(client: Client) -> None:
    on = soon()
    assert f'value="{on.pk}" checked' in text(client.get(f"/be/sign-up/{on.activity_id}/"))


def test_with_an_e_mail_the_ticket_is_in_the_letter(client: Client) -> None:
    on = soon()
    answer = send(client, on, contact=" Alena+vianki@Example.org ")

    assert answer.url == "/be/sign-up/done/"
    assert set(answer.cookies) & {"signup", "fresh"} == set()
    page = text(client.get(answer.url))
    assert said("The ticket is in the letter. Its subject says nothing of who we are.", "be") in page
    party = Party.objects.get()
    assert party.signed.open().email == "Alena+vianki@Example.org"
    assert party.reference not in page
    delivered("seat_booked")
    assert mail.outbox[0].to == ["Alena+vianki@Example.org"]
    assert party.reference in mail.outbox[0].body


def test_who_is_signed_up_already_is_told_by_letter_only(client: Client) -> None:
    on, stranger = soon(), {"contact": "new@example.org"}
    send(client, on, key="2", contact="alena@example.org")
    known, new = (
        send(Client(), on, key=key, contact=contact)
        for key, contact in (("3", "ALENA@example.org"), ("4", stranger["contact"]))
    )

    assert (known.status_code, known.url, sorted(known.cookies)) == (
        new.status_code, new.url, sorted(new.cookies),
    )  # fmt: skip
    assert names() == ["seat_again", "seat_booked", "seat_booked"]
    on.refresh_from_db()
    assert on.taken == 4
    delivered("seat_again")
    assert mail.outbox[0].to == ["alena@example.org"]


def test_the_same_form_without_the_contact_does_not_tell_either(client: Client) -> None:
    """Of one whose address was typed first: whether that had made anything."""
    on = soon()
    send(client, on, key="2", contact="alena@example.org")

    seen = []
    for key, contact in (("3", "alena@example.org"), ("4", "nobody@example.org")):
        stranger = Client()
        send(stranger, on, key=key, contact=contact)
        send(stranger, on, key=key, contact="")
        page = text(stranger.get("/be/sign-up/done/"))
        seen.append((len(re.findall('class="ticket', page)), "alena" in page, "nobody" in page))
    assert seen[0] == seen[1] == (seen[0][0], False, False)
    assert seen[0][0]
    assert [each.contact_hash is None for each in Booking.objects.order_by("created_at")] == [
        False, True, False, True,
    ]  # fmt: skip


def test_of_several_dates_those_that_are_new_are_booked_all_the_same(client: Client) -> None:
    first = soon()
    second = soon(first.activity, days=14)
    signed_up(first)
    send(client, first, second, contact="alena@example.org")

    assert sorted(Booking.objects.values_list("occurrence", flat=True)) == [first.pk, second.pk]
    assert names() == ["seat_again", "seat_booked", "seat_booked"]


def test_a_telephone_that_is_there_already_gets_a_ticket_of_its_own(client: Client) -> None:
    on = soon()
    for key in "23":
        page = text(client.get(send(client, on, key=key, contact="+48 600 100 200").url))
        assert 'class="ticket"' in page

    assert [bool(each.contact_hash) for each in Booking.objects.order_by("created_at")] == [True, False]
    assert names() == []
    one = Booking.objects.get(contact_hash=None)
    other = soon(on.activity, days=9)
    signed = one.party.signed.open() if one.party else None
    assert signed is not None
    signed_up(other, signed=signed)
    assert booking.move(booking_id=one.pk, to=other.pk, at=timezone.now()).contact_hash is None


def test_a_number_typed_by_a_stranger_says_nothing_when_the_seats_are_moved(client: Client) -> None:
    """Neither when it was the first of its date."""
    first = soon()
    second = soon(first.activity, days=9)
    for on, key in ((first, "2"), (second, "3")):
        send(client, on, key=key, contact="+48 600 100 200")
    mine = Booking.objects.get(occurrence=first)

    assert booking.move(booking_id=mine.pk, to=second.pk, at=timezone.now()).state == "confirmed"


@pytest.mark.parametrize("language", ["be", "ru", "pl", "en"])
def test_without_a_contact_two_words_are_shown_once(client: Client, language: str) -> None:
    on = soon()
    answer = send(client, on, language=language)
    party = Party.objects.get()
    words = party.signed.open().words
    first, again = text(client.get(answer.url)), text(client.get(answer.url))

    assert (words in first, party.reference in first, 'class="ticket__code"' in first) == (True, True, True)
    assert (words in again, said("We have written to you", language) in again) == (False, True)
    mine = text(client.get(f"/{language}/sign-up/mine/"))
    assert (party.reference in mine, words in mine) == (True, False)
    assert Client().get(answer.url).status_code == 200
    assert words not in text(Client().get(answer.url))


def test_the_whole_course_is_one_press(client: Client) -> None:
    course = activity(rule=replace(FRIDAYS, count=3))
    all_dates = [soon(course, days=days) for days in (7, 14, 21)]
    page = text(client.get(f"/be/sign-up/{course.pk}/"))
    assert "усе 3 даты" in page

    client.post(f"/be/sign-up/{course.pk}/", answers(contact="a@example.org", dates=["all"]))
    assert sorted(Booking.objects.values_list("occurrence", flat=True)) == [each.pk for each in all_dates]


def test_sending_twice_makes_one_party_and_shows_the_same_ticket(client: Client) -> None:
    on = soon()
    assert {send(client, on).url for _time in range(3)} == {"/be/sign-up/done/"}
    assert Party.objects.count() == 1
    assert Party.objects.get().reference in text(client.get("/be/sign-up/done/"))


def test_names_in_every_script_arrive_as_they_are(client: Client) -> None:
    for key, name in (("2", "Ружа 🌹👩‍👧"), ("3", "مريم\u202e abc"), ("4", "<b>Ян & Ко</b>")):
        send(client, soon(), key=key, name=name)
    found = {party.signed.open().name for party in Party.objects.all()}
    assert found == {"Ружа 🌹👩‍👧", "مريم abc", "<b>Ян & Ко</b>"}


def test_who_sends_too_much_is_told_so(client: Client) -> None:
    on = soon(capacity=100)
    for number in range(4):
        page = send(client, on, key=f"{number}", contact="alena@example.org")
    assert "Зашмат прыйшло адсюль за гэтую гадзіну" in text(page)


def test_nobody_finds_what_is_not_by_sign_up(client: Client) -> None:
    by_invitation = soon(activity(policy="invitation"))
    open_to_all = soon(activity(policy="open"))
    over = soon(days=-1)
    for on in (by_invitation, open_to_all, over):
        assert client.get(f"/be/sign-up/{on.activity_id}/").status_code == 404
        assert send(client, on).status_code == 404
    assert client.get("/be/sign-up/999999/").status_code == 404


def test_a_date_that_is_asked_for_and_can_not_be_had_is_named(client: Client) -> None:
    on = soon()
    later = soon(on.activity, days=9)
    cancelled(on)
    page = text(client.get(f"/be/sign-up/{on.activity_id}/?date={on.pk}"))
    assert said("This date is cancelled.", "be") in page
    for nonsense in ("abc", "9" * 40, str(soon().pk), ""):
        assert client.get(f"/be/sign-up/{later.activity_id}/?date={nonsense}").status_code == 200


def test_half_a_form_is_kept_and_found_again(client: Client) -> None:
    on = soon()
    send(client, on, do="keep", name="Палова")
    assert client.get("/be/sign-up/kept/").url == f"/be/sign-up/{on.activity_id}/"
    assert 'value="Палова"' in text(client.get(f"/be/sign-up/{on.activity_id}/"))
    assert "Палова" not in text(client.get(f"/be/sign-up/{soon().activity_id}/"))

    answer = client.post(f"/be/sign-up/{on.activity_id}/", {"do": "discard draft"})
    assert answer.url == f"/be/sign-up/{on.activity_id}/"
    assert client.get("/be/sign-up/kept/").status_code == 404


def test_an_invitation_lets_in_whoever_has_it_and_can_be_taken_back(client: Client) -> None:
    on = soon(activity(policy="invitation"))
    url = invitations.issue(on.activity, language="pl", at=timezone.now())
    assert client.post(url.removeprefix(ORIGIN)).url == "/pl/sign-up/invited/"
    assert client.post("/pl/sign-up/invited/", answers(on)).url == "/pl/sign-up/done/"
    assert state(Party.objects.get()) == ["confirmed"]

    invitations.revoke(on.activity)
    assert client.get("/pl/sign-up/invited/").status_code == 404
    assert Client().get("/pl/sign-up/invited/").status_code == 404
    assert links.find(url.split("/")[-2], at=timezone.now()) is None


def test_an_invitation_to_one_activity_books_no_date_of_another(client: Client) -> None:
    mine, other = (soon(activity(policy="invitation", name=name)) for name in ("A", "B"))
    links.issue(INVITATION, mine.activity.key, language="be", at=timezone.now())
    url = invitations.issue(mine.activity, language="be", at=timezone.now())
    client.post(url.removeprefix(ORIGIN))
    page = text(client.post("/be/sign-up/invited/", answers(other)))

    assert said("Choose at least one date.", "be") in page
    assert Party.objects.count() == 0


def test_a_wish_for_a_second_group_counts_once_a_form(client: Client) -> None:
    on = soon()
    address, given = f"/be/sign-up/{on.activity_id}/second-group/", {"stamp": old_stamp(), "homepage": ""}
    assert said("Yes, count me", "be") in text(client.get(address))
    for _time in range(2):
        assert client.post(address, given).url == "/be/sign-up/second-group/heard/"
    client.post(address, {**given, "stamp": old_stamp("2" * 32)})

    assert Wish.objects.filter(activity=on.activity, heard_at=None).count() == 2
    assert client.get("/be/sign-up/second-group/heard/").status_code == 200


def test_where_there_is_nothing_to_book_the_page_says_so(client: Client) -> None:
    on = soon()
    full(on)
    page = text(client.get(f"/be/sign-up/{on.activity_id}/"))
    assert said("There is no date to sign up for now", "be") in page
    assert f"/be/sign-up/{on.activity_id}/second-group/" in page


def test_reading_leaves_no_session_and_nothing_in_a_cache(client: Client) -> None:
    answer = client.get(f"/be/sign-up/{soon().activity_id}/")
    assert set(answer.cookies) == {"csrf"}
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-store", "noindex")


def test_who_leaves_finds_nothing_when_going_back(client: Client) -> None:
    on = soon()
    client.get("/be/leave/")
    assert "id_name" not in text(send(client, on, name="Сакрэт"))
    assert Party.objects.count() == 0


def test_a_form_sent_again_after_its_date_has_gone_still_shows_its_ticket(client: Client) -> None:
    on = soon()
    soon(on.activity, days=9)
    send(client, on)
    past(on)
    assert send(client, on).url == "/be/sign-up/done/"
