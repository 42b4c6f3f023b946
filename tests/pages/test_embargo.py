"""One embargo for one story: no language, schedule or list lets it out before the hour."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.models import Page
from wagtail_localize.models import Translation

from home.models import StoryPage, Tag
from pages import visibility
from tests.home import editing, stories
from tests.pages import places

pytestmark = pytest.mark.django_db


def hold(page: Page, *, days: int = 1) -> None:
    until = timezone.now() + timedelta(days=days)
    visibility.set_embargo(translation_key=page.translation_key, until=until)


@pytest.fixture
def everywhere() -> dict[str, StoryPage]:
    """One story: the original, a published translation, one in progress, and one nobody has begun."""
    original = stories.told()
    stories.lent(original)
    stories.translated(original, "pl")
    stories.begun(original, "ru")
    return {"be": original, **stories.versions(original)}


def answers(client: Client, versions: dict[str, StoryPage]) -> dict[str, int]:
    return {code: client.get(versions[code].url).status_code for code in stories.LANGUAGES}


def test_no_language_of_a_story_opens_before_the_hour_and_every_one_after_it(everywhere: Any, client: Client):
    hold(everywhere["be"])
    assert answers(client, everywhere) == dict.fromkeys(stories.LANGUAGES, 404)

    hold(everywhere["be"], days=-1)
    assert answers(client, everywhere) == dict.fromkeys(stories.LANGUAGES, 200)


def test_a_schedule_does_not_let_a_story_out_before_its_embargo(client: Client):
    hour = timezone.now() - timedelta(minutes=1)
    story = stories.drafted(go_live_at=hour)
    story.revisions.update(approved_go_live_at=hour)
    hold(story)
    call_command("publish_scheduled")
    story.refresh_from_db()

    assert story.live
    assert client.get(story.url).status_code == 404


def test_a_translation_published_under_an_embargo_waits_with_the_others(client: Client):
    story = stories.told()
    stories.lent(story)
    hold(story)
    polish = stories.translated(story, "pl")

    assert polish.live
    assert client.get(polish.url).status_code == 404


@pytest.mark.parametrize("code", ["be", "pl"])
def test_no_list_names_a_story_kept_back(code: str, everywhere: Any, client: Client):
    tag = Tag.objects.first()
    near = stories.told("Побач", slug="pobac", language=code, tags=[tag])
    hold(everywhere["be"])
    word = "жырандоля" if code == "be" else "żyrandol"

    assert (
        places.naming(client, [everywhere[code]], code=code, near=near, original=near, word=word)
        == places.NOWHERE
    )


@pytest.mark.parametrize("code", ["be", "pl"])
def test_every_list_names_a_story_whose_hour_has_come(code: str, everywhere: Any, client: Client):
    near = stories.told("Побач", slug="pobac", language=code)
    hold(everywhere["be"], days=-1)
    word = "жырандоля" if code == "be" else "żyrandol"
    found = places.naming(
        client, [everywhere[code]], code=code, near=near, original=everywhere["be"], word=word
    )

    # To who asks in another language her own version is offered.
    elsewhere = [] if code == "be" else ["search in another language"]
    assert [place for place, links in found.items() if not links] == elsewhere


def test_a_missing_page_is_not_offered_in_another_language_before_the_hour(everywhere: Any, client: Client):
    hold(everywhere["be"])
    answer = client.get(everywhere["pl"].url)

    assert answer.context["offers"] == []
    assert "Жырандоля" not in answer.content.decode()


def test_an_editor_can_look_at_a_draft_kept_back(everywhere: Any, manager_client: Client):
    hold(everywhere["be"])
    draft = reverse("wagtailadmin_pages:view_draft", args=[everywhere["be"].pk])

    assert "Жырандоля вісіць у зале." in places.read(manager_client, draft)


def test_an_embargo_is_in_force_as_soon_as_a_draft_is_saved(client: Client, manager_client: Client):
    story = stories.told()
    manager_client.post(editing.edit_url(story), editing.form(embargo_until="2126-12-01 10:00"))

    assert timezone.localtime(visibility.embargo_of(story)).isoformat() == "2126-12-01T10:00:00+01:00"
    assert Client().get(story.url).status_code == 404


def test_an_embargo_can_be_set_with_the_first_draft(manager_client: Client):
    answer = manager_client.post(
        editing.add_url(stories.index()), editing.form(embargo_until="2126-12-01 10:00")
    )
    story = StoryPage.objects.get(slug="zyrandola", locale__language_code="be")

    assert answer.status_code == 302
    assert timezone.localtime(visibility.embargo_of(story)).isoformat() == "2126-12-01T10:00:00+01:00"


def test_an_editor_lifts_an_embargo_by_emptying_its_field(manager_client: Client):
    story = stories.told()
    hold(story)
    manager_client.post(editing.edit_url(story), editing.form(embargo_until=""))

    assert visibility.embargo_of(story) is None


def test_an_embargo_cannot_begin_in_the_past(manager_client: Client):
    story = stories.told()
    answer = manager_client.post(editing.edit_url(story), editing.form(embargo_until="2021-06-01 10:00"))

    with override("be"):
        sentence = gettext(
            "This moment has passed. Choose a later one, or leave it empty to hold nothing back."
        )
    assert answer.context["form"].errors == {"embargo_until": [sentence]}
    assert visibility.embargo_of(story) is None


def test_a_story_is_edited_further_when_its_embargo_is_over(manager_client: Client):
    story = stories.told()
    over = timezone.make_aware(datetime(2021, 6, 1, 10))  # noqa: DTZ001 - made aware at once
    visibility.set_embargo(translation_key=story.translation_key, until=over)
    answer = manager_client.post(editing.edit_url(story), editing.form(embargo_until="2021-06-01 10:00"))

    assert (answer.status_code, visibility.embargo_of(story)) == (302, over)


def test_a_story_that_expires_under_its_embargo_is_never_seen(client: Client):
    story = stories.told(expire_at=timezone.now() - timedelta(minutes=1))
    hold(story)
    call_command("publish_scheduled")
    visibility.set_embargo(translation_key=story.translation_key, until=None)
    story.refresh_from_db()

    assert (story.live, story.expired) == (False, True)
    assert client.get(story.url).status_code == 404


def test_looking_at_a_preview_lifts_no_embargo(manager_client: Client):
    story = stories.told()
    hold(story)
    before = visibility.embargo_of(story)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[story.pk])
    manager_client.post(preview, editing.form(embargo_until=""))

    assert "Жырандоля" in places.read(manager_client, preview)
    assert visibility.embargo_of(story) == before


@pytest.mark.parametrize("code", ["be", "pl"])
def test_the_editor_shows_one_embargo_in_every_language(code: str, everywhere: Any, manager_client: Client):
    manager_client.post(editing.edit_url(everywhere["be"]), editing.form(embargo_until="2126-12-01 10:00"))
    Translation.objects.update(enabled=False)
    editor = manager_client.get(editing.edit_url(everywhere[code]))

    assert 'name="embargo_until" value="2126-12-01 10:00"' in editor.content.decode()
