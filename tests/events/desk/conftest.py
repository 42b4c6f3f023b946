from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from events.models import Activity, Occurrence
from office import groups
from tests.events import dates
from timetable.rules import Rule


@pytest.fixture
def coordinator(db: None, django_user_model: Any) -> Any:
    user = django_user_model.objects.create_user("volha", password=None)
    user.groups.add(groups.of(groups.EVENTS))
    return user


@pytest.fixture
def staff(client: Client, coordinator: Any) -> Client:
    """A coordinator at work, in English."""
    client.force_login(coordinator)
    client.cookies["django_language"] = "en"
    coordinator.wagtail_userprofile = profile(coordinator)
    return client


def profile(user: Any) -> Any:
    from wagtail.users.models import UserProfile

    return UserProfile.objects.create(user=user, preferred_language="en")


@pytest.fixture
def soon() -> Occurrence:
    """Tomorrow at six, three seats, sign-up."""
    return on(days=1)


def on(*, days: int, of: Activity | None = None, **more: Any) -> Occurrence:
    """At six in the evening, so many days from today."""
    day = timezone.localdate() + timedelta(days=days)
    start = dates.AT_SIX.replace(year=day.year, month=day.month, day=day.day)
    of = of or weekly(days=days)
    return dates.date(of, start=start, **{"capacity": 3} | more)


def weekly(*, days: int, **more: Any) -> Activity:
    """On that weekday at six, from that day on."""
    day = timezone.localdate() + timedelta(days=days)
    start = dates.AT_SIX.replace(year=day.year, month=day.month, day=day.day)
    rule = Rule(start=start, kind=dates.Kind.WEEKLY, weekdays=frozenset({day.weekday()}))
    return dates.activity(**{"rule": rule, "rule_since": timezone.now()} | more)
