"""A donor's own page: what it shows, and to whom it opens."""

from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from donations.models import Campaign, Donor, Fund, Gift, MonthlyGift
from letters import writing
from letters.models import Letter
from office.letter_views import row_of
from privacy import alike, jobs, keys, links
from tests.donations import planting
from tests.donations.counter import letters
from tests.donations.her_page import MINE, ORIGIN, by_letter, let_in, page, send, text

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


@pytest.fixture
def donor():
    return planting.monthly("en", at=timezone.now()).donor


def test_it_opens_by_the_link_in_every_letter(client):
    at = timezone.now()
    row = planting.monthly("en", at=at)
    once = planting.received("en", at=at, back=20_00)
    found = {
        name: by_letter(name, subject, at=at)
        for name, subject in (
            ("gift_monthly_received", row.gifts.get().pk),
            ("gift_changed", row.pk),
            ("gift_stopped", row.pk),
            ("gift_link", row.donor_id),
            ("gift_received", once),
            ("gift_refunded", once),
        )
    }
    row.state = "overdue"
    row.save()
    found["gift_failed"] = by_letter("gift_failed", row.pk, at=at)
    for path in found.values():
        opened = Client().post(path, follow=True)
        assert opened.redirect_chain == [(MINE, 302)]
        assert "50 zł every month" in text(opened)


@pytest.mark.parametrize(
    "path",
    ["", "1/amount/", "1/pause/", "1/stop/", "1/pay/", "more/", "safe/", "copy/", "erase/"],
)
def test_it_is_for_her_alone(donor, path):
    mine, stranger = let_in(donor), Client()
    answer = mine.get(f"{MINE}{path}")
    assert (answer.status_code, answer["Cache-Control"], answer["X-Robots-Tag"]) == (
        200,
        "private, no-store",
        "noindex",
    )
    for method in (stranger.get, stranger.post):
        closed = method(f"{MINE}{path}")
        assert (closed.status_code, "This link does not open" in text(closed)) == (404, True)


def test_a_title_says_nothing_of_what_is_on_the_page(donor):
    assert "<title>Your page —" in page(let_in(donor))


def test_there_is_no_monthly_gift_of_somebody_else(donor):
    other = planting.monthly("en", at=timezone.now(), donor=None)
    other.gifts.update(donor=None)
    mine = let_in(donor)
    assert mine.get(f"{MINE}2/stop/").status_code == 404
    assert send(mine, "2/stop/", answer="stop").status_code == 404
    assert not other.changes.exists()


def test_who_takes_the_way_out_has_to_open_the_letter_again(donor):
    mine = let_in(donor)
    mine.get("/en/leave/")
    assert mine.get(MINE).status_code == 404


def test_all_that_was_given_under_one_address_stands_there_and_nothing_else():
    at = timezone.now()
    first = Gift.objects.get(pk=planting.received("en", at=at - timedelta(days=40), back=20_00))
    row = planting.monthly("en", at=at)
    planting.received("en", at=at, email="other@example.org")
    mine = page(let_in(row.donor))
    assert first.donor != row.donor
    assert ("given back: 20 zł" in mine, "50 zł every month" in mine) == (True, True)
    assert "you have given 30 zł. Thank you." in mine
    assert mine.count('class="table__row"') == 1


def test_a_donor_without_an_address_sees_her_own_gift_alone():
    at = timezone.now()
    planting.received("en", at=at)
    gift = Gift.objects.get(pk=planting.received("en", at=at, email=None, name="Alena"))
    mine = page(let_in(gift.donor))
    assert ("Alena" in mine, "ada@example.org" in mine, mine.count('class="table__row"')) == (True, False, 1)


def test_more_gifts_are_no_more_queries(donor):
    def queries():
        with CaptureQueriesContext(connections["default"]) as asked:
            page(let_in(donor))
        return len(asked)

    planting.received("en", at=timezone.now())
    before = queries()
    at = timezone.now()
    for number in range(4):
        campaign = Campaign.objects.create(name=f"Camp {number}", goal_minor=100_00, opens_at=at)
        planting.received("en", at=at, campaign=campaign)
        planting.received("en", at=at, fund=Fund.objects.order_by("slug").first())
    assert queries() <= before + 1


def test_a_year_of_months_is_shortened_and_the_copy_has_all(donor):
    row = MonthlyGift.objects.get()
    for month in range(30):
        gift = planting.received("en", at=timezone.now() - timedelta(days=31 * month))
        Gift.objects.filter(pk=gift).update(monthly=row)
    mine = let_in(donor)
    assert (page(mine).count('class="table__row"'), "Earlier ones" in page(mine)) == (24, True)
    assert page(mine, "copy/").count("; 50 zł;") == 30


def test_the_copy_has_all_we_know(donor):
    gift = Gift.objects.get(
        pk=planting.received("en", at=timezone.now(), name="Alena", message="Так трымаць", visibility="name")
    )
    copy = page(let_in(donor), "copy/")
    for words in ("ada@example.org", "Alena", "Так трымаць", "50 zł every month", "readers see"):
        assert words in copy
    assert gift.moderation == "waiting"


