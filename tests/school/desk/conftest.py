from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from office import groups
from school import ledger, places
from school.models import Group, Term
from tests.school import children
from timetable.expansion import WARSAW


@pytest.fixture
def coordinator(db: None, django_user_model: Any) -> Any:
    children.nobody_yet()
    return somebody(django_user_model, "volha")


@pytest.fixture
def another(coordinator: Any, django_user_model: Any) -> Any:
    return somebody(django_user_model, "zosia")


def somebody(model: Any, name: str) -> Any:
    """A coordinator of the school who reads English."""
    user = model.objects.create_user(name, password=None)
    user.groups.add(groups.of(groups.SCHOOL))
    UserProfile.objects.create(user=user, preferred_language="en")
    return user


@pytest.fixture
def staff(client: Client, coordinator: Any) -> Client:
    client.force_login(coordinator)
    return client


@pytest.fixture
def group_a(coordinator: Any) -> Group:
    """Open, on Saturdays, two places, in the middle of a term."""
    return children.opened(term(), places=2)


def day(number: int) -> date:
    """So many days from today."""
    return timezone.localdate() + timedelta(days=number)


def term() -> Term:
    return children.term(starts_on=day(-60), ends_on=day(120))


def noon() -> datetime:
    """The last one: no offer waits for the morning, and what was made then is there already."""
    today = datetime.combine(day(0), time(12), tzinfo=WARSAW)
    return today if today <= timezone.now() else datetime.combine(day(-1), time(12), tzinfo=WARSAW)


def settle() -> None:
    with ledger.held() as head:
        places.settle(head, at=noon())


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()
