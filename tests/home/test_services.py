"""What readers are told of a service on a given day, and the one way to change it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from home import services
from home.models import Service, Status
from home.services import Shown
from tests.home import helping, stories

DAY = date(2026, 11, 20)
STATUSES = st.sampled_from(Status.values)
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def shown(status: str, since: int = -10, until: int | None = None) -> Shown:
    """Days are counted from DAY."""
    end = None if until is None else DAY + timedelta(days=until)
    return services.shown(status, DAY + timedelta(days=since), end, today=DAY)


def words(language: str, status: Shown) -> tuple[str, str]:
    with override(language):
        return services.words(status, today=DAY), services.full_words(status, today=DAY)


@given(STATUSES, DAYS, st.none() | DAYS, DAYS)
def test_a_status_is_shown_on_its_days_and_on_no_other(
    status: str, since: date, until: date | None, today: date
):
    holds = since <= today and (until is None or today <= until)
    kind = services.shown(status, since, until, today=today).kind

    assert kind == (status if holds else "ask")


@pytest.mark.parametrize("status", Status.values)
def test_the_last_day_still_counts(status: str):
    assert [shown(status, until=until).kind for until in (1, 0, -1)] == [status, status, "ask"]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("be", ("Прыпынена да 7 снежня", "Прыпынена з 10 лістапада да 7 снежня")),
        ("ru", ("Приостановлено до 7 декабря", "Приостановлено с 10 ноября до 7 декабря")),
        ("pl", ("Wstrzymane do 7 grudnia", "Wstrzymane od 10 listopada do 7 grudnia")),
        ("en", ("Suspended until 7 December", "Suspended from 10 November until 7 December")),
    ],
)
def test_a_pause_names_its_days_in_every_language(language: str, told: tuple[str, str]):
    assert words(language, shown("suspended", until=17)) == told


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("open", ("Адкрыта з 10 лістапада", "Адкрыта з 10 лістапада")),
        ("limited", ("Абмежавана з 10 лістапада", "Абмежавана з 10 лістапада")),
        ("suspended", ("Прыпынена з 10 лістапада", "Прыпынена з 10 лістапада")),
    ],
)
def test_a_status_without_an_end_says_since_when(status: str, told: tuple[str, str]):
    assert words("be", shown(status)) == told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("be", "Спытайце нас: звесткі былі да 19 лістапада"),
        ("ru", "Спросите нас: сведения были до 19 ноября"),
        ("pl", "Zapytaj nas: informacja była do 19 listopada"),
        ("en", "Ask us: known only until 19 November"),
    ],
)
def test_what_is_over_is_a_question_and_never_a_fact(language: str, told: str):
    assert words(language, shown("open", until=-1)) == (told, told)


def test_what_has_not_begun_is_no_fact_either():
    assert words("en", shown("open", since=1)) == ("Ask us", "Ask us")


def test_another_year_is_named():
    assert words("en", shown("limited", since=-400))[0] == "Limited since 16 October 2025"


@pytest.mark.django_db
def test_editors_are_given_what_is_past_its_end():
    Service.objects.filter(until__isnull=False).update(until=None)
    today = helping.today()
    over = helping.suspended(slug="over", until=today - timedelta(days=1))
    Service.objects.filter(slug="over").update(
        **{f"name_{code}": f"Over {code}" for code in stories.LANGUAGES}
    )
    helping.suspended(until=today)

    assert list(services.past_until(today=today)) == [over]


@pytest.mark.django_db
def test_one_change_is_true_in_four_languages_at_once():
    service = helping.suspended()
    services.change(service, status="open", until=None, today=helping.today())
    told = {}
    for code in stories.LANGUAGES:
        with override(code):
            told[code] = [
                each.status
                for each in services.at_a_glance(RequestFactory().get("/"), at=timezone.now())
                if each.name == f"Lamp {code}"
            ]

    assert told == {code: ["open"] for code in stories.LANGUAGES}


@pytest.mark.django_db
def test_a_new_status_begins_today_and_an_old_one_goes_on():
    service, today = helping.suspended(), helping.today()
    longer = services.change(service, status="suspended", until=helping.today(30), today=today)
    reopened = services.change(service, status="open", until=None, today=today)

    assert (longer.since, longer.until) == (helping.today(-10), helping.today(30))
    assert (reopened.since, reopened.until, reopened.status) == (today, None, "open")


@pytest.mark.django_db
def test_the_reasons_stay_for_the_next_time():
    service = helping.suspended()
    services.change(service, status="open", until=None, today=helping.today())
    again = services.change(service, status="suspended", until=None, today=helping.today())

    assert again.why_pl == "why in pl"


@pytest.mark.django_db
def test_a_pause_without_a_reason_is_refused_and_changes_nothing():
    service = helping.offered()
    with pytest.raises(ValidationError) as refused:
        services.change(service, status="suspended", until=None, today=helping.today())

    assert set(refused.value.message_dict) == {
        f"{name}_{code}" for name in ("why", "elsewhere") for code in stories.LANGUAGES
    }
    assert Service.objects.get(pk=service.pk).status == "open"


@pytest.mark.django_db
def test_who_changed_it_is_written_down(manager: Any):
    service = helping.suspended()
    services.change(service, status="open", until=None, today=helping.today(), by=manager)

    entry = ModelLogEntry.objects.get(object_id=str(service.pk))
    assert (entry.action, entry.user) == ("wagtail.edit", manager)
