"""“Do you still wait?”: asked each half-year, answered by one button, and silence strikes nobody off."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from privacy import links
from school import answering, caring, hosting, leaving, moving, still, telling, wishing
from school.links import STILL
from school.models import Application, Call
from school.refusals import SchoolRefused, Why
from school.states import State
from tests.school import children, families
from tests.school.children import DAY, NOW
from tests.school.families import ORIGIN, letters

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet", "no_letters"),
]
HALF_A_YEAR = still.EACH
MINUTE = timedelta(minutes=1)


def again(row: Application) -> Application:
    return Application.objects.get(pk=row.pk)


def test_families_are_asked_each_half_year_and_not_at_night() -> None:
    row = children.waiting()
    assert still.ask(at=NOW + HALF_A_YEAR - DAY) == 0
    assert still.ask(at=NOW + HALF_A_YEAR + 12 * timedelta(hours=1)) == 0
    assert still.ask(at=NOW + HALF_A_YEAR) == 1
    assert still.ask(at=NOW + HALF_A_YEAR) == 0
    still.answer(application_id=row.pk, at=NOW + HALF_A_YEAR + DAY)
    assert still.ask(at=NOW + 2 * HALF_A_YEAR) == 0
    assert still.ask(at=NOW + 2 * HALF_A_YEAR + DAY) == 1

    assert letters("school_still") == ["school_still_waiting"] * 2


def test_silence_pauses_and_an_answer_brings_back_with_month_and_ticket() -> None:
    row, at = children.waiting(), NOW + HALF_A_YEAR
    still.ask(at=at)
    assert still.hush(at=at + 29 * DAY) == 0
    assert still.hush(at=at + 30 * DAY) == 1
    assert (again(row).state, again(row).pause) == (State.PAUSED, Application.Pause.YEARLY)
    still.answer(application_id=row.pk, at=at + 40 * DAY)
    back = again(row)

    assert (back.state, back.round, back.ticket) == (State.WAITING, row.round, row.ticket)
    assert children.lines(row.code) == ["verified", "drawn", "paused", "resumed"]


def test_an_answer_in_time_changes_nothing_else() -> None:
    row, at = children.waiting(), NOW + HALF_A_YEAR
    still.ask(at=at)
    still.answer(application_id=row.pk, at=at + DAY)

    assert still.hush(at=at + 60 * DAY) == 0
    assert again(row).state == State.WAITING


def test_only_who_is_silent_for_more_than_a_year_leaves_the_list() -> None:
    row, at = children.waiting(), NOW + HALF_A_YEAR
    still.ask(at=at)
    still.hush(at=at + 30 * DAY)
    still.ask(at=at + HALF_A_YEAR)
    still.hush(at=at + HALF_A_YEAR + 29 * DAY)
    assert again(row).state == State.PAUSED
    still.hush(at=at + HALF_A_YEAR + 35 * DAY)

    assert again(row).state == State.WITHDRAWN
    assert "school_left" in letters()


ACTS: dict[str, Callable[[Application, datetime], object]] = {
    "pause and back": lambda row, at: (
        leaving.pause(application_id=row.pk, at=at),
        leaving.resume(application_id=row.pk, at=at),
    ),
    "other days": lambda row, at: wishing.change_days(application_id=row.pk, days=[5], at=at),
    "on the telephone": lambda row, at: hosting.change_needs(
        application_id=row.pk, days=[5], level="", by=children.staff("volha"), at=at
    ),
    "not this term": lambda row, at: answering.decline(offer_id=offered(row, at=at), keep=True, at=at),
}


def offered(row: Application, *, at: datetime) -> int:
    children.opened(children.term(ends_on=at.date() + 90 * DAY), places=1, at=at)
    return children.offer_of(row).pk


@pytest.mark.parametrize("act", ACTS)
def test_who_does_something_of_her_own_will_is_not_silent(act: str) -> None:
    row, at = children.waiting(), NOW + HALF_A_YEAR
    still.ask(at=at)
    ACTS[act](row, at + DAY)
    before = again(row).state

    assert (still.hush(at=at + 40 * DAY), again(row).state) == (0, before)
    assert still.ask(at=at + HALF_A_YEAR) == 0


def test_who_is_paused_in_one_run_is_not_lost_in_it_nor_in_the_next() -> None:
    """The worker stood still for two years: the family was asked once."""
    row, at = children.waiting(), NOW + 2 * 365 * DAY
    still.ask(at=at)
    for days in (30, 31, 90):
        still.hush(at=at + days * DAY)

    assert again(row).state == State.PAUSED


def test_whom_somebody_else_has_moved_meanwhile_does_not_stop_the_others(monkeypatch: Any) -> None:
    rows = sorted([children.waiting(), children.waiting()], key=lambda row: row.pk)
    still.ask(at=NOW + HALF_A_YEAR)
    pause = moving.pause

    def taken(head: Any, application: Application, **more: Any) -> None:
        if application.pk == rows[0].pk:
            raise SchoolRefused(Why.MOVE)
        pause(head, application, **more)

    monkeypatch.setattr(moving, "pause", taken)

    assert still.hush(at=NOW + HALF_A_YEAR + 30 * DAY) == 1
    assert [again(row).state for row in rows] == [State.WAITING, State.PAUSED]


def test_whoever_answers_while_the_run_goes_on_stays(monkeypatch: Any) -> None:
    row = children.waiting()
    still.ask(at=NOW + HALF_A_YEAR)
    at, found = NOW + HALF_A_YEAR + 30 * DAY, still.silent

    def answers_then(*, at: datetime) -> Any:
        rows = found(at=at)
        list(rows)
        Application.objects.filter(pk=row.pk).update(answered_at=at)
        return rows

    monkeypatch.setattr(still, "silent", answers_then)

    assert (still.hush(at=at), again(row).state) == (0, State.WAITING)


@pytest.mark.parametrize(
    ("pause", "becomes"),
    [("silent", "waiting"), ("still", "waiting"), ("wish", "paused"), ("term", "paused")],
)
def test_the_button_of_a_paused_family_says_and_does_what_is_true(pause: str, becomes: str) -> None:
    row = children.waiting(children.guardian(email="hanna@example.org", language="en"))
    long_ago = timezone.now() - HALF_A_YEAR
    Application.objects.filter(pk=row.pk).update(
        state="paused", pause=pause, verified_at=long_ago, made_at=long_ago, asked_at=timezone.now() - MINUTE
    )
    address = said_in_letter(row)
    body = " ".join(mail.outbox[-1].body.split())
    assert ("You are paused now." in body, "Do you still wait" in body) == (True, False)
    asked = families.text(Client().get(address))
    assert ("Yes, we still want a place" in asked, "You stay paused" in asked) == (True, becomes == "paused")
    assert Client().post(address).status_code == 302
    after = families.text(Client().get(address))

    assert again(row).state == becomes
    assert ("Thank you: you still wait" in after, "Stand in the list again" in after) == (
        becomes == "waiting",
        becomes == "paused",
    )
    Client().post(address, {"do": "resume"})
    assert again(row).state == State.WAITING


def said_in_letter(row: Application) -> str:
    telling.tell(still.LETTER, again(row), at=timezone.now())
    families.delivered(still.LETTER)
    address = next(word for word in mail.outbox[-1].body.split() if "/school-still/" in word)
    return address.removeprefix(ORIGIN)


def test_who_has_chosen_digits_answers_on_her_own_page(client: Client) -> None:
    mother = children.guardian(email="hanna@example.org")
    row = families.child(mother)
    Application.objects.filter(pk=row.pk).update(
        asked_at=timezone.now() - MINUTE, verified_at=NOW - HALF_A_YEAR
    )
    families.let_in(client, mother)
    assert 'value="still"' in families.text(client.get(families.MINE))
    families.press(client, "still")

    assert again(row).answered_at is not None
    assert 'value="still"' not in families.text(client.get(families.MINE))


def test_one_press_in_the_letter_is_an_answer_and_opening_it_is_none() -> None:
    mother = children.guardian(email="hanna@example.org")
    row = children.waiting(mother)
    Application.objects.filter(pk=row.pk).update(verified_at=NOW - HALF_A_YEAR, made_at=NOW - HALF_A_YEAR)
    still.ask(at=NOW)
    families.delivered("school_still_waiting")
    address = next(word for word in mail.outbox[-1].body.split() if "/school-still/" in word)
    path = address.removeprefix(ORIGIN)
    for _scanner in range(3):
        assert Client().get(path).status_code == 200
    assert again(row).answered_at is None
    assert Client().post(path).status_code == 302

    assert again(row).answered_at is not None
    assert Client().get(path).status_code == 200


def test_who_has_chosen_digits_gets_no_button_that_opens_without_them() -> None:
    mother = children.guardian(email="hanna@example.org")
    row = children.waiting(mother)
    caring.guard(guardian_id=mother.pk, digits="4071")
    Application.objects.filter(pk=row.pk).update(verified_at=NOW - HALF_A_YEAR, made_at=NOW - HALF_A_YEAR)
    still.ask(at=NOW)
    families.delivered("school_still_waiting")
    body = mail.outbox[-1].body

    assert ("/school-still/" in body, "Зорка" in body, row.code in body) == (False, False, True)


def test_a_button_of_before_works_no_more_once_digits_are_chosen() -> None:
    mother = children.guardian(email="hanna@example.org")
    care = children.waiting(mother).cares.get()
    path = links.issue(STILL, care.pk, language="be", at=timezone.now()).removeprefix(ORIGIN)
    assert Client().get(path).status_code == 200
    caring.guard(guardian_id=mother.pk, digits="4071")

    assert Client().get(path).status_code == 404


def test_families_without_email_are_called() -> None:
    children.waiting(children.guardian(phone="+48 579 000 111"))
    still.ask(at=NOW + HALF_A_YEAR)

    assert list(Call.objects.values_list("about", flat=True)) == ["school_still_waiting"]


def test_a_link_that_is_none_opens_nothing() -> None:
    for kind in ("school-still", "school-contact", "school-join"):
        assert Client().post(f"/be/l/{kind}/nothing/").status_code == 404
    assert timezone.now()
