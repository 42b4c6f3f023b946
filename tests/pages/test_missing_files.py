"""Pages open although a file behind them is gone or broken."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from home.models import StoryPage
from pages.models import Image
from tests.home import stories
from tests.pages import uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def cover() -> Image:
    photo = uploaded.saved(uploaded.two_halves(size=(400, 250)), "JPEG")
    image = Image(title="Зала", people="nobody", file=ContentFile(photo, name="a.jpg"))
    image.save()
    return image


@pytest.fixture
def illustrated(cover: Image) -> StoryPage:
    figure = {"image": cover, "alt": "Зала", "caption": ""}
    return stories.told(cover=cover, body=[("figure", figure)])


def opened(client: Client, story: StoryPage) -> list[int]:
    return [client.get(url).status_code for url in (story.url, "/be/", stories.index().url)]


def test_a_story_with_a_picture_opens(illustrated: StoryPage, client: Client):
    assert opened(client, illustrated) == [200, 200, 200]


def test_a_story_opens_although_its_picture_is_lost(illustrated: StoryPage, cover: Image, client: Client):
    Path(cover.file.path).unlink()

    assert opened(client, illustrated) == [200, 200, 200]


def test_a_story_opens_although_its_picture_is_damaged(illustrated: StoryPage, cover: Image, client: Client):
    Path(cover.file.path).write_bytes(b"no longer a picture")

    assert opened(client, illustrated) == [200, 200, 200]


def test_a_story_opens_although_the_copies_of_its_picture_are_lost(
    illustrated: StoryPage, cover: Image, client: Client
):
    opened(client, illustrated)
    for copy in cover.renditions.all():
        Path(copy.file.path).unlink()

    assert opened(client, illustrated) == [200, 200, 200]


def test_a_story_whose_picture_was_deleted_shows_its_ornament(
    illustrated: StoryPage, cover: Image, client: Client
):
    cover.delete()
    html = client.get(illustrated.url).content.decode()

    assert 'class="cover__ornament"' in html
