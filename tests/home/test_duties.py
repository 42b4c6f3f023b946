"""What services and guides ask of editors, on the dashboard."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from home import guides
from home.models import GuidePage, Service
from office import duties
from tests.home import helping

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_is_old() -> None:
    """Whatever day it is, the demo asks for nothing."""
    Service.objects.update(until=None)
    GuidePage.objects.update(checked_on=helping.today())


def waiting(user: Any) -> list[tuple[str, str, str]]:
    with override("en"):
        found = duties.waiting(user, at=timezone.now())
        return [(str(duty.act), duty.subject, duty.url) for duty in found.duties]


def test_a_service_past_its_end_waits_for_an_editor(editor: Any):
    service = helping.suspended(until=helping.today(-1))
    url = reverse(f"{Service.snippet_viewset.url_namespace}:status", args=[service.pk])

    assert waiting(editor) == [("Say what is true of this service now", "Lamp en", url)]


def test_a_service_on_its_last_day_does_not(editor: Any):
    helping.suspended(until=helping.today())

    assert waiting(editor) == []


def test_who_may_not_change_services_is_not_asked_to(editor: Any):
    helping.suspended(until=helping.today(-1))
    editor.groups.first().permissions.remove(Permission.objects.get(codename="change_service"))

    assert waiting(editor) == []


def test_a_stale_guide_waits_for_an_editor(editor: Any):
    guide = helping.guided(checked_on=helping.today(-guides.FRESH_FOR.days - 1))
    url = reverse("wagtailadmin_pages:edit", args=[guide.pk])

    assert (
        "See whether it is still true, then write down today’s date and publish",
        f"{guide.title} (Belarusian)",
        url,
    ) in waiting(editor)


def test_a_fresh_guide_does_not(editor: Any):
    helping.guided()

    assert [act for act, _subject, _url in waiting(editor) if "still true" in act] == []
