from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import override

from donations import purposes, refusals
from donations.models import Campaign
from donations.money import CURRENCIES, Fault
from donations.refusals import GivingRefused, Why
from tests.donations.test_ledger import campaign

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def test_a_campaign_is_open_between_its_days_and_until_it_is_closed(counter):
    at = counter.now
    drive = campaign(at, ends_at=at + timedelta(days=2))
    days = [purposes.is_open(drive, at=at + timedelta(days=day)) for day in (-1, 0, 1, 2)]
    purposes.close(drive, at=at + timedelta(days=1))
    assert days == [False, True, True, False]
    assert not purposes.is_open(drive, at=at + timedelta(days=1))


def test_it_ends_as_planned_or_earlier():
    at, day = datetime(2026, 11, 26, tzinfo=UTC), timedelta(days=1)
    ends = [(None, None), (at, None), (None, at), (at, at + day), (at + day, at)]
    found = [purposes.end(Campaign(ends_at=planned, closed_at=closed)) for planned, closed in ends]
    assert found == [None, at, at, at, at]


def test_the_database_judges_alike_at_every_edge_of_time(counter):
    at, day = counter.now, timedelta(days=1)
    edges = [at + day * number for number in (-2, -1, 0, 1, 2)]
    for ends, closed in [(None, None), (at, None), (None, at), (at + day, at), (at, at + day)]:
        drive = campaign(at - day, ends_at=ends, closed_at=closed)
        rows = Campaign.objects.filter(pk=drive.pk)
        judged = [rows.filter(purposes.open_at(edge)).exists() for edge in edges]
        assert judged == [purposes.is_open(drive, at=edge) for edge in edges]


def test_nothing_is_given_to_a_closed_campaign(counter):
    drive = campaign(counter.now, closed_at=counter.now)
    with pytest.raises(GivingRefused) as refused:
        counter.promise(campaign=drive)
    assert refused.value.why is Why.CLOSED


def test_a_page_is_not_opened_for_a_campaign_that_closed_meanwhile(counter):
    drive = campaign(counter.now)
    gift = counter.promise(campaign=drive)
    purposes.close(drive, at=counter.now)
    with pytest.raises(GivingRefused) as refused:
        counter.open(gift)
    assert refused.value.why is Why.CLOSED


def test_a_campaign_with_gifts_can_not_be_deleted_and_one_without_can(counter):
    given_to, empty = campaign(counter.now), campaign(counter.now)
    counter.promise(campaign=given_to)
    with pytest.raises(GivingRefused) as refused:
        purposes.remove(given_to)
    assert refused.value.why is Why.HAS_GIFTS
    both = [given_to.pk, empty.pk]
    purposes.remove(empty)
    left = Campaign.objects.filter(pk__in=both)
    assert list(left.values_list("pk", flat=True)) == [given_to.pk]


@pytest.mark.parametrize("fault", list(Fault))
def test_each_mistake_with_an_amount_has_a_sentence(fault):
    for code in [*CURRENCIES, "jpy"]:
        said = refusals.sentence(fault, currency=code, language="en")
        assert said.endswith(".")
        assert "%(" not in said


def test_the_sentence_names_the_limits():
    with override("en"):
        said = refusals.sentence(Fault.TOO_LITTLE, currency="pln", language="en")
    assert said == "The least that can be given here is 5\N{NO-BREAK SPACE}zł."


@pytest.mark.parametrize("why", list(Why))
def test_each_refusal_has_a_sentence(why):
    assert str(GivingRefused(why)).strip()
