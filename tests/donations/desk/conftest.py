from typing import Any

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from donations.models import Campaign, Fund
from office import groups


@pytest.fixture
def fundraiser(db: None, django_user_model: Any) -> Any:
    return somebody(django_user_model, "hanna")


@pytest.fixture
def another(db: None, django_user_model: Any) -> Any:
    return somebody(django_user_model, "maryna")


def somebody(model: Any, name: str) -> Any:
    """A fundraiser who reads English."""
    user = model.objects.create_user(name, password=None)
    user.groups.add(groups.of(groups.FUNDRAISERS))
    UserProfile.objects.create(user=user, preferred_language="en")
    return user


@pytest.fixture
def staff(client: Client, fundraiser: Any) -> Client:
    client.force_login(fundraiser)
    return client


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return plain(answer)


def said(client: Client, address: str, **typed: Any) -> str:
    """What stands on the page one is led to."""
    return plain(client.post(address, typed, follow=True))


def plain(answer: Any) -> str:
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def fund(slug: str = "skola", **more: Any) -> Fund:
    names = {f"name_{code}": f"{slug} {code}" for code in ("be", "ru", "pl", "en")}
    return Fund.objects.create(slug=slug, **names | more)


def campaign(*, at: Any, name: str = "Заробак настаўнікам", **more: Any) -> Campaign:
    return Campaign.objects.create(name=name, goal_minor=17_000_00, opens_at=at, **more)
