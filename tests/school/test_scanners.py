"""A mail scanner opens every link a hundred times before the family does: nothing changes, and the link still
does what it is for."""

from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from privacy import links
from privacy.links import Purpose
from school import answering
from school.confirming import CONFIRM
from school.links import CONTACT, JOIN, SCHOOL, STILL
from school.models import Application, Guardian
from tests.school.children import NOW, guardian, offer_of, opened, waiting
from tests.school.families import ORIGIN

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]
OFTEN = 20
"""For each of five links: a hundred in all."""


class Family:
    """Asked, and not confirmed yet: everything could happen to it."""

    def __init__(self) -> None:
        self.parent = guardian()
        self.child = waiting(self.parent, at=timezone.now())
        opened(places=1)

    def link(self, purpose: Purpose) -> str:
        care = self.child.cares.get()
        subject = care.pk if purpose is STILL else self.parent.pk
        url = links.issue(purpose, subject, language="be", at=timezone.now())
        return url.removeprefix(ORIGIN)


def everything() -> Any:
    """All rows of the school."""
    models = [each for each in apps.get_app_config("school").get_models() if not issubclass(each, Page)]
    return {each: sorted(map(str, each._default_manager.values_list())) for each in models}


@pytest.mark.parametrize("purpose", [SCHOOL, STILL, CONTACT, JOIN, CONFIRM], ids=lambda each: each.name)
def test_opening_a_link_a_hundred_times_changes_nothing(purpose: Purpose) -> None:
    family = Family()
    if purpose in (JOIN, CONFIRM):
        Guardian.objects.update(verified_at=None)
    if purpose is CONFIRM:
        Application.objects.update(state="received")
    url, before = family.link(purpose), everything()
    for number in range(OFTEN):
        scanner = Client()
        assert (scanner.head if number % 2 else scanner.get)(url).status_code == 200

    assert everything() == before
    assert Client().post(url).status_code in (200, 302)


def test_accepting_is_a_button_on_her_page_and_opening_the_page_presses_none(client: Client) -> None:
    family = Family()
    client.post(family.link(SCHOOL))
    before = everything()
    for _time in range(OFTEN):
        assert client.get("/be/school/mine/", follow=True).status_code == 200

    assert everything() == before
    answering.accept(offer_id=offer_of(family.child).pk, at=NOW)
    assert everything() != before
