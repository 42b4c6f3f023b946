from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.text import capfirst
from icalendar import Calendar

from events import booking, schedule
from events.links import CALENDAR, PAGE
from events.models import Booking, Occurrence, Party, Signed
from office.models import JournalEntry
from privacy import links
from privacy.documents import Email
from tests.events.dates import activity, state
from tests.events.visiting import ORIGIN, let_in, signed_up, soon
from tests.journeys.wording import said

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]
MINE = "/be/sign-up/mine/"


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\xa0", " ")


def press(client: Client, verb: str, mine: Booking | None = None, **more: Any) -> Any:
    return client.post(MINE, {"do": f"{verb} {mine.pk}" if mine else verb, **more})


def one(party: Party) -> Booking:
    return party.bookings.get()


@pytest.fixture
def party(client: Client) -> Party:
    """Two seats at a date, let in by the link of the letter."""
    made = signed_up(soon(place="вул. Прыкладная 7"), party_of=2)
    let_in(client, made)
    return made


@pytest.mark.parametrize("language", ["be", "ru", "pl", "en"])
def test_the_page_says_in_plain_words_what_one_has(client: Client, party: Party, language: str) -> None:
    page = text(client.get(f"/{language}/sign-up/mine/"))
    has = {"be": "У вас 2 месцы", "ru": "У вас 2 места", "pl": "Masz 2 miejsca", "en": "You have 2 seats"}

    assert has[language] in page
    assert (party.reference in page, 'class="ticket__code"' in page) == (True, True)
    assert ("вул. Прыкладная 7" in page, "Алена" in page, "alena@example.org" in page) == (True, True, True)
    assert "<title>" + said("Your page", language) in page
    assert party.signed.open().name not in page.split("</title>")[0]


def test_it_is_for_that_party_alone(client: Client, party: Party) -> None:
    answer = client.get(MINE)
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-store", "noindex")
    for path in (MINE, "/be/sign-up/mine/copy/", "/be/sign-up/mine/dates.ics"):
        assert Client().get(path).status_code == 404
    stranger = Client()
    let_in(stranger, signed_up(soon(), email="b@example.org"))
    for verb in ("cancel", "accept", "shrink", "move"):
        assert press(stranger, verb, one(party), to="1").status_code == 200
    assert state(party) == ["confirmed"]


def test_a_link_of_another_purpose_opens_nothing(party: Party) -> None:
    at, stranger = timezone.now(), Client()
    calendar = links.issue(CALENDAR, party.pk, language="be", at=at)
    token = calendar.rsplit("/", 1)[1].removesuffix(".ics")
    assert stranger.post(f"/be/l/{token}/").status_code == 404
    page = links.issue(PAGE, party.pk, language="be", at=at).split("/")[-2]
    for path in (f"l/answer/{page}/", f"l/reminders/{page}/", f"l/calendar/{page}.ics"):
        assert stranger.get(f"/be/{path}").status_code == 404


def test_who_waits_reads_the_place_and_what_it_means(client: Client) -> None:
    on = soon(activity(place_is_public=False), capacity=2, place="Тайная 3")
    for name in "ab":
        signed_up(on, email=f"{name}@example.org", party_of=2)
    mine = signed_up(on, email="c@example.org", party_of=2)
    let_in(client, mine)
    page = text(client.get(MINE))

    assert "<dd><strong>2</strong></dd>" in page
    for sentence in ("Перад вамі 1 запіс.", "вызваліцца 2 месцы", "Кампанію не раздзяляем"):
        assert sentence in page
    assert ("Тайная 3" in page, 'class="ticket"' in page) == (False, False)

    press(client, "cancel", one(mine))
    assert state(mine) == ["cancelled"]
    assert said("You have cancelled", "be") in text(client.get(MINE))


@pytest.mark.usefixtures("by_day")
def test_fewer_seats_go_to_who_waits(client: Client, party: Party) -> None:
    on = one(party).occurrence
    booking.set_capacity(occurrence_id=on.pk, to=2, at=timezone.now())
    waits = signed_up(on, email="w@example.org")
    assert press(client, "shrink", one(party), to="1").url == MINE
    assert (one(party).seats, state(waits)) == (1, ["confirmed"])

    for nonsense in ("0", "-1", "5", "", "многа", "9" * 40):
        page = text(press(client, "shrink", one(party), to=nonsense))
        assert said("That did not work", "be") in page
    assert one(party).seats == 1


def test_moving_offers_only_dates_with_room_for_all(client: Client, party: Party) -> None:
    first = one(party).occurrence
    roomy, tight = (soon(first.activity, days=days, capacity=size) for days, size in ((9, 2), (10, 1)))
    page = text(client.get(MINE))
    assert (f'value="{roomy.pk}"' in page, f'value="{tight.pk}"' in page) == (True, False)

    assert press(client, "move", one(party), to=str(roomy.pk)).url == MINE
    assert state(party) == ["cancelled", "confirmed"]
    now = party.bookings.get(state="confirmed")
    for nonsense in ("", "999999999", "9" * 40, str(roomy.pk), str(tight.pk), str(soon().pk)):
        assert said("That did not work", "be") in text(press(client, "move", now, to=nonsense))
    assert text(client.get(MINE)).count("<h3>") == 1


def test_cancelling_is_one_tap_and_a_confirmation_and_twice_is_once(client: Client, party: Party) -> None:
    page = text(client.get(MINE))
    assert said("Yes, cancel", "be") in page
    for _time in range(2):
        assert press(client, "cancel", one(party)).url == MINE
    assert state(party) == ["cancelled"]
    assert said("Yes, cancel", "be") not in text(client.get(MINE))


