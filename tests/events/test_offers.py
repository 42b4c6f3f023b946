from typing import Any

import pytest
from django.test import Client

from events import offers
from events.models import Activity, EventPage
from office.starts import Start
from tests.events import dates, pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def written() -> None:
    """Every activity there is has a page."""
    for number, each in enumerate(Activity.objects.exclude(pages__locale__language_code="be")):
        pages.about(each, slug=f"z-{number}")


def begun(user: Any) -> Start | None:
    return offers.write_about_an_event(user)


def test_an_editor_is_offered_to_write_about_what_has_no_page(written: None, editor: Any, client: Client):
    assert begun(editor) is None

    activity = dates.activity(name="Lamps")
    offered = begun(editor)
    assert offered
    client.force_login(editor)
    assert activity.name in client.get(offered.url).content.decode()


def test_who_may_not_add_pages_is_offered_nothing(django_user_model: Any):
    dates.activity()

    assert begun(django_user_model.objects.create_user("ales")) is None


def test_the_form_has_one_place_for_each_word(editor: Any, client: Client):
    client.force_login(editor)
    dates.activity()
    offered = begun(editor)
    assert offered
    html = client.get(offered.url).content.decode()

    shown = [name for name in ("activity", "lead", "bring", "cover_alt") if f'name="{name}"' in html]
    assert shown == ["activity", "lead", "bring", "cover_alt"]
    assert EventPage.template == "events/event_page.html"
