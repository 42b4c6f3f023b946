"""The books, all gifts and monthly gifts as lists: narrowed, summed up, taken along."""

import csv
import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from donations.desk import words
from donations.methods import Rhythm
from donations.models import Gift
from donations.money import Money
from office.models import JournalEntry
from tests.donations import planting
from tests.donations.desk.conftest import campaign, fund, shown

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
LEDGER, ALL, MONTHLY = "/admin/gifts/ledger/", "/admin/gifts/all/", "/admin/gifts/monthly/"


@pytest.fixture
def gifts(db: Any) -> dict[str, Gift]:
    at = timezone.now()
    school = fund()
    made = {
        "once": planting.promised("be", at=at),
        "school": planting.promised("be", at=at, fund=school, amount=Money(70_00, "pln")),
        "euro": planting.promised("pl", at=at, amount=Money(20_00, "eur"), rhythm=Rhythm.MONTHLY),
        "old": planting.promised("be", at=at - timedelta(days=40), campaign=campaign(at=at - timedelta(99))),
    }
    for name, gift in made.items():
        planting.paid(gift, at=gift.created_at, back=15_00 if name == "once" else 0)
    return made


def numbers(html: str, gifts: dict[str, Gift]) -> set[str]:
    return {name for name, gift in gifts.items() if f"/admin/gifts/one/{gift.pk}/" in html}


def test_the_ledger_has_every_line_and_a_sum_for_each_currency(staff: Client, gifts: dict[str, Gift]) -> None:
    html = shown(staff, LEDGER)
    assert numbers(html, gifts) == set(gifts)
    assert '4 lines</dt> <dd>155 zł</dd> <dd class="desk__parts">170 zł −15 zł</dd>' in html
    assert "1 line</dt> <dd>€20</dd>" in html


@pytest.mark.parametrize(
    ("asked", "found", "total"),
    [
        ("kind=refund", {"once"}, "−15 zł"),
        ("currency=eur", {"euro"}, "€20"),
        ("fund={fund}", {"school"}, "70 zł"),
        ("campaign={campaign}", {"old"}, "50 zł"),
        ("rhythm=monthly", {"euro"}, "€20"),
        ("occurred_at_from={today}", {"once", "school", "euro"}, "105 zł"),
        ("occurred_at_from={today}&currency=pln", {"once", "school"}, "105 zł"),
        ("q={school}", {"school"}, "70 zł"),
        ("q=refund_", {"once"}, "−15 zł"),
    ],
)
def test_it_is_narrowed_and_the_sums_are_of_what_is_left(
    staff: Client, gifts: dict[str, Gift], asked: str, found: set[str], total: str
) -> None:
    query = asked.format(
        fund=gifts["school"].fund_id,
        campaign=gifts["old"].campaign_id,
        today=timezone.localdate(gifts["once"].created_at),
        school=str(gifts["school"].pk)[:8],
    )
    html = shown(staff, f"{LEDGER}?{query}")
    assert numbers(html, gifts) == found
    assert f"<dd>{total}</dd>" in html


def test_it_is_taken_along_as_it_was_narrowed_with_a_reason(staff: Client, gifts: dict[str, Gift]) -> None:
    url = f"/admin/export/gifts/?currency=pln&kind=charge&fund={gifts['school'].fund_id}"
    assert "/admin/export/gifts/?currency=pln" in shown(staff, f"{LEDGER}?currency=pln")
    assert "1 record." in shown(staff, url)
    answer = staff.post(url, {"format": "csv", "why": "export_report", "key": ""})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))

    gift = gifts["school"]
    assert rows[1][1:8] == [
        "paid", "70.00", "PLN", "skola en", "once", str(gift.pk), f"charge_{gift.pk.hex}",
    ]  # fmt: skip
    assert len(rows) == 2
    entry = JournalEntry.objects.get(deed="exported")
    assert (entry.kind, entry.number, entry.why) == ("donations.ledgerentry", 1, "export_report")
    assert staff.post(url, {"format": "csv", "why": "", "key": ""})["Content-Type"].startswith("text/html")


def test_without_a_reason_there_is_no_way_to_take_it_along(staff: Client, gifts: dict[str, Gift]) -> None:
    for address in (LEDGER, ALL, MONTHLY):
        answer = staff.get(f"{address}?export=csv")
        assert answer["Content-Type"].startswith("text/html")
    assert "5 records." in shown(staff, "/admin/export/gifts/?q=%00")


def test_of_a_currency_that_nobody_knows_no_figure_is_made_up(gifts: dict[str, Gift]) -> None:
    with translation.override("en"):
        assert words.in_figures(1234, "xxx") == "1234 of the smallest unit of XXX"
    assert words.in_figures(1234, "pln") == Decimal("12.34")


def test_all_gifts_are_listed_paid_or_not(staff: Client, gifts: dict[str, Gift]) -> None:
    gifts["draft"] = planting.promised("be", at=timezone.now())
    assert numbers(shown(staff, ALL), gifts) == set(gifts)
    assert numbers(shown(staff, f"{ALL}?state=draft"), gifts) == {"draft"}
    assert numbers(shown(staff, f"{ALL}?q={gifts['euro'].pk}"), gifts) == {"euro"}
    assert "<dt>1 gift that has come</dt> <dd>€20</dd>" in shown(staff, ALL)
    came = '3 gifts that have come</dt> <dd>155 zł</dd> <dd class="desk__parts">170 zł −15 zł</dd>'
    assert came in shown(staff, ALL)
    assert "<dt>1 gift that has come</dt>" not in shown(staff, f"{ALL}?state=draft")
    assert "There is nothing of this kind." in shown(staff, f"{ALL}?state=disputed")


def test_monthly_gifts_are_listed_with_what_they_bring(staff: Client) -> None:
    rows = [planting.monthly("be", at=timezone.now()) for _each in range(2)]
    planting.monthly("be", at=timezone.now(), state="paused")
    html = shown(staff, MONTHLY)
    assert all(f"{MONTHLY}{row.pk}/" in html for row in rows)
    assert "2 gifts each month</dt> <dd>100 zł</dd>" in html
    found = shown(staff, f"{MONTHLY}?q={rows[0].subscription}")
    assert [f"{MONTHLY}{row.pk}/" in found for row in rows] == [True, False]


@pytest.mark.parametrize("address", [LEDGER, ALL, MONTHLY])
def test_a_long_list_costs_no_more_questions_than_a_short_one(
    staff: Client, gifts: dict[str, Gift], address: str, django_assert_max_num_queries: Any
) -> None:
    for _each in range(20):
        planting.received("be", at=timezone.now())
    shown(staff, address)
    with django_assert_max_num_queries(45):
        shown(staff, address)
    shown(staff, f"{address}results/")
