"""The disk is full where something is to be written: a sentence, no crash, and the work is done later."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from home.models import StoryPage
from pages import jobs
from pages.models import Image
from tests.home import stories
from tests.pages import uploaded

pytestmark = pytest.mark.django_db

IN_ENGLISH = {"accept-language": "en"}
SENTENCE = "Nothing of what you have sent was saved. Please tell whoever looks after the server."


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def full(storage: FileSystemStorage, name: str, content: Any) -> str:
        raise OSError(errno.ENOSPC, "No space left on device", str(Path(storage.location) / name))

    with monkeypatch.context() as patch:
        patch.setattr(FileSystemStorage, "_save", full)
        yield


def photo(name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, uploaded.saved(uploaded.two_halves(size=(400, 250)), "JPEG"))


@pytest.fixture
def office(manager_client: Client) -> Client:
    manager_client.raise_request_exception = False
    return manager_client


def send_one(office: Client) -> Any:
    form = {"title": "Зала", "file": photo(), "people": "nobody", "collection": "1"}
    return office.post(reverse("wagtailimages:add"), form, headers=IN_ENGLISH)


def test_an_editor_is_told_that_her_picture_was_not_saved(
    office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = Image.objects.count()
    with full_disk(monkeypatch):
        answer = send_one(office)

    assert (answer.status_code, Image.objects.count()) == (507, number)
    assert SENTENCE in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_the_twin_with_room_it_is_saved(office: Client) -> None:
    number = Image.objects.count()

    assert (send_one(office).status_code, Image.objects.count()) == (302, number + 1)


def test_whoever_sends_many_pictures_reads_it_beside_each(
    office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with full_disk(monkeypatch):
        answer = office.post(
            reverse("wagtailimages:add_multiple"),
            {"files[]": photo(), "collection": "1"},
            headers={**IN_ENGLISH, "x-requested-with": "XMLHttpRequest"},
        )

    assert answer.json() == {"success": False, "error_message": SENTENCE}


@pytest.fixture
def illustrated() -> StoryPage:
    image = Image(title="Зала", people="nobody", file=ContentFile(photo().read(), name="a.jpg"))
    image.save()
    return stories.told(cover=image)


def test_copies_that_found_no_room_are_made_later_and_the_page_opens_meanwhile(
    illustrated: StoryPage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    cover = illustrated.cover
    cover.renditions.all().delete()
    with full_disk(monkeypatch):
        with pytest.raises(OSError, match="No space left") as failure:
            jobs.make_renditions.func(image_id=cover.pk)
        assert client.get(illustrated.url).status_code == 200
    assert tried_again(failure.value)

    jobs.make_renditions.func(image_id=cover.pk)

    assert cover.renditions.exists()


def tried_again(failure: BaseException) -> bool:
    """What the worker decides about a job that ended like this."""
    from procrastinate.jobs import Job

    job = Job(id=1, queue="", lock=None, queueing_lock=None, task_name="", attempts=1)
    strategy = jobs.make_renditions.retry_strategy
    return strategy is not None and strategy.get_retry_decision(exception=failure, job=job) is not None


def test_the_twin_another_failure_is_not_tried_for_ever() -> None:
    assert not tried_again(ValueError())
