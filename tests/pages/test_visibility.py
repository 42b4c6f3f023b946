from datetime import UTC, datetime, timedelta

import pytest
from wagtail.models import Page, PageViewRestriction

from home.models import StoryPage
from pages import visibility
from pages.models import Embargo
from tests.home import stories

pytestmark = pytest.mark.django_db

HOUR = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


def told_pages() -> "set[Page]":
    return set(visibility.listed(Page.objects.filter(depth__gt=1), at=HOUR))


def test_a_page_is_kept_back_until_the_hour_and_not_a_moment_longer():
    story = stories.told()
    visibility.set_embargo(translation_key=story.translation_key, until=HOUR)

    assert [visibility.is_held(story, at=at) for at in (HOUR - MOMENT, HOUR, HOUR + MOMENT)] == [
        True,
        False,
        False,
    ]


def test_one_embargo_holds_every_language_of_a_page():
    story = stories.told()
    others = stories.lent(story)
    visibility.set_embargo(translation_key=story.translation_key, until=HOUR)

    held = {code: visibility.is_held(page, at=HOUR - MOMENT) for code, page in others.items()}
    assert held == {"ru": True, "pl": True, "en": True}


def test_an_embargo_holds_no_other_page():
    story = stories.told()
    visibility.set_embargo(translation_key=story.translation_key, until=HOUR)
    other = StoryPage.objects.exclude(translation_key=story.translation_key).first()

    assert not visibility.is_held(other, at=HOUR - MOMENT)


def test_a_second_embargo_takes_the_place_of_the_first():
    story = stories.told()
    visibility.set_embargo(translation_key=story.translation_key, until=HOUR)
    visibility.set_embargo(translation_key=story.translation_key, until=HOUR + MOMENT)

    assert list(Embargo.objects.values_list("translation_key", "until")) == [
        (story.translation_key, HOUR + MOMENT)
    ]


def test_an_embargo_can_be_lifted():
    story = stories.told()
    visibility.set_embargo(translation_key=story.translation_key, until=HOUR)
    visibility.set_embargo(translation_key=story.translation_key, until=None)

    assert visibility.embargo_of(story) is None
    assert not visibility.is_held(story, at=HOUR - MOMENT)


def test_every_language_knows_the_embargo_that_was_set_in_one():
    story = stories.told()
    polish = stories.lent(story)["pl"]
    visibility.set_embargo(translation_key=polish.translation_key, until=HOUR)

    assert visibility.embargo_of(story) == HOUR


def test_a_live_page_is_readable_and_listed(story):
    pages = Page.objects.filter(pk=story.pk)

    assert list(visibility.readable(pages, at=HOUR)) == [story.page_ptr]
    assert list(visibility.listed(pages, at=HOUR)) == [story.page_ptr]


def test_a_draft_is_neither_readable_nor_listed():
    pages = Page.objects.filter(pk=stories.drafted().pk)

    assert not visibility.readable(pages, at=HOUR)
    assert not visibility.listed(pages, at=HOUR)


def test_a_page_for_signed_in_people_is_neither_readable_nor_listed():
    story = stories.told()
    PageViewRestriction.objects.create(page=story, restriction_type=PageViewRestriction.LOGIN)
    pages = Page.objects.filter(pk=story.pk)

    assert not visibility.readable(pages, at=HOUR)
    assert not visibility.listed(pages, at=HOUR)


def test_a_page_kept_back_is_neither_readable_nor_listed_before_the_hour():
    story = stories.told()
    visibility.set_embargo(translation_key=story.translation_key, until=HOUR)
    pages = Page.objects.filter(pk=story.pk)

    assert not visibility.readable(pages, at=HOUR - MOMENT)
    assert not visibility.listed(pages, at=HOUR - MOMENT)
    assert visibility.listed(pages, at=HOUR).exists()


def test_a_stand_in_is_readable_but_not_listed():
    polish = stories.lent(stories.told())["pl"]
    pages = Page.objects.filter(pk=polish.pk)

    assert visibility.readable(pages, at=HOUR).exists()
    assert not visibility.listed(pages, at=HOUR)


def test_a_translation_in_progress_is_not_listed():
    story = stories.told()
    stories.lent(story)
    before = told_pages()
    stories.begun(story, "pl")

    assert told_pages() == before