def test_an_offer_is_answered_here(client: Client) -> None:
    on = soon(capacity=1)
    first, second = (signed_up(on, email=f"{name}@example.org") for name in "ab")
    let_in(client, second)
    offered(second)
    page = text(client.get(MINE))
    assert said("Can you come?", "be") in page
    assert said("Yes, we come", "be") in page
    Booking.objects.filter(pk=one(first).pk).update(
        state="cancelled", ended_at=timezone.now(), ended_by="person"
    )

    press(client, "accept", one(second))
    assert state(second) == ["confirmed"]


def offered(party: Party, *, until: timedelta = timedelta(hours=1)) -> None:
    """As `seats` leaves it, whatever the hour of the night these tests run at."""
    Booking.objects.filter(party=party).update(state="offered", offered_until=timezone.now() + until)


def test_an_offer_that_is_over_can_not_be_taken(client: Client, party: Party) -> None:
    offered(party, until=-timedelta(seconds=1))
    page = text(press(client, "accept", one(party)))

    assert said("This sign-up is over already.", "be") in page
    assert said("Yes, we come", "be") not in page


def test_a_date_that_is_cancelled_says_why_and_leads_on(client: Client, party: Party) -> None:
    on = one(party).occurrence
    schedule.cancel_date(occurrence_id=on.pk, reason=Occurrence.Reason.HOST, at=timezone.now())
    page = text(client.get(MINE))

    assert said("This date does not take place", "be") in page
    why = said("the host can not come", "be")
    assert (capfirst(why) in page, f"/be/sign-up/{on.activity_id}/" in page) == (True, True)


def test_reminders_are_a_switch(client: Client, party: Party) -> None:
    for wanted in (False, True):
        press(client, "reminders")
        party.refresh_from_db()
        assert party.wants_reminder is wanted


def test_a_link_and_a_calendar_are_given_once(client: Client, party: Party) -> None:
    page = text(press(client, "link"))
    link = page.split(f'href="{ORIGIN}/be/l/')[1].split('"')[0]
    other = Client()
    assert other.post(f"/be/l/{link}").url == MINE
    assert other.get(MINE).status_code == 200

    page = text(press(client, "calendar"))
    feed = "/be/l/calendar/" + page.split("/be/l/calendar/")[1].split('"')[0]
    answer = Client().get(feed)
    assert (answer["Content-Type"], answer["Cache-Control"]) == (
        "text/calendar; charset=utf-8",
        "private, no-store",
    )
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(each["SUMMARY"]) for each in events] == ["Wreaths"]
    written = answer.content.decode()
    assert [word in written for word in ("Алена", "alena", party.reference)] == [False] * 3
    assert Client().post(feed).status_code == 405


def test_the_calendar_follows_and_shows_what_is_cancelled_as_cancelled(client: Client, party: Party) -> None:
    on = one(party).occurrence
    schedule.cancel_date(occurrence_id=on.pk, reason=None, at=timezone.now())
    (event,) = Calendar.from_ical(client.get("/be/sign-up/mine/dates.ics").content).walk("VEVENT")
    assert (str(event["STATUS"]), int(event["SEQUENCE"])) == ("CANCELLED", 1)

    Booking.objects.update(ended_by="person")
    assert Calendar.from_ical(client.get("/be/sign-up/mine/dates.ics").content).walk("VEVENT") == []


def test_she_takes_along_all_we_have(client: Client, party: Party) -> None:
    answer = client.get("/be/sign-up/mine/copy/")
    copy = text(answer)
    assert [
        each in copy for each in ("Алена", "alena@example.org", party.reference, "вул. Прыкладная 7")
    ] == [True] * 4
    assert answer["Content-Disposition"] == 'attachment; filename="copy.txt"'


@pytest.mark.usefixtures("by_day")
def test_who_is_erased_gets_an_honest_receipt_and_others_the_seats(client: Client, party: Party) -> None:
    on = one(party).occurrence
    booking.set_capacity(occurrence_id=on.pk, to=2, at=timezone.now())
    waits = signed_up(on, email="w@example.org", party_of=2)
    assert press(client, "erase").url == "/be/sign-up/mine/erased/"

    receipt = text(client.get("/be/sign-up/mine/erased/"))
    assert said("Everything is erased", "be") in receipt
    assert "30 дзён" in receipt
    assert client.get(MINE).status_code == 404
    assert (Party.objects.filter(pk=party.pk).exists(), state(waits)) == (False, ["confirmed"])
    assert JournalEntry.objects.latest("pk").deed == "sign_up_erased"


@pytest.mark.parametrize("do", ["", "publish", "cancel", "cancel x", "cancel 7", "move", "accept "])
def test_a_button_that_does_not_exist_does_nothing(client: Client, party: Party, do: str) -> None:
    assert client.post(MINE, {"do": do}).status_code == 200
    assert state(party) == ["confirmed"]


def test_a_party_of_many_dates_costs_a_bounded_number_of_queries(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    first = soon()
    on = [first, *(soon(first.activity, days=days) for days in range(8, 19))]
    signed = Signed(name="Алена", email=Email("many@example.org"))
    let_in(client, signed_up(*on, signed=signed, form_key=uuid4()))
    with django_assert_max_num_queries(16):
        page = text(client.get(MINE))
    assert page.count("<h3>") == len(on)
    assert Occurrence.objects.filter(pk__in=[each.pk for each in on]).count() == len(on)