def test_who_has_lost_the_link_gets_one_letter_for_all_her_gifts(donor):
    planting.received("en", at=timezone.now())
    Letter.objects.all().delete()
    for _asked in range(2):
        jobs.send_new_links.func(keys.digest_of(alike.email("ada@example.org")).hex())
    assert (letters("gift_link"), Donor.objects.count()) == (["gift_link"], 2)
    letter = Letter.objects.get(name="gift_link")
    assert row_of(letter)["url"] == reverse("gift_donor", args=[letter.subject])


@pytest.mark.parametrize("name", ["gift_monthly_received", "gift_changed", "gift_stopped"])
def test_letters_tell_amounts_in_currencies_we_do_not_offer(donor, name):
    """Of subscriptions that began elsewhere."""
    row = donor.monthly_gifts.get()
    MonthlyGift.objects.filter(pk=row.pk).update(currency="chf")
    Gift.objects.filter(monthly=row).update(currency="chf", source="monthly")
    subject = row.gifts.get().pk if name == "gift_monthly_received" else row.pk
    assert "CHF" in writing.kinds[name](subject, timezone.now()).context["amount"]


def test_once_and_monthly_stand_in_four_languages():
    at = timezone.now()
    said = {"be": "кожны месяц", "ru": "каждый месяц", "pl": "co miesiąc", "en": "every month"}
    for language, words in said.items():
        donor = planting.monthly(language, at=at, email=f"{language}@example.org").donor
        assert words in page(let_in(donor, language=language), language=language).lower()


# --- A telephone that others look into ------------------------------------------------------------------


def test_four_digits_guard_all_her_links_those_of_later_gifts_too(donor):
    at = timezone.now()
    earlier = planting.monthly("en", at=at)
    path = by_letter("gift_changed", earlier.pk, at=at)
    wrong = send(let_in(donor), "safe/", guard="1234")
    send(let_in(donor), "safe/", guard="4071")
    later = Gift.objects.get(pk=planting.received("en", at=at))
    paths = [path, by_letter("gift_received", later.pk, at=at)]
    assert "These are the first that others try" in text(wrong)
    for each in paths:
        assert Client().post(each, {"guard": "0000"}).status_code == 200
        assert Client().post(each, {"guard": "4071"}).status_code == 302


def test_the_window_in_which_they_are_chosen_stays_open_and_others_close(donor):
    mine, other = let_in(donor), let_in(donor)
    send(mine, "safe/", guard="4071")
    assert [each.get(MINE).status_code for each in (mine, other)] == [200, 404]


def test_a_payment_that_has_failed_is_mended_behind_the_digits_too(donor):
    at, row = timezone.now(), donor.monthly_gifts.get()
    MonthlyGift.objects.filter(pk=row.pk).update(state="overdue")
    before = writing.kinds["gift_failed"](row.pk, at).context["url"].removeprefix(ORIGIN)
    send(let_in(donor), "safe/", guard="4071")
    after = writing.kinds["gift_failed"](row.pk, at).context["url"].removeprefix(ORIGIN)
    assert Client().get(before).status_code == 404
    assert Client().post(after, {"guard": "0000"}).status_code == 200
    assert Client().post(after, {"guard": "4071"})["Location"] == MINE


def test_who_is_erased_has_closed_the_way_to_her_failed_payment(donor):
    row = donor.monthly_gifts.get()
    MonthlyGift.objects.filter(pk=row.pk).update(state="overdue")
    url = writing.kinds["gift_failed"](row.pk, timezone.now()).context["url"].removeprefix(ORIGIN)
    before = Client().get(url).status_code
    send(let_in(donor), "erase/", do="erase")
    assert (before, Client().get(url).status_code) == (200, 404)


def test_the_digits_can_be_given_up_by_who_knows_them(donor):
    mine = let_in(donor)
    send(mine, "safe/", guard="4071")
    shown = page(mine)
    for left_open in ({}, {"old": "9999"}):
        assert send(mine, "safe/", do="off", **left_open).status_code == 200
        assert send(mine, "safe/", guard="5082", **left_open).status_code == 200
    send(mine, "safe/", do="off", old="4071")
    path = links.issue(links.purposes["gifts"], donor.pk, language="en", at=timezone.now())
    assert "your links ask for four digits" in shown
    assert Client().post(path.removeprefix("http://localhost:8000")).status_code == 302


# --- A name that readers see ----------------------------------------------------------------------------


def test_a_name_that_is_shown_can_be_taken_back_on_any_day(donor):
    at = timezone.now()
    pk = planting.received("en", at=at, name="Alena", visibility="name-and-amount")
    Gift.objects.filter(pk=pk).update(moderation="shown")
    mine = let_in(donor)
    before = page(mine)
    send(mine, do="hide")
    gift = Gift.objects.get(pk=pk)
    assert ("Do not show it any more" in before, gift.visibility, gift.moderation) == (True, "hidden", "none")
    assert "Do not show it any more" not in page(mine)
