"""What a reader gets in the place of a picture whose consent is gone: nothing of it, at once."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import timezone

from home.models import StoryPage
from pages import jobs, renditions
from pages.models import Image
from tests.home import stories
from tests.pages import photos, places
from tests.pages.test_picture_places import WAYS, revoke

pytestmark = pytest.mark.django_db

SAID_OF_IT = "Хор спявае на сходах"
TAGS = {
    "image": "{% load wagtailimages_tags %}{% image picture width-100 alt=said %}",
    "picture": "{% load wagtailimages_tags %}{% picture picture format-{webp,jpeg} width-100 alt=said %}",
    "srcset": "{% load wagtailimages_tags %}{% srcset_image picture width-{100,200} alt=said %}",
}


def end_yesterday(image: Image) -> None:
    Image.objects.filter(pk=image.pk).update(consent_until=timezone.localdate() - timedelta(days=1))


@pytest.fixture
def picture() -> Image:
    """With its copies, as the worker has made them."""
    image = photos.consented()
    renditions.make(image)
    return image


@pytest.fixture
def story(picture: Image) -> StoryPage:
    figure = {"image": picture, "alt": SAID_OF_IT, "caption": SAID_OF_IT}
    video = {"address": "https://www.youtube.com/watch?v=demo0000000", "title": "Дзень", "length": "",
             "poster": picture, "transcript": ""}  # fmt: skip
    return stories.told(cover=picture, cover_alt=SAID_OF_IT, body=[("figure", figure), ("video", video)])


def seen(client: Client, story: StoryPage) -> dict[str, tuple[int, int]]:
    """On each page that shows the story: addresses of copies, and how often the picture is spoken of."""
    html = {url: places.read(client, url) for url in (story.url, "/be/", stories.index().url)}
    return {url: (text.count("/media/images/"), text.count(SAID_OF_IT)) for url, text in html.items()}


def test_readers_see_a_face_while_there_is_consent(story: StoryPage, client: Client):
    assert all(copies > 0 for copies, _said in seen(client, story).values())


@pytest.mark.parametrize("end", [end_yesterday, lambda image: photos.revoke(image, on=timezone.localdate())])
def test_readers_see_and_hear_nothing_of_it_when_consent_is_gone(
    end: Callable[[Image], None], picture: Image, story: StoryPage, client: Client
):
    seen(client, story)
    end(picture)

    assert seen(client, story) == dict.fromkeys(seen(client, story), (0, 0))
    html = places.read(client, story.url)
    assert 'class="cover__ornament"' in html
    assert 'class="figure__' not in html
    assert html.count('class="video__poster"') == 1
    assert "/media/" not in html


@pytest.mark.parametrize("tag", TAGS)
def test_a_template_that_does_not_ask_shows_drawn_cloth(tag: str):
    picture = photos.consented()
    photos.revoke(picture, on=timezone.localdate())
    html = Template(TAGS[tag]).render(Context({"picture": picture, "said": SAID_OF_IT}))

    assert (html.count("/media/"), html.count(SAID_OF_IT), 'alt=""' in html, "/art/" in html) == (
        0, 0, True, True,
    )  # fmt: skip
    assert picture.renditions.count() == 0


def copies(image: Image) -> list[Path]:
    return [Path(each.file.path) for each in image.renditions.all()]


def addresses(image: Image) -> list[str]:
    return [each.file.url for each in image.renditions.all()]


def test_revoking_deletes_the_copies_and_their_addresses_lead_nowhere(
    picture: Image, story: StoryPage, client: Client, manager_client: Client
):
    client.get(story.url)
    files, urls = copies(picture), addresses(picture)
    assert {client.get(url).status_code for url in urls} == {200}
    revoke(picture, manager_client)

    assert files
    assert [file.exists() for file in files] == [False] * len(files)
    assert {Client().get(url).status_code for url in urls} == {404}


def test_the_clock_deletes_the_copies_of_a_picture_whose_consent_has_ended(
    picture: Image, story: StoryPage, client: Client, django_capture_on_commit_callbacks: Any
):
    client.get(story.url)
    kept = photos.consented("Іншы")
    kept.get_rendition("width-100")
    files = copies(picture)
    end_yesterday(picture)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.take_back_copies(timestamp=0)

    assert [file.exists() for file in files] == [False] * len(files)
    assert [file.exists() for file in copies(kept)] == [True]


def test_the_original_is_kept_for_the_editors_who_decide(picture: Image, manager_client: Client):
    revoke(picture, manager_client)
    looked_at = manager_client.get(f"/admin/images/{picture.pk}/preview/max-800x600/")

    assert (looked_at.status_code, looked_at["Content-Type"]) == (200, "image/jpeg")
    assert Client().get(f"/admin/images/{picture.pk}/preview/max-800x600/").status_code == 302


def test_consent_given_again_brings_the_picture_back(picture: Image, story: StoryPage, client: Client):
    client.get(story.url)
    photos.revoke(picture, on=timezone.localdate())
    jobs.take_back_copies(timestamp=0)
    client.get(story.url)
    picture.consent_given_on, picture.consent_revoked_on = timezone.localdate(), None
    picture.save()
    renditions.make(Image.objects.get(pk=picture.pk))

    assert {client.get(url).status_code for url in addresses(picture)} == {200}
    assert seen(client, story)[story.url][0] > 0


@pytest.mark.parametrize("way", WAYS)
def test_no_page_shows_a_face_whichever_way_it_holds_it(way: str, picture: Image, client: Client):
    story = stories.told(**WAYS[way](picture))
    photos.revoke(picture, on=timezone.localdate())

    assert "/media/images/" not in places.read(client, story.url)
