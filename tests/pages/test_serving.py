from datetime import timedelta

import pytest
from django.utils import timezone, translation
from wagtail.models import Page, PageViewRestriction, Site

from home.models import HomePage, StoryPage
from pages import serving, visibility
from tests.home import stories

pytestmark = pytest.mark.django_db


def test_a_page_is_found_by_its_path_with_what_its_template_asks(story: StoryPage, django_assert_num_queries):
    category = story.category.slug
    with django_assert_num_queries(2):
        found = serving.page_at(story.url_path, at=timezone.now())

    assert found == story
    with django_assert_num_queries(0):
        assert (found.locale.language_code, found.category.slug) == ("be", category)


def test_where_there_is_no_page_nothing_is_found():
    assert serving.page_at("/nowhere/", at=timezone.now()) is None


def test_it_is_told_whether_the_page_is_held_back(story: StoryPage):
    now = timezone.now()
    visibility.set_embargo(translation_key=story.translation_key, until=now + timedelta(hours=1))

    during, after = (serving.page_at(story.url_path, at=now + timedelta(hours=hours)) for hours in (0, 2))

    assert (during.is_held_now, after.is_held_now) == (True, False)


def test_restrictions_are_those_of_the_page_and_of_all_above(story: StoryPage):
    own = PageViewRestriction.objects.create(page=story, restriction_type="login")
    above = PageViewRestriction.objects.create(page=stories.index(), restriction_type="login")
    PageViewRestriction.objects.create(page=stories.index("pl"), restriction_type="login")

    assert set(serving.restrictions(story)) == {own, above}
    assert set(serving.restrictions(stories.index())) == {above}


def test_what_stands_in_for_a_translation_is_closed_with_its_original():
    page = stories.told()
    alias = stories.lent(page)["pl"]
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert list(serving.restrictions(alias)) == [restriction]


def test_a_page_is_served_without_looking_at_those_above_it(story: StoryPage, rf, django_assert_num_queries):
    Site.get_site_root_paths()
    request = rf.get(story.url)
    with translation.override("be"), django_assert_num_queries(3):
        serving.find(request, story.url.removeprefix("/be/"), at=timezone.now())
        found, *_more = Page.route_for_request(request, "anything")

    assert found == story


@pytest.mark.parametrize("path", ["", "/", "//"])
def test_the_home_page_is_served_straight_too(path: str, rf):
    home = HomePage.objects.get(locale__language_code="pl")
    request = rf.get(f"/pl/{path}")
    with translation.override("pl"):
        serving.find(request, path, at=timezone.now())

    assert request._wagtail_route_for_request.page == home


@pytest.mark.parametrize("path", ["nothing/", "naviny/nothing/"])
def test_where_there_is_no_page_the_way_is_left_to_wagtail(path: str, rf):
    request = rf.get(f"/be/{path}")
    with translation.override("be"):
        serving.find(request, path, at=timezone.now())

    assert not hasattr(request, "_wagtail_route_for_request")


def test_the_name_of_a_home_page_is_no_address(client):
    home = Site.objects.get().root_page

    assert client.get(f"/be/{home.slug}/").status_code == 404


def test_a_draft_is_not_served(client):
    draft = stories.drafted()

    assert client.get(f"/be/naviny/{draft.slug}/").status_code == 404
