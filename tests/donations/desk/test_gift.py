"""The page of one gift: any gift is explained by it, and one is given back."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone, translation

from donations import giving_back
from donations.desk import words
from donations.models import Discrepancy, Gift, Refund
from donations.money import Money
from letters.models import Letter
from office import groups
from office.models import JournalEntry
from tests.donations import planting
from tests.donations.desk.conftest import said, shown
from tests.staff import remember

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def page(gift: Any) -> str:
    return f"/admin/gifts/one/{gift.pk}/"


def number() -> str:
    return str(uuid4())


def received(**more: Any) -> Gift:
    return Gift.objects.get(pk=planting.received("be", at=timezone.now(), **more))


def test_any_gift_is_explained_from_the_promise_to_what_went_back(
    counter: Any, staff: Client, fundraiser: Any
) -> None:
    gift = counter.given()
    row = giving_back.ask(gift, amount=20_00, reason=Refund.Reason.ASKED, by=fundraiser, at=counter.now)
    giving_back.carry_out(row.pk, at=counter.now)
    counter.settle_down()
    html = shown(staff, page(gift))

    for sentence in (
        "Promised on our form: 50 zł, once, where the need is greatest.",
        "Payment page 1 is asked for.",
        "The donor is sent to the payment page.",
        "The payment is confirmed.",
        "In the books: 50 zł, paid.",
        "In our account:",
        "Letter “To a donor: thank you”: waiting.",
        "hanna: asked to give a gift back.",
        "In the books: −20 zł, given back.",
        "A part is given back.",
        "30 zł is with us",
        "The rest may be given back as well.",
    ):
        assert sentence in html
    assert "ada@example.org" not in html


def test_what_happens_next_is_said_in_every_state(staff: Client) -> None:
    gift, found = received(), {}
    with translation.override("en"):
        told = {state: str(words.NEXT[state]) for state in Gift.State}
    for state in Gift.State:
        came = timezone.now() if state in Gift.MONEY_CAME else None
        Gift.objects.filter(pk=gift.pk).update(state=state, received_at=came)
        found[state] = told[state] in shown(staff, page(gift))
    assert found == dict.fromkeys(Gift.State, True)


def test_a_small_gift_is_given_back_with_a_reason_and_on_its_way_at_once(staff: Client) -> None:
    gift = received()
    form = {"number": number()}
    refused = said(staff, page(gift), do="refund", amount="50", reason="", **form)
    html = said(staff, page(gift), do="refund", amount="20,50 zł", reason="twice", **form)
    Refund.objects.update(state="sent")
    said(staff, page(gift), do="refund", amount="20,50 zł", reason="twice", **form)

    assert ("Say why" in refused, "is being given back" in html) == (True, True)
    assert "The refund is on its way to the payment service." in html
    row = Refund.objects.get()
    assert (row.amount_minor, row.reason, row.state) == (20_50, "twice", "sent")


def test_a_card_issued_in_belarus_leads_to_its_gift_and_stands_in_its_story(
    counter: Any, staff: Client
) -> None:
    gift = counter.given(number="4000001120000005")
    found = Discrepancy.objects.get(what="by-card")
    difference = f"/admin/gifts/differences/{found.pk}/"
    assert page(gift) in shown(staff, difference)
    assert "Give it back at once, and tell the donor if you can" in shown(staff, difference)
    assert "A card issued in Belarus was used." in shown(staff, page(gift))


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        ("50,01", "More can not be given back than has come in."),
        ("0", "Write an amount above zero."),
        ("-5", "Write an amount above zero."),
        ("1e400", "Write the amount in figures"),
        ("20 €", "names another currency"),
        ("", "Write the amount"),
    ],
)
def test_bad_amounts_are_refused_in_a_sentence(staff: Client, amount: str, sentence: str) -> None:
    gift = received()
    assert sentence in said(staff, page(gift), do="refund", amount=amount, reason="asked", number=number())
    assert not Refund.objects.exists()


def test_a_large_one_is_decided_by_another_person(staff: Client, fundraiser: Any, another: Any) -> None:
    gift = planting.promised("be", at=timezone.now(), amount=Money(600_00, "pln"))
    planting.paid(gift, at=timezone.now())
    own = said(staff, page(gift), do="refund", amount="600", reason="asked", number=number())
    asked = str(Refund.objects.get().pk)
    still = said(staff, page(gift), do="agree", refund=asked)
    staff.force_login(another)
    other = shown(staff, page(gift))
    said(staff, page(gift), do="agree", refund=asked)

    assert "Another colleague has to decide it." in own
    assert "A second person has to decide about the refund." in own
    assert "Another person has to decide this than the one who asked." in still
    assert "Agree, and give it back" in other
    row = Refund.objects.get()
    assert (row.state, row.asked_by, row.agreed_by) == ("waiting", fundraiser, another)


def test_nobody_agrees_to_another_refund_than_she_has_seen(staff: Client, another: Any) -> None:
    gift, at = planting.promised("be", at=timezone.now(), amount=Money(900_00, "pln")), timezone.now()
    planting.paid(gift, at=at)
    seen = giving_back.ask(gift, amount=600_00, reason=Refund.Reason.ASKED, by=another, at=at)
    assert f'name="refund" value="{seen.pk}"' in shown(staff, page(gift))
    Refund.objects.filter(pk=seen.pk).update(state="refused")
    giving_back.ask(gift, amount=900_00, reason=Refund.Reason.ASKED, by=another, at=at)
    assert "This has been decided already." in said(staff, page(gift), do="agree", refund=str(seen.pk))
    assert staff.post(page(gift), {"do": "agree"}).status_code == 404
    assert not Refund.objects.filter(state="waiting").exists()


def test_the_list_of_refunds_decides_too(staff: Client, another: Any, fundraiser: Any) -> None:
    gift = planting.promised("be", at=timezone.now(), amount=Money(600_00, "pln"))
    planting.paid(gift, at=timezone.now())
    at = timezone.now()
    row = giving_back.ask(gift, amount=600_00, reason=Refund.Reason.FRAUD, by=another, at=at)
    assert "a stolen card" in shown(staff, "/admin/gifts/refunds/")
    said(staff, "/admin/gifts/refunds/", refund=str(row.pk), do="refuse")
    row.refresh_from_db()
    assert (row.state, row.agreed_by) == ("refused", fundraiser)
    assert staff.post("/admin/gifts/refunds/", {"refund": "x", "do": "agree"}).status_code == 404


def test_her_letter_is_sent_again_once_a_press_and_to_her_address_alone(staff: Client) -> None:
    gift = received()
    key = "6f1b0d5e-7a55-4f0e-9a43-3d1f8f6f2a11"
    for _pressed_twice in range(2):
        said(staff, page(gift), do="again", key=key)
    letter = Letter.objects.get(name="gift_received", subject=gift.pk)
    busy = said(staff, page(gift), do="again", key="6f1b0d5e-7a55-4f0e-9a43-3d1f8f6f2a12")

    assert (letter.state, "That letter is on its way already." in busy) == ("waiting", True)
    assert JournalEntry.objects.filter(deed="gift_letter_again").count() == 1


def test_without_an_e_mail_there_is_no_letter_to_send(staff: Client) -> None:
    gift = planting.promised("be", at=timezone.now(), email=None)
    planting.paid(gift, at=timezone.now())
    key = "6f1b0d5e-7a55-4f0e-9a43-3d1f8f6f2a11"
    assert "Send the letter again" not in shown(staff, page(gift))
    assert "There is no letter to send again" in said(staff, page(gift), do="again", key=key)


def test_who_has_given_is_behind_a_door_that_the_journal_watches(staff: Client, fundraiser: Any) -> None:
    gift = received()
    address = f"/admin/gifts/donors/{gift.donor_id}/"
    assert address in shown(staff, page(gift))
    assert not JournalEntry.objects.filter(deed="opened").exists()
    assert "ada@example.org" in shown(staff, address)
    entry = JournalEntry.objects.get(deed="opened")
    assert (entry.who, entry.kind, entry.record) == (fundraiser, "donations.donor", str(gift.donor_id))


def test_of_somebody_forgotten_the_gift_stays_and_says_so(staff: Client) -> None:
    gift = received()
    donor = gift.donor
    donor.delete()
    assert "has left nothing with us, or is forgotten" in shown(staff, page(gift))
    assert staff.get(f"/admin/gifts/donors/{donor.pk}/").status_code == 404


def test_a_currency_that_nobody_knows_is_shown_as_it_stands_and_not_given_back(staff: Client) -> None:
    gift = received()
    Gift.objects.filter(pk=gift.pk).update(source="adopted", currency="xxx")
    html = shown(staff, page(gift))
    assert ("5000 of the smallest unit of XXX" in html, "Yes, give it back" in html) == (True, False)


def test_a_gift_is_found_by_its_e_mail_and_the_journal_knows_of_the_question(staff: Client) -> None:
    gift, find = received(), "/admin/gifts/find/"
    assert page(gift) in said(staff, find, asked="ADA@example.org ")
    assert page(gift) not in said(staff, find, asked="eva@example.org")
    assert page(gift) not in said(staff, find, asked="@")
    entries = JournalEntry.objects.filter(deed="donor_looked_up").order_by("pk")
    assert [entry.number for entry in entries] == [1, 0, 0]
    assert "Write an e-mail or a number" in said(staff, find, asked="")


def test_a_gift_is_found_by_any_number_it_has(counter: Any, staff: Client) -> None:
    gift = counter.given()
    entry = gift.entries.get()
    numbers = (
        str(gift.pk), str(gift.pk)[:8], gift.payment_intent, entry.remote_id,
        str(gift.attempts.get().session), entry.settlements.get().txn,
    )  # fmt: skip
    found = {each: page(gift) in said(staff, "/admin/gifts/find/", asked=each) for each in numbers}
    assert found == dict.fromkeys(numbers, True)
    assert page(gift) not in said(staff, "/admin/gifts/find/", asked="a")
    assert page(gift) in shown(staff, f"/admin/gifts/all/?q={gift.payment_intent}")


def test_nobody_else_sees_a_gift(client: Client, django_user_model: Any) -> None:
    gift = received()
    for work in (groups.EDITORS, groups.SCHOOL, groups.PRESS):
        user = django_user_model.objects.create_user(work.key, password=None)
        user.groups.add(groups.of(work))
        client.force_login(user)
        assert client.get(page(gift)).status_code == 404
        assert client.post(page(gift), {"do": "refund", "amount": "1", "reason": "asked"}).status_code == 404
    assert not Refund.objects.exists()


def test_an_hour_later_who_has_given_is_shown_only_after_showing_who_one_is(
    staff: Client, fundraiser: Any
) -> None:
    gift = received()
    remember(staff, began=timezone.now() - timedelta(hours=1))
    answer = staff.get(f"/admin/gifts/donors/{gift.donor_id}/")
    assert "ada@example.org" not in answer.content.decode()
