"""A gift is news to the pages that show sums, and to no other."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from donations import purposes, seen
from donations.models import Campaign, Gift
from home.models import HomePage
from pages.caching import SHOWS
from privacy import forgetting
from tests.donations import visiting
from tests.donations.test_ledger import campaign
from tests.events.test_seen import noticed

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
GIFTS = {seen.GIFTS}


def refunded(counter, gift: Gift) -> None:
    counter.refund(charge=gift.entries.get().remote_id)
    counter.settle_down()


CHANGES: dict[str, tuple[Callable[[Any, Gift], Any], set[str]]] = {
    "a promise": (lambda counter, gift: counter.promise(), set()),
    "a payment page": (lambda counter, gift: counter.open(counter.promise()), set()),
    "a gift": (lambda counter, gift: counter.given(), GIFTS),
    "a refund": (refunded, GIFTS),
    "a name that may be shown": (lambda counter, gift: Gift.objects.update(moderation="shown"), GIFTS),
    "a donor forgotten": (
        lambda counter, gift: forgetting.erase([gift.donor.seal_id], at=counter.now),
        GIFTS,
    ),
    "a campaign closed": (
        lambda counter, gift: purposes.close(Campaign.objects.latest("pk"), at=counter.now),
        {""},
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_news_to_those_who_show_it(counter, name: str):
    change, expected = CHANGES[name]
    campaign(counter.now - timedelta(days=1))
    gift = counter.given()
    assert noticed(lambda: change(counter, gift)) == expected


def test_without_its_triggers_nobody_would_hear_of_a_gift(counter):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("ledgerentry", "settlement"):
            cursor.execute(f"ALTER TABLE donations_{table} DISABLE TRIGGER pages_sums_grew")
    assert noticed(counter.given) == set()


def test_pages_with_sums_say_that_they_show_them():
    page = visiting.told_of()
    shown = {}
    for each in (page, visiting.index(), HomePage.objects.get(locale__language_code="be")):
        request = RequestFactory().get(each.url)
        each.get_context(request)
        shown[type(each).__name__] = seen.GIFTS in request.META.get(SHOWS, set())
    assert shown == {"CampaignPage": True, "CampaignIndexPage": True, "HomePage": True}


def test_the_moments_of_a_campaign_are_those_at_which_it_opens_and_ends(db):
    Campaign.objects.filter(pages=None).delete()
    Campaign.objects.update(ends_at=None)
    now = timezone.now()
    campaign(now + timedelta(days=2), ends_at=now + timedelta(days=4))
    moments = [seen.next_of_campaigns(now + timedelta(days=days)) for days in (0, 2, 4)]
    assert moments == [now + timedelta(days=2), now + timedelta(days=4), None]
