"""What a donor changes on her own page, and what becomes of it at Stripe."""

import re

import pytest

from donations.methods import Rhythm
from donations.models import Donor, Fund, Gift, MonthlyChange, MonthlyGift
from donations.money import Money
from tests.donations.counter import letters, lines
from tests.donations.her_page import MINE, let_in, page, send, text
from tests.home.test_inquiry_forms import old_stamp

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
PAID = ("charge", 50_00, "pln")
MORE = {"currency": "pln", "amount": "12,50", "page_language": "pl", "stamp": old_stamp("a" * 32)}


def begun(counter, **more):
    gift = counter.given(rhythm=Rhythm.MONTHLY, **more)
    return MonthlyGift.objects.get(), let_in(gift.donor)


def seen(row):
    row.refresh_from_db()
    return row


# --- The amount ------------------------------------------------------------------------------------------


def test_another_amount_is_done_at_once_and_told(counter):
    row, mine = begun(counter)
    answer = send(mine, "1/amount/", amount="70 zł")
    assert (answer.status_code, answer["Location"]) == (302, MINE)
    assert "70 zł every month" in page(mine)
    counter.months(1)
    assert (seen(row).amount_minor, lines(), letters("gift_changed")) == (
        70_00,
        [PAID, ("charge", 70_00, "pln")],
        ["gift_changed"],
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Write the amount in figures, like 50 or 12,50."),
        ("0", "Write an amount above zero."),
        ("-5", "Write an amount above zero."),
        ("1e400", "Write the amount in figures, like 50 or 12,50."),
        ("1000000000000", "The most that can be given here at once is 50,000 zł."),
        ("4", "The least that can be given here is 5 zł."),
        ("50 EUR", "The amount names another currency"),
        ("<b>50</b>", "Write the amount in figures, like 50 or 12,50."),
    ],
)
def test_an_amount_that_is_none_gets_a_sentence_and_stays_in_the_field(counter, typed, said):
    row, mine = begun(counter)
    answer = text(send(mine, "1/amount/", amount=typed))
    assert (answer.count(said), "<title>Error: " in answer) == (2, True)
    assert (row.changes.exists(), "<b>50" in answer.replace("&lt;", "<").split("<form")[0]) == (False, False)


def test_the_same_amount_is_no_change(counter):
    row, mine = begun(counter)
    assert send(mine, "1/amount/", amount="50,00").status_code == 302
    assert not row.changes.exists()


# --- A pause ---------------------------------------------------------------------------------------------


def test_one_month_left_out_is_one_payment_less(counter):
    row, mine = begun(counter)
    promised = re.search(
        r"Leave out one payment<small>the next payment is on ([^<]+)<", page(mine, "1/pause/")
    )
    send(mine, "1/pause/", answer="rest 1")
    shown = page(mine)
    counter.months(1)
    in_pause = lines()
    counter.months(1)
    assert promised is not None
    assert f"A pause, the next payment is on {promised[1]}" in shown
    assert (seen(row).state, in_pause, lines()) == ("active", [PAID], [PAID, PAID])


def test_a_pause_can_be_ended_on_any_day(counter):
    row, mine = begun(counter)
    send(mine, "1/pause/", answer="rest 6")
    send(mine, do="resume 1")
    counter.months(1)
    assert (seen(row).state, lines()) == ("active", [PAID, PAID])


# --- The end ---------------------------------------------------------------------------------------------


def test_stopping_takes_two_steps_and_opening_the_first_changes_nothing(counter):
    row, mine = begun(counter)
    first = page(mine, "1/stop/")
    assert ("Stop the monthly gift?" in first, 'value="stop" checked' in first) == (True, True)
    assert (seen(row).state, row.changes.exists()) == ("active", False)
    send(mine, "1/stop/", answer="stop")
    counter.months(2)
    assert (seen(row).state, lines(), letters("gift_stopped")) == ("stopped", [PAID], ["gift_stopped"])
    assert "Stopped on" in page(mine)


@pytest.mark.parametrize("answer", ["", "something", "rest 7", "rest"])
def test_nothing_chosen_is_told_and_changes_nothing(counter, answer):
    row, mine = begun(counter)
    assert "Choose what shall become of it." in text(send(mine, "1/stop/", answer=answer))
    assert not row.changes.exists()


