from datetime import date, timedelta

import pytest
from django.utils import timezone

from config.languages import LANGUAGES
from events.demo import content, people
from events.models import Activity, Booking, Occurrence
from letters.models import Letter

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
DAYS = [date(2026, 11, 20) + timedelta(days=number) for number in range(0, 60, 7)]


@pytest.mark.parametrize("today", DAYS)
def test_every_activity_has_a_rule_on_any_day_it_is_built(today: date) -> None:
    rules = {told.key: told.rule(today=today) for told in content.told()}
    assert len(rules) == 11
    assert all(rule.day > today for rule in rules.values())


def test_those_with_a_page_have_words_in_four_languages() -> None:
    languages = [code for code, _name in LANGUAGES]
    paged = [told for told in content.told() if told.words]
    assert len(paged) == 10
    for told in paged:
        assert list(told.words) == languages
        assert {frozenset(words) - {"name"} for words in told.words.values()} == {
            frozenset({"title", "slug", "lead", "text", "bring"})
        }


def test_the_demo_has_full_half_full_and_cancelled_dates_and_people_who_wait() -> None:
    """The ground has the activities."""
    people.sign_up(at=timezone.now())

    dolls, wreaths = (
        Activity.objects.get(name=name).occurrences.filter(start__gt=timezone.now()).order_by("start")[0]
        for name in ("Саламяная лялька", "Калядныя вянкі")
    )
    assert (dolls.free, dolls.waiting > 0, 0 < wreaths.free < 20) == (0, True, True)
    assert Occurrence.objects.filter(cancelled_at__isnull=False).count() == 1
    assert set(Activity.objects.values_list("policy", flat=True)) == {"open", "sign-up", "invitation"}
    waiting = Booking.objects.filter(state=Booking.State.WAITING)
    assert waiting.count() == Letter.objects.filter(name="seat_waiting").count()
