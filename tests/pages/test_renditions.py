import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from home.models import StoryPage
from pages import jobs, renditions
from pages.models import Image, Rendition
from tests.home import stories
from tests.pages import places, uploaded

pytestmark = pytest.mark.django_db

PICTURE = re.compile(r"<picture>.*?</picture>", re.DOTALL)
IMG = re.compile(r"<img[^>]*>")


@pytest.fixture(autouse=True)
def nothing_waits() -> None:
    """What the demo has asked of the worker is none of this."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.fixture
def photo() -> Image:
    image = Image(
        title="Зала",
        people="nobody",
        file=ContentFile(uploaded.saved(uploaded.two_halves(size=(1000, 700)), "JPEG"), name="a.jpg"),
    )
    image.save()
    return image


@pytest.fixture
def illustrated(photo: Image) -> StoryPage:
    figure = {"image": photo, "alt": "Зала", "caption": ""}
    return stories.told(cover=photo, cover_alt="Вокладка", body=[("figure", figure)])


def asked_for() -> list[int]:
    """Pictures that wait for the worker."""
    waiting = ProcrastinateJob.objects.filter(task_name="pages.jobs.make_renditions", status="todo")
    return [job.args["image_id"] for job in waiting]


def everywhere(client: Client, story: StoryPage) -> str:
    return "".join(places.main(places.read(client, url)) for url in (story.url, "/be/", stories.index().url))


def test_no_reader_makes_a_copy(illustrated: StoryPage, client: Client):
    everywhere(client, illustrated)

    assert Rendition.objects.count() == 0


def test_until_the_copies_are_there_an_ornament_of_their_size_stands_in(
    illustrated: StoryPage, client: Client
):
    html = places.main(places.read(client, illustrated.url))

    assert "<picture>" not in html
    assert 'width="800" height="450" alt=""' in html
    assert 'width="800" height="560" alt=""' in html


def test_uploading_and_publishing_ask_the_worker_for_copies(photo: Image):
    uploading = asked_for()
    stories.told(cover=photo)

    assert (uploading, asked_for()) == ([photo.pk], [photo.pk, photo.pk])


def test_the_worker_makes_every_copy_once(illustrated: StoryPage, photo: Image):
    jobs.make_renditions(image_id=photo.pk)
    first = set(Rendition.objects.values_list("pk", flat=True))
    jobs.make_renditions(image_id=photo.pk)

    assert {each.filter_spec for each in Rendition.objects.all()} == set(renditions.specs())
    assert set(Rendition.objects.values_list("pk", flat=True)) == first


def test_readers_get_three_formats_two_sizes_and_room_kept_for_them(
    illustrated: StoryPage, photo: Image, client: Client
):
    jobs.make_renditions(image_id=photo.pk)
    cover, figure = PICTURE.findall(places.main(places.read(client, illustrated.url)))

    for picture, alt in ((cover, "Вокладка"), (figure, "Зала")):
        assert re.findall(r'type="([\w/]+)"', picture) == ["image/avif", "image/webp", "image/jpeg"]
        assert [len(each.split(", ")) for each in re.findall(r'srcset="([^"]+)"', picture)] == [2, 2, 2]
        assert re.search(rf'width="\d+" height="\d+" alt="{alt}"', picture)


def test_the_copies_are_what_they_say(photo: Image):
    renditions.make(photo)
    kinds = {
        each.filter_spec.rpartition("-")[2]: Path(each.file.path).read_bytes()
        for each in Rendition.objects.all()
    }

    assert (kinds["avif"][4:12], kinds["webp"][8:12], kinds["jpeg"][:2]) == (
        b"ftypavif",
        b"WEBP",
        b"\xff\xd8",
    )


def test_a_shared_story_shows_its_photograph_once_it_is_there(
    illustrated: StoryPage, photo: Image, client: Client
):
    before = places.read(client, illustrated.url)
    renditions.make(photo)
    after = places.read(client, illustrated.url)
    shared = r'property="og:image" content="http://localhost:8000(/[a-z]+/)'

    assert (re.findall(shared, before), re.findall(shared, after)) == (["/card/"], ["/media/"])


def test_a_picture_cut_anew_asks_for_new_copies_and_shows_no_old_ones(photo: Image):
    renditions.make(photo)
    photo.focal_point_x, photo.focal_point_y = 100, 100
    photo.focal_point_width = photo.focal_point_height = 50
    photo.save()

    assert renditions.ready(Image.objects.get(pk=photo.pk), "cover") is None
    assert asked_for()[-1] == photo.pk
    assert renditions.make(Image.objects.get(pk=photo.pk)) > 0


def test_a_lost_file_stops_nothing(photo: Image, caplog: pytest.LogCaptureFixture):
    Path(photo.file.path).unlink()

    assert renditions.make(photo) == 0
    assert f"Picture {photo.pk} stays without copies" in caplog.text


def test_every_image_on_every_page_says_how_large_it_is(illustrated: StoryPage, photo: Image, client: Client):
    for _state in ("before", "after"):
        html = everywhere(client, illustrated)
        assert [img for img in IMG.findall(html) if not re.search(r'width="\d+" height="\d+"', img)] == []
        renditions.make(photo)


def test_more_pictures_in_a_list_ask_the_database_no_more(photo: Image, client: Client):
    def questions() -> int:
        client.get("/be/naviny/")
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            client.get("/be/naviny/")
        return len(asked)

    renditions.make(photo)
    stories.told(slug="one", cover=photo)
    one = questions()
    for number in range(5):
        stories.told(slug=f"more-{number}", cover=photo)

    assert questions() == one


def test_a_copy_for_newspapers_is_there_once_the_worker_has_made_it(photo: Image):
    before = renditions.for_print(photo)
    renditions.make(photo)
    copy = renditions.for_print(Image.objects.get(pk=photo.pk))

    assert (before, (copy.width, copy.height) if copy else None) == (None, (1000, 700))
