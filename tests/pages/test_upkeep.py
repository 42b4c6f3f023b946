"""What wants a hand, counted by hand first."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import TestCase
from django.utils import timezone
from wagtail.models import Page

from home.models import GuidePage, HomePage, StoryPage
from pages import upkeep, visibility
from pages.models import Document, Image
from tests.home import stories
from tests.pages import uploaded

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def titles(pages: Any) -> list[str]:
    return sorted(page.title for page in pages)


def linking(to: Page | Document, title: str = "Жырандоля", **fields: Any) -> StoryPage:
    kind = "page" if isinstance(to, Page) else "document"
    text = f'<p><a linktype="{kind}" id="{to.pk}">Афіша суботы</a></p>'
    return stories.told(title, body=[("text", text)], **fields)


def picture() -> Image:
    photo = uploaded.saved(uploaded.two_halves(), "JPEG")
    return Image.objects.create(title="Зала", people="nobody", file=ContentFile(photo, name="a.jpg"))


def test_the_demo_is_translated_whole():
    assert titles(upkeep.untranslated()) == []


def test_a_story_nobody_has_translated_is_missed_in_three_languages():
    story = stories.told()
    stories.lent(story)

    assert titles(upkeep.untranslated()) == ["Жырандоля"]
    assert upkeep.missing_languages([story]) == {story.translation_key: ["ru", "pl", "en"]}


def test_a_story_translated_once_is_missed_in_two():
    story = stories.told()
    stories.translated(story)

    assert titles(upkeep.untranslated()) == ["Жырандоля"]
    assert upkeep.missing_languages([story]) == {story.translation_key: ["ru", "en"]}


def test_a_draft_is_nobodys_to_translate_yet():
    stories.drafted()

    assert titles(upkeep.untranslated()) == []


@pytest.fixture(autouse=True)
def guides_are_fresh() -> None:
    """Whatever the day: one of the demo's is stale on purpose."""
    GuidePage.objects.update(checked_on=NOW.date())


def test_a_home_page_left_alone_for_a_season_is_stale():
    home = HomePage.objects.get(locale__language_code="be")
    old = NOW - home.fresh_for - timedelta(days=1)
    HomePage.objects.filter(pk=home.pk).update(last_published_at=old)

    assert [page.pk for page in upkeep.stale(at=NOW)] == [home.pk]


def test_a_story_never_grows_stale():
    StoryPage.objects.update(last_published_at=NOW - timedelta(days=3650))

    assert list(upkeep.stale(at=NOW)) == []


def test_originals_without_a_photograph_are_bare_and_translations_with_them():
    bare = upkeep.without_cover().count()
    assert bare == 22  # The demo's stories, events, campaigns and the school, each once.

    stories.told(cover=picture())
    assert upkeep.without_cover().count() == bare
    stories.told("Яшчэ адна", slug="jascze")
    assert upkeep.without_cover().count() == bare + 1


@pytest.mark.parametrize(("days", "counted"), [(-1, 0), (1, 1), (13, 1), (15, 0)])
def test_what_goes_offline_within_two_weeks_is_listed(days: int, counted: int):
    story = stories.told()
    StoryPage.objects.filter(pk=story.pk).update(expire_at=NOW + timedelta(days=days))

    assert upkeep.expiring(at=NOW).count() == counted


def test_the_demos_links_all_lead_somewhere():
    assert titles(upkeep.with_broken_links(at=NOW)) == []


def test_a_link_to_a_page_that_is_there_is_whole(story: StoryPage):
    linking(story)

    assert titles(upkeep.with_broken_links(at=NOW)) == []


def test_a_link_to_a_deleted_page_is_broken():
    target = stories.told("Прыбраная", slug="prybranaja")
    linking(target)
    with TestCase.captureOnCommitCallbacks(execute=True):
        target.delete()

    assert titles(upkeep.with_broken_links(at=NOW)) == ["Жырандоля"]


def test_a_link_to_a_page_taken_offline_is_broken():
    target = stories.told("Прыбраная", slug="prybranaja")
    linking(target)
    target.unpublish()

    assert titles(upkeep.with_broken_links(at=NOW)) == ["Жырандоля"]


def test_a_link_to_a_page_kept_back_is_broken_until_its_hour():
    target = stories.told("Пад эмбарга", slug="embarha")
    linking(target)
    visibility.set_embargo(translation_key=target.translation_key, until=NOW + timedelta(hours=1))

    assert titles(upkeep.with_broken_links(at=NOW)) == ["Жырандоля"]
    assert titles(upkeep.with_broken_links(at=NOW + timedelta(hours=2))) == []


def test_a_link_to_a_deleted_document_is_broken():
    paper = Document.objects.create(title="Памятка", file=ContentFile(uploaded.pdf(), name="a.pdf"))
    linking(paper)
    with TestCase.captureOnCommitCallbacks(execute=True):
        paper.delete()

    assert titles(upkeep.with_broken_links(at=NOW)) == ["Жырандоля"]


def test_links_of_a_page_are_counted():
    target = stories.told("Прыбраная", slug="prybranaja")
    text = f'<p><a linktype="page" id="{target.pk}">Субота</a></p>'
    story = stories.told(body=[("text", text), ("text", text)])
    target.unpublish()

    assert upkeep.broken_links_of([story], at=NOW) == {story.pk: 2}


def test_a_draft_with_a_broken_link_leads_no_reader_astray():
    target = stories.told("Прыбраная", slug="prybranaja")
    source = linking(target)
    source.unpublish()
    target.unpublish()

    assert titles(upkeep.with_broken_links(at=NOW)) == []


def test_what_is_stale_says_since_when():
    GuidePage.objects.update(checked_on=date(2026, 1, 10))
    HomePage.objects.update(last_published_at=datetime(2026, 3, 1, tzinfo=UTC))
    found = upkeep.stale(at=datetime(2026, 11, 1, tzinfo=UTC))

    since = {type(page.specific): page.stale_since for page in found}
    assert since == {
        GuidePage: datetime(2026, 1, 10, tzinfo=UTC) + GuidePage.fresh_for,
        HomePage: datetime(2026, 3, 1, tzinfo=UTC) + HomePage.fresh_for,
    }
