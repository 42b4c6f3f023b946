import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from donations import progress, purposes, wording
from donations.models import CampaignPage, Gift
from donations.money import Money
from pages.publishing import UnpublishableError
from privacy import forgetting
from tests.donations import visiting
from tests.donations.test_ledger import campaign
from tests.donations.visiting import text
from tests.journeys.wording import said
from tests.pages import places

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
REQUIRED = json.loads((Path(places.__file__).parent / "schema" / "required.json").read_text(encoding="utf-8"))
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def nothing_else(db: Any) -> None:
    """The demo's campaigns would stand between those of a test."""
    Page.objects.filter(pk__in=CampaignPage.objects.values("pk")).update(live=False)


def read(client: Client, page: CampaignPage) -> str:
    return text(client.get(page.url))


def test_the_band_is_stitched_as_far_as_the_ledger_says(counter, client: Client):
    page = visiting.told_of(campaign(counter.now - DAY, goal_minor=200_00))
    counter.given(campaign=page.campaign)
    counter.given(campaign=page.campaign, amount=Money(70_50, "pln"))
    counter.open(counter.promise(campaign=page.campaign, amount=Money(80_00, "pln")))
    seen = read(client, page)

    assert 'class="meter__fill" width="60%"' in seen
    assert "120,50 zł" in seen
    assert re.search(r"60 % мэты · 2 ахвяраванні", seen)


def test_what_was_given_back_is_not_stitched_any_more(counter, client: Client):
    page = visiting.told_of(campaign(counter.now - DAY, goal_minor=100_00))
    gift = counter.given(campaign=page.campaign)
    counter.refund(charge=gift.entries.get().remote_id)
    counter.settle_down()
    seen = read(client, page)
    assert 'class="meter__fill" width="0%"' in seen


def test_the_band_never_ends_before_the_last_grosz_and_never_sticks_out(counter):
    drive = campaign(counter.now - DAY, goal_minor=100_00)
    counter.given(campaign=drive, amount=Money(99_99, "pln"))
    almost = progress.of(drive, at=counter.now)
    counter.given(campaign=drive, amount=Money(100_00, "pln"))
    more = progress.of(drive, at=counter.now)
    assert [(each.percent, each.width) for each in (almost, more)] == [(99, 99), (199, 100)]


@pytest.mark.parametrize(
    ("opens", "ends", "expected"),
    [
        (-1, 2, ("Open until", "2 days left", True)),
        (-1, 0.001, ("Open until", "today is the last day", True)),
        (-1, None, ("Open since", "", True)),
        (1, 3, ("It opens on", "", False)),
        (-3, -1, ("Closed on", "", False)),
    ],
)
def test_a_campaign_says_where_it_stands_in_time(
    opens: float, ends: float | None, expected: tuple[str, str, bool]
):
    noon = timezone.now().replace(hour=11, minute=0)
    drive = campaign(noon + opens * DAY, ends_at=noon + ends * DAY if ends else None)
    with override("en"):
        known = progress.of(drive, at=noon)
    assert (known.when.startswith(expected[0]), known.days_left, known.is_open) == (True, *expected[1:])


def test_a_closed_campaign_tells_what_became_of_the_money_and_takes_none(counter, client: Client):
    page = visiting.told_of(report=[("text", "<p>Купілі люстру.</p>")])
    opened = read(client, page)
    purposes.close(page.campaign, at=timezone.now())
    closed = read(client, page)

    button = f"/be/donate/?campaign={page.campaign_id}"
    assert (button in opened, button in closed) == (True, False)
    assert said("What became of the money", "be") in closed
    assert "Купілі люстру." in closed


def test_news_of_it_stand_with_their_days(client: Client):
    seen = read(client, visiting.told_of())
    assert "Знайшлі майстра." in seen
    assert '<time datetime="2026-11-01">' in seen


def test_news_of_tomorrow_are_not_published():
    tomorrow = [("update", {"date": date(2099, 1, 1), "text": "<p>Потым.</p>"})]
    with pytest.raises(UnpublishableError, match="dated in the future"), override("en"):
        visiting.told_of(updates=tomorrow)


SHOWN = {"visibility": Gift.Visibility.NAME, "name": "Ластаўка", "message": "Трымайцеся"}


def moderated(gift: Gift, word: str = "shown") -> Gift:
    Gift.objects.filter(pk=gift.pk).update(moderation=word)
    return gift


def test_only_who_wants_it_is_named_and_only_after_somebody_has_read_it(counter, client: Client):
    page = visiting.told_of()
    hidden = counter.given(campaign=page.campaign, name="Сініца")
    waiting = counter.given(campaign=page.campaign, **SHOWN)
    moderated(hidden)
    before = read(client, page)
    moderated(waiting)
    after = read(client, page)
    moderated(waiting, "kept-back")
    kept_back = read(client, page)

    assert [("Ластаўка" in each, "Сініца" in each) for each in (before, after, kept_back)] == [
        (False, False), (True, False), (False, False),
    ]  # fmt: skip


