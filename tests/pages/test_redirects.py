"""Old addresses lead on: they were sent in letters and chats, and stand in other people's articles."""

from typing import Any

import pytest
from django.test import Client, TestCase
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from home.models import StoryPage
from tests.home import stories

pytestmark = pytest.mark.django_db

KINDS = ["be", "pl"]
"""An original and a translation: addresses of the other languages are made as the second is."""


def rename(page: Page, slug: str) -> Page:
    """As an editor does: she changes the word in the address and publishes."""
    page = Page.objects.get(pk=page.pk).specific
    page.slug = slug
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()
    return Page.objects.get(pk=page.pk).specific


def followed(client: Client, url: str) -> list[tuple[str, int]]:
    """Raises where redirects lead in a circle."""
    return client.get(url, follow=True).redirect_chain


def answers(client: Client, url: str) -> int:
    return client.get(url, follow=True).status_code


def versions(story: StoryPage) -> dict[str, StoryPage]:
    return {"be": story, **stories.versions(story)}


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_an_old_address_leads_to_the_new_one(code: str, story: StoryPage, client: Client):
    page = versions(story)[code]
    old = page.url
    new = rename(page, "novy-adras").url

    assert followed(client, old) == [(new, 301)]
    assert answers(client, old) == 200


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_renaming_one_language_leaves_the_others_where_they_are(code: str, story: StoryPage, client: Client):
    before = {language: page.url for language, page in versions(story).items()}
    rename(versions(story)[code], "novy-adras")

    assert {language: client.get(url).status_code for language, url in before.items()} == {
        language: 301 if language == code else 200 for language in before
    }


@pytest.mark.parametrize("code", KINDS)
def test_what_stands_below_a_renamed_page_is_found_too(code: str, story: StoryPage, client: Client):
    page = versions(story)[code]
    old = page.url
    rename(page.get_parent(), "inshae")
    page.refresh_from_db()

    assert followed(client, old) == [(page.get_url(), 301)]
    assert answers(client, old) == 200


def test_a_page_moved_elsewhere_is_found_there(client: Client):
    story = stories.told()
    old = story.url
    story.move(stories.index("pl"), pos="last-child")
    moved = StoryPage.objects.get(pk=story.pk)

    assert followed(client, old)[0] == (moved.get_url(), 301)


@pytest.mark.parametrize("code", KINDS)
def test_a_page_renamed_twice_is_found_from_every_old_address(code: str, story: StoryPage, client: Client):
    first = versions(story)[code]
    second = rename(first, "druhi")
    third = rename(second, "treci")

    assert followed(client, first.url) == followed(client, second.url) == [(third.url, 301)]


@pytest.mark.parametrize("code", KINDS)
def test_a_page_renamed_back_is_found_without_going_in_circles(code: str, story: StoryPage, client: Client):
    page = versions(story)[code]
    other = rename(page, "druhi")
    rename(other, page.slug)

    assert client.get(page.url).status_code == 200
    assert followed(client, other.url) == [(page.url, 301)]


@pytest.mark.parametrize("renamed", ["the page", "the page above"])
def test_a_page_renamed_back_and_taken_offline_is_missing_and_not_a_circle(
    renamed: str, story: StoryPage, client: Client
):
    above = Page.objects.get(pk=story.get_parent().pk)
    target = story if renamed == "the page" else above
    slug = target.slug
    rename(rename(target, "druhi"), slug)
    Page.objects.get(pk=story.pk).specific.unpublish()

    assert client.get(story.url).status_code == 404


def test_an_old_address_given_to_another_page_leads_to_that_one(client: Client):
    first = stories.told()
    old = first.url
    rename(first, "druhi")
    other = stories.told("Іншая")

    assert (other.url, client.get(old).status_code) == (old, 200)


def test_a_redirect_an_editor_made_stays(client: Client, story: StoryPage):
    made = Redirect.objects.create(old_path="/be/naviny/druhi", redirect_link="/be/")
    rename(rename(story, "druhi"), "treci")

    assert Redirect.objects.filter(pk=made.pk).exists()


def test_a_page_not_yet_translated_keeps_its_address_when_its_original_moves(client: Client):
    original = stories.told()
    lent: Any = stories.lent(original)
    rename(original, "druhi")

    assert {code: answers(client, page.url) for code, page in lent.items()} == dict.fromkeys(lent, 200)