@pytest.mark.parametrize("path", ["1/amount/", "1/pause/", "1/stop/", "1/pay/"])
def test_of_what_is_stopped_nothing_can_be_changed(counter, path):
    row, mine = begun(counter)
    send(mine, "1/stop/", answer="stop")
    given = {"amount": "70", "answer": "rest 1", "page_language": "pl"}
    assert "This monthly gift is stopped already." in text(send(mine, path, **given))
    assert [each.what for each in row.changes.all()] == ["stop"]


def test_while_stripe_does_not_answer_it_is_kept_and_done_later(counter):
    from donations import changing

    row, mine = begun(counter)
    counter.misbehave(what="refuse", times=9, only="/v1/subscriptions")
    send(mine, "1/stop/", answer="stop")
    waits = page(mine)
    counter.behave()
    changing.try_now(row.changes.get().pk, at=counter.now)
    assert "Stopping: the payment service has not answered." in waits
    assert (seen(row).state, "Stopped on" in page(mine)) == ("stopped", True)


def test_a_second_change_waits_for_the_first_and_stopping_for_nothing(counter):
    row, mine = begun(counter)
    counter.misbehave(what="refuse", times=9, only="/v1/subscriptions")
    send(mine, "1/amount/", amount="70")
    busy = text(send(mine, "1/amount/", amount="80"))
    counter.behave()
    send(mine, "1/stop/", answer="stop")
    assert "The former change of this gift is not done yet." in busy
    assert ([(each.what, each.state) for each in row.changes.all()], seen(row).state) == (
        [("amount", "refused"), ("stop", "done")],
        "stopped",
    )


def test_what_stripe_refuses_is_told_on_the_page(counter):
    row, mine = begun(counter)
    MonthlyChange.objects.create(
        monthly=row, what="amount", amount_minor=70_00, state="refused", asked_at=counter.now
    )
    assert "70 zł every month: the payment service has refused it." in page(mine)


# --- How it is paid --------------------------------------------------------------------------------------


def leave_another(counter, mine, number="5555555555554444"):
    answer = send(mine, "1/pay/", page_language="en")
    (session,) = counter.twin.every("checkout.session", status="open", mode="setup")
    counter.pay(session=session["id"], number=number)
    return answer, session


def test_another_card_is_left_at_stripe_and_pays_the_next_month(counter):
    row, mine = begun(counter)
    answer, session = leave_another(counter, mine)
    counter.settle_down()
    before = seen(row).payment_method
    counter.months(1)
    (method,) = {each["payment_method"] for each in counter.twin.every("charge")} & {before}
    assert (answer.status_code, counter.twin.shown(session["url"])) == (303, answer["Location"])
    assert (method, lines(), letters("gift_changed")) == (before, [PAID, PAID], ["gift_changed"])


def test_of_two_cards_the_one_left_on_the_later_page_counts_however_often_we_hear(counter):
    row, mine = begun(counter)
    leave_another(counter, mine)
    counter.settle_down()
    counter.later(minutes=1)
    leave_another(counter, mine, number="4242424242424242")
    counter.settle_down()
    last = seen(row).payment_method
    for event in counter.twin.every("event", type="checkout.session.completed"):
        counter.resend(event=event["id"])
    from donations import reconciliation

    reconciliation.compare(since=counter.now - reconciliation.NIGHTS, at=counter.now)
    counter.settle_down()
    assert (seen(row).payment_method, len(letters("gift_changed"))) == (last, 2)


def test_a_page_that_nobody_fills_in_changes_nothing(counter):
    row, mine = begun(counter)
    before = seen(row).payment_method
    send(mine, "1/pay/", page_language="pl")
    counter.later(hours=1)
    counter.settle_down()
    assert (seen(row).payment_method, letters("gift_changed")) == (before, [])


def test_a_payment_that_has_failed_is_mended_from_the_page(counter):
    row, mine = begun(counter)
    counter.decline(customer=counter.twin.get("subscription", row.subscription)["customer"])
    counter.months(1)
    (unpaid,) = counter.twin.every("invoice", status="open")
    assert "The last payment did not work" in page(mine)
    assert counter.twin.shown(unpaid["hosted_invoice_url"]) in page(mine, "1/pay/")


def test_while_cards_are_not_taken_no_other_is_left(counter, django_user_model):
    from donations import calm

    _row, mine = begun(counter)
    calm.begin(by=django_user_model.objects.create_user("volha"), at=counter.now)
    assert "New cards are not taken at the moment." in text(send(mine, "1/pay/", page_language="pl"))