def test_an_amount_stands_beside_a_name_only_if_that_was_asked_for(counter, client: Client):
    page = visiting.told_of()
    moderated(counter.given(campaign=page.campaign, amount=Money(51_00, "pln"), **SHOWN))
    asked = SHOWN | {"visibility": Gift.Visibility.NAME_AND_AMOUNT, "name": "Вера"}
    moderated(counter.given(campaign=page.campaign, amount=Money(52_00, "pln"), **asked))
    seen = read(client, page)
    assert [each in seen for each in ("Ластаўка", "Вера", "51 zł", "52 zł")] == [True, True, False, True]
    Gift.objects.filter(amount_minor=52_00).update(state=Gift.State.PARTLY_REFUNDED)
    left = read(client, page)
    assert ("Вера" in left, "52 zł" in left.partition('id="signatures"')[2]) == (True, False)


def test_no_hour_is_told(counter, client: Client):
    page = visiting.told_of()
    gift = moderated(counter.given(campaign=page.campaign, **SHOWN))
    listed = read(client, page).partition('id="signatures"')[2].partition("</section>")[0]
    hour = f"{timezone.localtime(gift.received_at):%H:%M}"
    assert ("Ластаўка" in listed, hour in listed) == (True, False)


def test_words_of_donors_are_words_and_no_markup(counter, client: Client):
    page = visiting.told_of()
    moderated(counter.given(campaign=page.campaign, **SHOWN | {"message": "<img src=x>"}))
    assert "&lt;img src=x&gt;" in read(client, page)


def test_whoever_is_forgotten_is_named_no_more(counter, client: Client):
    page = visiting.told_of()
    gift = moderated(counter.given(campaign=page.campaign, **SHOWN))
    forgetting.erase([gift.donor.seal_id], at=counter.now)
    seen = read(client, page)
    assert ("Ластаўка" in seen, "50 zł" in seen) == (False, True)


def test_the_list_shows_open_ones_with_their_bands_and_others_below(client: Client):
    now = timezone.now()
    opened = visiting.told_of(campaign(now - DAY), title="Адкрыты", slug="a")
    over = visiting.told_of(campaign(now - 3 * DAY, ends_at=now - DAY), title="Скончаны", slug="b")
    seen = text(client.get(visiting.index().url))
    above, _stitch, below = seen.partition('id="over"')
    assert (opened.url in above, over.url in above, over.url in below) == (True, False, True)
    assert above.count('class="meter"') == 1


def test_a_campaign_has_one_page_a_language(client: Client):
    page = visiting.told_of()
    with pytest.raises(ValidationError, match="campaign"):
        visiting.told_of(page.campaign, slug="druhi")


def test_a_campaign_with_pages_is_not_deleted_behind_their_back(counter):
    from donations.refusals import GivingRefused, Why

    page = visiting.told_of()
    with pytest.raises(GivingRefused) as refused:
        purposes.remove(page.campaign)
    assert refused.value.why is Why.HAS_PAGES


def test_search_engines_are_told_that_one_can_give_and_until_when(client: Client):
    now = timezone.now()
    page = visiting.told_of(campaign(now - DAY, ends_at=now + DAY))
    graph = json.loads(re.search(r'ld\+json">(.+?)</script>', read(client, page))[1])["@graph"]
    node = next(each for each in graph if each["@type"] == "DonateAction")
    assert [name for name in REQUIRED["DonateAction"] if name not in node] == []
    assert (node["actionStatus"], node["target"]) == (
        "https://schema.org/ActiveActionStatus",
        f"http://localhost:8000/be/donate/?campaign={page.campaign_id}",
    )


def test_it_is_found_by_the_search_and_stands_in_the_sitemap(client: Client):
    page = visiting.told_of()
    assert page.url in text(client.get("/be/search/?q=жырандоля&kind=campaigns"))
    sitemap = text(client.get("/sitemap.xml"))
    assert [f"<loc>http://localhost:8000{url}</loc>" in sitemap for url in (page.url, "/pl/donate/")] == [
        True,
        True,
    ]


def test_the_home_page_shows_the_latest_open_one(client: Client):
    now = timezone.now()
    visiting.told_of(campaign(now - 2 * DAY), title="Ранейшы", slug="a")
    latest = visiting.told_of(campaign(now - DAY), title="Апошні", slug="b")
    home = text(client.get("/be/"))
    assert (latest.title in home, "Ранейшы" in home) == (True, False)
    assert f"/be/donate/?campaign={latest.campaign_id}" in home


def test_letters_name_a_campaign_by_its_page(counter):
    page = visiting.told_of()
    gift = counter.promise(campaign=page.campaign)
    elsewhere = counter.promise(campaign=campaign(counter.now))
    with override("be"):
        assert wording.purpose(gift) == "Жырандоля"
        assert wording.purpose(elsewhere) == said("where the need is greatest", "be")
