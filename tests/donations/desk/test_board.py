"""The first page of gifts, differences, names and words, purposes, transfers."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from donations import bank_statement, calm, discrepancies, giving_back
from donations.desk import differences
from donations.models import Campaign, Discrepancy, Fund, Gift, LedgerEntry, PaymentService, Refund
from donations.money import Money
from office import duties
from office.models import JournalEntry
from tests.donations import planting
from tests.donations.desk.conftest import campaign, fund, said, shown

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
BOARD, WORDS = "/admin/gifts/", "/admin/gifts/words/"
PURPOSES, TRANSFERS = "/admin/gifts/purposes/", "/admin/gifts/transfers/"


def difference(**more: Any) -> Discrepancy:
    return discrepancies.find(Discrepancy.What.TWICE, "ch_1", at=timezone.now(), **more)


def with_words(message: str = "Трымайцеся!", **more: Any) -> Gift:
    at = timezone.now()
    gift = planting.promised("be", at=at, name="Ада", message=message, visibility="name", **more)
    planting.paid(gift, at=at)
    return Gift.objects.get(pk=gift.pk)


def test_the_board_has_sums_by_currency_and_a_bar_for_each_day(staff: Client) -> None:
    planting.received("be", at=timezone.now(), back=20_00)
    planting.received("be", at=timezone.now() - timedelta(days=60))
    planting.monthly("be", at=timezone.now())
    LedgerEntry.objects.create(
        kind="bank", remote_id="transfer 1", amount_minor=70_00, currency="pln", occurred_at=timezone.now(),
        entered_at=timezone.now(),
    )  # fmt: skip
    html = shown(staff, BOARD)

    assert "<dt>gifts in 30 days</dt><dd>2</dd>" in html
    assert '<span class="desk__sum">100 zł</span>' in html
    assert '<dt>comes each month</dt><dd><span class="desk__sum">50 zł</span>' in html
    assert (html.count('<rect class="chart__once"'), "<svg" in html) == (1, True)
    assert shown(staff, f"{BOARD}?days=90").count('<rect class="chart__once"') == 2
    assert "style=" not in html[html.index("<svg") : html.index("</svg>")]


def test_one_button_stops_cards_and_takes_them_again(staff: Client, fundraiser: Any) -> None:
    html = said(staff, f"{BOARD}calm/", do="begin")
    assert ("Cards are not taken since" in html, calm.circumstances().calm) == (True, True)
    assert PaymentService.now().calm_by == fundraiser
    assert "Stop taking cards" in said(staff, f"{BOARD}calm/", do="end")
    assert not calm.circumstances().calm
    deeds = JournalEntry.objects.filter(deed__startswith="calm_").order_by("pk")
    assert [entry.deed for entry in deeds] == ["calm_begun", "calm_ended"]
    assert staff.get(f"{BOARD}calm/").status_code == 405


def test_what_waits_is_on_the_board_and_on_the_first_page(
    staff: Client, fundraiser: Any, another: Any
) -> None:
    at = timezone.now()
    gift = planting.promised("be", at=at, amount=Money(600_00, "pln"))
    planting.paid(gift, at=at)
    giving_back.ask(gift, amount=600_00, reason=Refund.Reason.ASKED, by=fundraiser, at=at)
    difference(gift=gift)
    with_words()
    html = shown(staff, BOARD)

    for words in ("Differences to explain: 1", "Refunds to decide: 1", "Names and words to read: 1"):
        assert words in html
    kinds = ("gift_differences", "gift_refunds", "gift_words")

    def counted(user: Any) -> dict[str, int]:
        found = duties.waiting(user, at=at).counts
        return {each.kind.name: each.number for each in found if each.kind.name in kinds}

    assert counted(fundraiser) == {"gift_differences": 1, "gift_words": 1}
    assert counted(another) == dict.fromkeys(kinds, 1)


def test_a_difference_is_explained_in_a_sentence_and_nothing_else_changes(
    staff: Client, fundraiser: Any
) -> None:
    row = difference(theirs=50_00, currency="pln")
    page = f"/admin/gifts/differences/{row.pk}/"
    assert "Give one of the two payments back" in shown(staff, page)
    assert "Write what it is" in said(staff, page, words="  ")
    assert "Everything adds up." in said(staff, page, words="Двойчы націснула; вярнулі.")
    row.refresh_from_db()
    assert (row.explanation, row.explained_by) == ("Двойчы націснула; вярнулі.", fundraiser)
    assert "Двойчы націснула" in shown(staff, page)
    assert "Somebody has explained it already" in said(staff, page, words="Інакш")
    row.refresh_from_db()
    assert row.explanation == "Двойчы націснула; вярнулі."


def test_of_every_kind_it_is_said_what_to_do(staff: Client) -> None:
    with translation.override("en"):
        told = {what: str(differences.LOOK[what]) for what in Discrepancy.What}
    rows = [discrepancies.find(what, "x", at=timezone.now()) for what in Discrepancy.What]
    pages = {row.what: shown(staff, f"/admin/gifts/differences/{row.pk}/") for row in rows}
    assert {what: told[what] in pages[what] for what in told} == dict.fromkeys(Discrepancy.What, True)


# --- Names and words -------------------------------------------------------------------------------


def test_words_are_read_and_shown_or_kept_back(staff: Client) -> None:
    gift, other = with_words("<b>Жыве!</b>"), with_words("Адрас майго брата")
    unpaid = planting.promised("be", at=timezone.now(), name="Ева", message="Не", visibility="name")
    html = shown(staff, WORDS)
    assert "&lt;b&gt;Жыве!&lt;/b&gt;" in html
    assert "<b>Жыве" not in html
    assert "Ева" not in html

    said(staff, WORDS, gift=str(gift.pk), do="show")
    assert "Everything is read." in said(staff, WORDS, gift=str(other.pk), do="keep-back")
    states = {row.pk: row.moderation for row in Gift.objects.all()}
    assert (states[gift.pk], states[other.pk], states[unpaid.pk]) == ("shown", "kept-back", "waiting")
    assert JournalEntry.objects.filter(deed__startswith="gift_words").count() == 2
    said(staff, f"/admin/gifts/one/{gift.pk}/", do="keep-back")
    gift.refresh_from_db()
    assert gift.moderation == "kept-back"
    assert staff.post(WORDS, {"gift": "nobody", "do": "show"}).status_code == 404


def test_of_a_gift_that_says_nothing_there_is_nothing_to_decide(staff: Client) -> None:
    pk = planting.received("be", at=timezone.now())
    assert staff.post(WORDS, {"gift": str(pk), "do": "show"}).status_code == 404
    said(staff, f"/admin/gifts/one/{pk}/", do="show")
    assert Gift.objects.get(pk=pk).moderation == "none"


# --- Funds and campaigns ---------------------------------------------------------------------------

NEW = {"name": "Абеды", "goal": "5 000", "currency": "pln", "fund": "", "first": "2026-11-01", "last": ""}


def test_a_campaign_is_made_changed_closed_and_opened_again(staff: Client) -> None:
    new = "/admin/gifts/campaigns/new/"
    assert "It ends before it begins." in said(staff, new, **{**NEW, "last": "2026-10-31"})
    assert "Write the date in figures" in said(staff, new, **{**NEW, "last": "9999-12-31"})
    assert "Абеды" in said(staff, new, **{**NEW, "last": "2026-11-30"})
    row = Campaign.objects.get(name="Абеды")
    assert (row.goal_minor, timezone.localtime(row.opens_at).isoformat()[:16]) == (
        5_000_00,
        "2026-11-01T00:00",
    )
    assert timezone.localtime(row.ends_at).isoformat()[:16] == "2026-12-01T00:00"

    page = f"/admin/gifts/campaigns/{row.pk}/"
    assert 'value="2026-11-30"' in shown(staff, page)
    for do, closed in (("close", True), ("close", True), ("reopen", False)):
        said(staff, page, do=do)
        row.refresh_from_db()
        assert (row.closed_at is not None) == closed
    deeds = JournalEntry.objects.filter(kind="donations.campaign").order_by("pk")
    assert [each.deed for each in deeds] == ["campaign_saved", "campaign_closed", "campaign_reopened"]
    said(staff, page, do="remove")
    assert not Campaign.objects.filter(pk=row.pk).exists()


def test_a_moment_that_is_there_stays_when_its_day_does(staff: Client) -> None:
    row = campaign(at=timezone.now() - timedelta(days=3), ends_at=timezone.now() + timedelta(days=3))
    days = {name: timezone.localdate(value).isoformat() for name, value in
            (("first", row.opens_at), ("last", row.ends_at))}  # fmt: skip
    said(staff, f"/admin/gifts/campaigns/{row.pk}/", **{**NEW, "name": "Інакш", **days})
    after = Campaign.objects.get(pk=row.pk)
    assert (after.name, after.opens_at, after.ends_at) == ("Інакш", row.opens_at, row.ends_at)


def test_what_has_been_given_for_is_not_deleted_and_keeps_its_currency(staff: Client) -> None:
    row = campaign(at=timezone.now() - timedelta(days=1))
    gift = planting.promised("be", at=timezone.now(), campaign=row)
    planting.paid(gift, at=timezone.now())
    page = f"/admin/gifts/campaigns/{row.pk}/"
    assert "It can be closed, but not deleted" in said(staff, page, do="remove")
    html = said(staff, page, **{**NEW, "currency": "eur"})
    assert "its currency stays what it is" in html
    row.refresh_from_db()
    assert (row.currency, row.name) == ("pln", "Заробак настаўнікам")
    assert "50 zł" in shown(staff, PURPOSES)
    assert not JournalEntry.objects.filter(deed="campaign_removed").exists()


@pytest.mark.parametrize(
    ("goal", "sentence"),
    [("0", "above zero"), ("-5", "above zero"), ("1e400", "in figures"), ("", "Write the")],
)
def test_a_goal_is_an_amount(staff: Client, goal: str, sentence: str) -> None:
    assert sentence in said(staff, "/admin/gifts/campaigns/new/", **{**NEW, "goal": goal})
    assert not Campaign.objects.filter(name=NEW["name"]).exists()


def test_a_fund_counts_what_has_come(staff: Client) -> None:
    school = fund()
    planting.paid(planting.promised("be", at=timezone.now(), fund=school), at=timezone.now())
    planting.promised("be", at=timezone.now(), fund=school)
    assert "1 gift</p>" in shown(staff, PURPOSES)


def test_a_fund_is_made_in_four_languages_and_closed(staff: Client) -> None:
    names = {f"name_{code}": f"Школа {code}" for code in ("be", "ru", "pl", "en")}
    assert "Школа en" in said(staff, "/admin/gifts/funds/new/", slug="skola", is_open="on", **names)
    row = Fund.objects.get(slug="skola")
    said(staff, f"/admin/gifts/funds/{row.pk}/", slug="skola", **names)
    row.refresh_from_db()
    assert (row.is_open, "closed" in shown(staff, PURPOSES)) == (False, True)


def test_what_a_fund_pays_for_is_said_in_all_four_languages_or_in_none(staff: Client) -> None:
    told = {"slug": "skola"} | {f"name_{code}": f"Школа {code}" for code in ("be", "ru", "pl", "en")}
    page = said(staff, "/admin/gifts/funds/new/", **told, about_be="падручнікі")
    assert (page.count("Say it in all four languages, or in none."), "падручнікі" in page) == (3, True)
    lines = {f"about_{code}": f"падручнікі {code}" for code in ("be", "ru", "pl", "en")}
    said(staff, "/admin/gifts/funds/new/", **told, **lines)
    assert Fund.objects.get(slug="skola").about_pl == "падручнікі pl"


# --- Bank transfers --------------------------------------------------------------------------------

TRANSFER = {"do": "enter", "number": "2026/118", "amount": "100", "currency": "pln", "came": "2026-11-20"}


def test_a_transfer_is_entered_once_and_put_right(staff: Client) -> None:
    school = fund()
    html = said(staff, TRANSFERS, **TRANSFER, purpose=f"fund {school.pk}")
    assert "100 zł" in html
    again = said(staff, TRANSFERS, **TRANSFER)
    assert "has been entered already" in again
    line = LedgerEntry.objects.get()
    assert (line.fund, line.kind) == (school, "bank")

    assert "10 zł" in said(staff, f"{TRANSFERS}{line.pk}/", amount="10 zł")
    said(staff, f"{TRANSFERS}{line.pk}/", amount="")
    assert sum(LedgerEntry.objects.values_list("amount_minor", flat=True)) == 0


def test_many_transfers_cost_no_more_questions_than_one(
    staff: Client, fundraiser: Any, django_assert_num_queries: Any
) -> None:
    def entered(number: int) -> None:
        at, hundred = timezone.now(), Money(100_00, "pln")
        told = {"amount": hundred, "purpose": None, "came_at": at}
        line = bank_statement.enter(f"2026-{number}", **told, by=fundraiser, at=at)
        bank_statement.correct(line, to=90_00, by=fundraiser, at=at)

    entered(0)
    shown(staff, TRANSFERS)
    with CaptureQueriesContext(connection) as one:
        shown(staff, TRANSFERS)
    for number in range(1, 6):
        entered(number)
    with django_assert_num_queries(len(one)):
        assert shown(staff, TRANSFERS).count(">90 zł</p>") == 6


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"number": "Ганна Прыкладная"}, "That is no number of a transfer"),
        ({"number": ""}, "Write the number"),
        ({"amount": "-5"}, "Write an amount above zero."),
        ({"amount": "1000000000000000"}, "Write the amount in figures"),
        ({"currency": "byn"}, "Select a valid choice"),
        ({"came": "2126-11-20"}, "That day is still to come"),
        ({"came": "0001-01-01"}, "Write the date in figures"),
        ({"purpose": "fund 999"}, "Select a valid choice"),
    ],
)
def test_what_is_no_transfer_is_refused_in_a_sentence(staff: Client, wrong: Any, sentence: str) -> None:
    assert sentence in said(staff, TRANSFERS, **{**TRANSFER, **wrong})
    assert not LedgerEntry.objects.exists()
