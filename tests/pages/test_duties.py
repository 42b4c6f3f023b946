"""What the dashboard tells an editor to do, and that each line leads where it can be done."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from home.models import GuidePage, HomePage, Service, StoryPage
from office import duties
from pages import moderation
from tests.home import editing, stories
from tests.pages import places

pytestmark = pytest.mark.django_db

EMPTY = "Nothing waits for you. Good time for a coffee."
BUDGET = 45


@pytest.fixture(autouse=True)
def nothing_is_old() -> None:
    """Whatever day it is, the demo's services and guides ask for nothing."""
    Service.objects.update(until=None)
    GuidePage.objects.update(checked_on=timezone.localdate())


def waiting(user: Any) -> list[tuple[str, str]]:
    found = duties.waiting(user, at=timezone.now() + timedelta(seconds=1))
    return [(str(duty.act), duty.url) for duty in found.duties]


def test_nothing_to_do_is_said(editor: Any, client: Client):
    client.force_login(editor)
    with override("be"):
        sentence = gettext(EMPTY)

    assert waiting(editor) == []
    assert sentence in places.read(client, "/admin/")


def test_a_draft_waits_for_who_began_it(editor: Any, translator: Any):
    page = stories.drafted()
    page.save_revision(user=editor)

    assert waiting(editor) == [(gettext("Finish the draft"), editing.edit_url(page))]
    assert waiting(translator) == []


def test_a_story_waits_for_its_translation(editor: Any):
    page = stories.told()

    assert waiting(editor) == [
        (
            gettext("Translate into the languages it lacks"),
            reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
        )
    ]


def test_what_was_handed_over_waits_for_editors_alone(editor: Any, translator: Any):
    page = stories.drafted()
    page.save_revision(user=translator)
    moderation.hand_over(page, user=translator, at=timezone.now())

    assert waiting(editor) == [(gettext("Check and publish"), editing.edit_url(page))]
    assert waiting(translator) == []


def test_a_stale_page_an_expiring_one_and_a_broken_link_wait(editor: Any):
    home = HomePage.objects.get(locale__language_code="be")
    target = stories.told("Прыбраная", slug="prybranaja")
    link = f'<p><a linktype="page" id="{target.pk}">Субота</a></p>'
    source = stories.told(body=[("text", link)])
    target.unpublish()
    HomePage.objects.filter(pk=home.pk).update(last_published_at=timezone.now() - timedelta(days=100))
    StoryPage.objects.filter(pk=source.pk).update(expire_at=timezone.now() + timedelta(days=1))

    found = waiting(editor)
    assert found[0] == (
        gettext("See whether it is still true, then publish anew"),
        editing.edit_url(home),
    )
    assert {(act, url) for act, url in found[1:]} >= {
        (gettext("It goes offline soon: let it, or move the date"), editing.edit_url(source)),
        (gettext("Mend a link that leads nowhere"), editing.edit_url(source)),
    }


def test_the_oldest_comes_first(editor: Any):
    now = timezone.now()
    for number, days in enumerate((3, 9, 6)):
        story = stories.told(f"Гісторыя {days}", slug=f"story-{number}")
        StoryPage.objects.filter(pk=story.pk).update(first_published_at=now - timedelta(days=days))

    found = duties.waiting(editor, at=now)
    assert [duty.subject.split(" (")[0] for duty in found.duties] == [
        "Гісторыя 9", "Гісторыя 6", "Гісторыя 3",
    ]  # fmt: skip


def test_a_year_of_neglect_is_counted_and_not_listed(editor: Any):
    for number in range(duties.A_KIND + 3):
        stories.told(f"Гісторыя {number}", slug=f"story-{number}")

    found = duties.waiting(editor, at=timezone.now())
    assert (len(found.duties), found.more) == (duties.A_KIND, 3)


def questions(client: Client) -> int:
    client.get("/admin/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/admin/")
    return len(asked)


def test_the_dashboard_asks_no_more_when_there_is_more_to_do(editor: Any, client: Client):
    client.force_login(editor)
    for number in range(duties.A_KIND):
        stories.told(f"Гісторыя {number}", slug=f"story-{number}")
    before = questions(client)
    for number in range(2 * duties.A_KIND):
        stories.told(f"Яшчэ {number}", slug=f"more-{number}")
        stories.drafted(f"Чарнавік {number}", slug=f"draft-{number}").save_revision(user=editor)

    assert questions(client) <= before + duties.A_KIND
    assert questions(client) <= BUDGET


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_the_dashboard_speaks_the_editors_language(code: str, editor: Any, client: Client):
    stories.told()
    client.force_login(editor)
    html = client.get("/admin/", headers={"accept-language": code}).content.decode()
    with override(code):
        assert gettext("Translate into the languages it lacks") in html
