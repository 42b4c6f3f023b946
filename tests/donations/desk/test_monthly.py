"""The page of one monthly gift, and taking over a list of those there were."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from donations import changing
from donations.methods import Rhythm
from donations.models import MonthlyChange, MonthlyGift
from letters.models import Letter
from office.models import JournalEntry
from tests.donations import planting
from tests.donations.desk.conftest import said, shown
from tests.donations.test_taking_over import begun

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
LIST = "/admin/gifts/monthly/list/"


def page(row: Any) -> str:
    return f"/admin/gifts/monthly/{row.pk}/"


@pytest.fixture
def row(db: Any) -> MonthlyGift:
    return planting.monthly("be", at=timezone.now())


def test_staff_change_it_for_the_donor_and_stripe_is_asked(counter: Any, staff: Client) -> None:
    counter.given(rhythm=Rhythm.MONTHLY)
    row = MonthlyGift.objects.get()
    said(staff, page(row), do="amount", amount="70 zł")
    changing.carry_out(MonthlyChange.objects.get().pk, at=counter.now)
    html = shown(staff, page(row))

    assert "another amount: 70 zł" in html
    assert "done, by staff" in html
    assert JournalEntry.objects.get(deed="monthly_amount_changed").record == str(row.pk)
    said(staff, page(row), do="stop")
    changing.carry_out(MonthlyChange.objects.get(what="stop").pk, at=counter.now)
    assert "Yes, stop it" not in shown(staff, page(row))
    assert Letter.objects.filter(name="gift_stopped").count() == 1


def test_while_the_payment_service_is_silent_nobody_is_told_that_it_is_done(
    counter: Any, staff: Client
) -> None:
    counter.given(rhythm=Rhythm.MONTHLY)
    row = MonthlyGift.objects.get()
    counter.misbehave(what="refuse", times=9, only="/v1/subscriptions", method="POST")
    html = said(staff, page(row), do="amount", amount="70 zł")
    assert "The payment service has not answered yet, and is asked until it does." in html
    assert ("Done." in html, MonthlyChange.objects.get().state) == (False, "waiting")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"do": "amount", "amount": "4,99"}, "The least that can be given here is 5 zł."),
        ({"do": "amount", "amount": "70 €"}, "names another currency"),
        ({"do": "pause", "until": ""}, "Give the day"),
        ({"do": "pause", "until": "2020-01-01"}, "Give a day between tomorrow and a year from now"),
    ],
)
def test_what_can_not_be_is_said(staff: Client, row: MonthlyGift, typed: Any, sentence: str) -> None:
    assert sentence in said(staff, page(row), **typed)
    assert not MonthlyChange.objects.exists()


def test_a_pause_lasts_until_the_morning_of_its_day(staff: Client, row: MonthlyGift) -> None:
    day = timezone.localdate() + timedelta(days=40)
    said(staff, page(row), do="pause", until=day.isoformat())
    change = MonthlyChange.objects.get()
    assert (change.what, change.by_staff, timezone.localtime(change.until).isoformat()[:16]) == (
        "pause",
        True,
        f"{day}T00:00",
    )
    assert "is not done yet" in said(staff, page(row), do="resume")


def test_the_letter_of_a_failed_payment_is_sent_again(staff: Client, row: MonthlyGift) -> None:
    assert "failed payment again" not in shown(staff, page(row))
    MonthlyGift.objects.update(state="overdue")
    assert "failed payment again" in shown(staff, page(row))
    said(staff, page(row), do="again", key=str(uuid4()))
    assert Letter.objects.get(name="gift_failed").subject == row.pk


# --- Taking over -----------------------------------------------------------------------------------


def test_a_file_is_shown_on_trial_and_taken_over_on_a_second_yes(counter: Any, staff: Client) -> None:
    number = begun(counter, 50_00)
    text = f"id,Customer Email,Status\n{number},ada@example.org,active\n"
    trial = said(staff, LIST, do="try")
    file = SimpleUploadedFile("subscriptions.csv", text.encode("utf-8-sig"))
    tried = said(staff, LIST, do="try", file=file)
    before = MonthlyGift.objects.count()
    done = said(staff, LIST, do="take-over", text=text)
    again = said(staff, LIST, do="take-over", text=text)

    assert "Choose a file, or paste the lines" in trial
    assert "On trial: nothing has happened yet" in tried
    assert ("<strong>50 zł</strong>" in tried, "Yes, take them over" in tried, before) == (True, True, 0)
    assert "1 monthly gift is taken over." in done
    assert "nothing happens to them. Lines: 2" in again
    assert MonthlyGift.objects.get().donor.has_email


def test_wrong_lines_are_named_and_nothing_can_be_taken_over(counter: Any, staff: Client) -> None:
    text = "падпіска;пошта\nsub_none;ada@example.org\ncus_2;x"
    html = said(staff, LIST, do="take-over", text=text)
    assert "Line 2, “падпіска”: the payment service knows no such subscription" in html
    assert "Line 3, “пошта”: that is no e-mail" in html
    assert "Yes, take them over" not in html
    assert "Columns are missing: «пошта»." in said(staff, LIST, text="id\nsub_1")


def test_when_the_payment_service_is_silent_it_is_said(counter: Any, staff: Client) -> None:
    counter.misbehave(what="limit", times=9, only="/v1/subscriptions", method="GET")
    html = said(staff, LIST, do="try", text="id,email\nsub_1,ada@example.org")
    assert "The payment service does not answer. Nothing has been changed" in html
