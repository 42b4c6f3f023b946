"""The demo plays half a year by the verbs, and ends as it is told to."""

from datetime import date, datetime, timedelta

import pytest
from django.db.models import Sum

from letters.models import Letter
from school import auditing, deadlines
from school.demo import build, people
from school.models import Application, Call, Draw, Enrolment, Group, Offer, Term
from school.states import IN_LINE, SITTING, OfferState, State
from tests.school import children
from timetable.expansion import WARSAW

vaults = pytest.mark.django_db(databases=["default", "vault"])
DAYS = {"in the middle of a month": "2026-11-26T11:30", "the first morning of a year": "2027-01-01T08:00"}


@pytest.fixture
def played(request: pytest.FixtureRequest, nobody_yet: None) -> datetime:
    at = datetime.fromisoformat(request.param).replace(tzinfo=WARSAW)
    build.build(at=at, coordinator=children.staff("coordinator"), manager=children.staff("manager"))
    return at


@vaults
@pytest.mark.parametrize("played", DAYS.values(), ids=DAYS, indirect=True)
def test_sixty_learn_sixty_wait_one_offer_lives_one_has_lapsed_and_everything_adds_up(played: datetime):
    offers = {state.value: Offer.objects.filter(state=state).count() for state in OfferState}

    assert Enrolment.objects.filter(state__in=SITTING).count() == 60
    assert Application.objects.filter(state__in=IN_LINE).count() == 60
    assert offers == {"pending": 1, "accepted": 11, "declined": 0, "expired": 1, "revoked": 0}
    assert Offer.objects.get(state=OfferState.PENDING).until > played
    assert Group.objects.aggregate(Sum("taken"), Sum("held")) == {"taken__sum": 60, "held__sum": 1}
    assert (Term.objects.count(), Group.objects.filter(opened_at__isnull=False).count()) == (1, 5)
    assert Draw.objects.filter(signed_at__isnull=False).count() == 2
    assert Application.objects.filter(state__in=IN_LINE).values("round").distinct().count() > 5
    assert Application.objects.filter(state=State.RECEIVED).count() == 2
    assert [str(finding) for finding in auditing.examine(at=played)] == []
    long_ago = played - build.FRESH
    assert not Letter.objects.filter(state=Letter.State.WAITING, created_at__lt=long_ago).exists()
    assert not Call.objects.filter(done_at=None, made_at__lt=long_ago).exists()


def test_on_whatever_day_it_is_built_the_last_offer_lives():
    """Nights, lessons, Easter and both Christmases move deadlines."""
    first = datetime(2026, 11, 26, 7, 30, tzinfo=WARSAW)
    for number in range(3 * 800):
        at = first + number * timedelta(hours=8)
        made_at, lapses_at = build.silence(at)
        assert made_at < lapses_at <= at < deadlines.held_until(lapses_at, is_lesson_day=build.is_lesson_day)


def test_twins_and_a_pair_stand_in_each_month():
    families = people.families(0, first_day=date(2026, 9, 1))
    twins, pair = families[-2:]

    assert sum(len(family.children) for family in families) == 13
    assert len({(child.born_year, child.born_month) for child in twins.children}) == 1
    assert pair.together