def test_where_a_form_leads_to_the_payment_page_its_policy_allows_that_and_no_other_page_does(counter):
    _row, mine = begun(counter)
    actions = {
        path: re.search(r"form-action ([^;]+);", mine.get(f"{MINE}{path}")["Content-Security-Policy"])[1]
        for path in ("", "1/stop/", "1/pay/", "more/")
    }
    there = f"'self' {counter.twin.address}"
    assert actions == {"": "'self'", "1/stop/": "'self'", "1/pay/": there, "more/": there}


# --- One more gift ---------------------------------------------------------------------------------------


def test_one_more_gift_is_hers_and_the_page_knows_it_before_any_message(counter):
    row, mine = begun(counter)
    answer = send(mine, "more/", **MORE)
    gift = Gift.objects.get(rhythm="once")
    waits = page(mine)
    counter.pay(session=gift.attempts.get().session, method="blik", number="123456")
    shown = page(mine)
    assert (answer.status_code, answer["Location"]) == (303, gift.attempts.get().url)
    assert (gift.donor, gift.page_language, Donor.objects.count()) == (row.donor, "pl", 1)
    assert ("12.50 zł: not paid yet" in waits, "not paid yet" in shown, "62.50 zł" in shown) == (
        True,
        False,
        True,
    )
    counter.settle_down()
    assert letters("gift_received") == ["gift_received"]


@pytest.mark.parametrize("is_open", [True, False])
def test_it_goes_where_her_last_gift_went_while_one_can_give_to_that(counter, is_open):
    names = {f"name_{code}": f"Winter {code}" for code in ("be", "ru", "pl", "en")}
    fund = Fund.objects.create(slug="winter", **names)
    mine = let_in(counter.given(fund=fund).donor)
    Fund.objects.filter(pk=fund.pk).update(is_open=is_open)
    told = page(mine, "more/")
    send(mine, "more/", **MORE)
    again = Gift.objects.get(state="awaiting-payer")
    assert ("Winter en" in told, again.fund) == (is_open, fund if is_open else None)


def test_sent_twice_it_is_one_gift_and_one_page(counter):
    _row, mine = begun(counter)
    first, second = (send(mine, "more/", **MORE)["Location"] for _click in range(2))
    assert (first == second, Gift.objects.filter(rhythm="once").count()) == (True, 1)


def test_what_is_not_paid_can_be_taken_back(counter):
    _row, mine = begun(counter)
    send(mine, "more/", **MORE)
    gift = Gift.objects.get(rhythm="once")
    send(mine, do=f"withdraw {gift.pk}")
    gift.refresh_from_db()
    (session,) = counter.twin.every("checkout.session", mode="payment")
    assert (gift.state, session["status"], "not paid yet" in page(mine)) == ("withdrawn", "expired", False)


@pytest.mark.parametrize("which", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_only_her_own_can_be_taken_back(counter, which):
    other = counter.promise(email="other@example.org")
    counter.open(other)
    _row, mine = begun(counter)
    assert send(mine, do=f"withdraw {which or other.pk}").status_code == 302
    other.refresh_from_db()
    assert other.state == "awaiting-payer"


def test_while_stripe_does_not_say_the_page_does_not_claim_to_know(counter):
    _row, mine = begun(counter)
    send(mine, "more/", **MORE)
    counter.misbehave(what="refuse", times=9)
    shown = page(mine)
    assert ("we do not know yet" in shown, "To the payment page" in shown) == (True, False)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"amount": "0"}, "Write an amount above zero."),
        ({"amount": "10 eur"}, "The amount names another currency"),
        ({"currency": "byn"}, "Gifts can be made in zlotys, euros and dollars."),
        ({"page_language": "be"}, "Choose the language of the payment page"),
    ],
)
def test_a_mistake_gets_a_sentence_and_no_gift_is_made(counter, wrong, said):
    _row, mine = begun(counter)
    assert text(send(mine, "more/", **MORE | wrong)).count(said) == 2
    assert not Gift.objects.filter(rhythm="once").exists()


def test_a_monthly_gift_in_euros_keeps_its_currency(counter):
    row, mine = begun(counter, amount=Money(15_00, "eur"))
    assert "How much every month, in €" in page(mine, "1/amount/")
    send(mine, "1/amount/", amount="20")
    assert (seen(row).amount_minor, row.currency) == (20_00, "eur")
