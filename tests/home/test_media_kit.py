"""One file with everything a newspaper needs, and nothing that was not meant for it."""

import logging
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, override
from PIL import Image as Picture
from wagtail.models import Collection, CollectionViewRestriction

from home import media_kit
from home.models import PressPage
from pages import renditions, visibility
from pages.consent import People
from pages.models import Document, Image
from tests.home import releases, stories
from tests.pages import photos, uploaded

pytestmark = pytest.mark.django_db

SIGNS = [f"logo/mark{colour}.{kind}" for colour in ("", "-white", "-black") for kind in ("svg", "png")]
PHOTOS = ["photos/table-by-the-window.jpg", "photos/classroom.jpg", "photos/warehouse-shelves.jpg"]
SHEETS = {
    "be": "documents/цэнтр-у-лічбах-даведка.pdf",
    "ru": "documents/центр-в-цифрах-справка.pdf",
    "pl": "documents/centrum-w-liczbach-zestawienie.pdf",
    "en": "documents/the-center-in-numbers-fact-sheet.pdf",
}


def kit(client: Client, code: str = "be") -> ZipFile:
    answer = client.get(f"/{code}/media-kit.zip")
    assert answer.status_code == 200
    return ZipFile(BytesIO(b"".join(answer.streaming_content)))


def names(archive: ZipFile) -> list[str]:
    return [name.removeprefix("cbs-media-kit/") for name in archive.namelist()]


def text(archive: ZipFile) -> str:
    return archive.read("cbs-media-kit/credits.txt").decode()


def with_photos(*images: Image) -> PressPage:
    page = releases.press()
    page.photos = [("photo", {"image": image, "alt": "Зала", "caption": "Зала"}) for image in images]
    page.save_revision().publish()
    return page


def photo(title: str = "Зала", content: bytes | None = None, **fields: Any) -> Image:
    content = content or uploaded.saved(uploaded.two_halves(size=(400, 250)), "JPEG")
    facts = {"people": People.NOBODY, **fields}
    return Image.objects.create(title=title, file=ContentFile(content, name="a.jpg"), **facts)


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_the_kit_holds_the_sign_photos_facts_and_whose_they_are(code: str, client: Client):
    archive = kit(client, code)

    assert names(archive) == [*SIGNS, *PHOTOS, SHEETS[code], "credits.txt"]
    assert archive.testzip() is None


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_the_credits_speak_the_readers_language(code: str, client: Client):
    said, page = text(kit(client, code)), releases.press(code)
    with override(code):
        credit = gettext("Photo: %(credit)s") % {"credit": "Demo drawing 1"}

    assert f"{PHOTOS[0]}\n{page.photos[0].value['caption']}\n{credit}\n" in said
    assert page.logo_note in said
    assert f"http://localhost:8000{page.url}" in said
    assert "<" not in said


def test_the_kit_is_a_file_to_be_saved(client: Client):
    answer = client.get("/pl/media-kit.zip")
    content = b"".join(answer.streaming_content)

    assert answer["Content-Disposition"] == 'attachment; filename="cbs-media-kit.zip"'
    assert answer["Content-Type"] == "application/zip"
    assert int(answer["Content-Length"]) == len(content)


def test_the_kit_is_the_same_until_something_changes(client: Client):
    first, again = (b"".join(client.get("/be/media-kit.zip").streaming_content) for _time in range(2))

    assert first == again


def test_two_files_of_one_title_have_two_names(client: Client):
    with_photos(photo(), photo(), photo("Сад"))

    assert names(kit(client))[len(SIGNS) : -2] == ["photos/зала.jpg", "photos/зала-2.jpg", "photos/сад.jpg"]


def test_a_title_of_signs_only_gives_a_name_all_the_same(client: Client):
    with_photos(photo("???"))

    assert "photos/photo.jpg" in names(kit(client))


def lost_photo(*, lost: bool, caplog: pytest.LogCaptureFixture) -> Image:
    image = photo("Згубленая")
    if lost:
        Path(image.file.path).unlink()
    caplog.set_level(logging.ERROR)
    return image


def test_a_photo_lost_on_the_disk_is_left_out_and_named(client: Client, caplog: pytest.LogCaptureFixture):
    with_photos(lost_photo(lost=True, caplog=caplog), photo("Сад"))
    archive = kit(client)

    assert "photos/згубленая.jpg" not in names(archive)
    assert "photos/сад.jpg" in names(archive)
    assert "Тут не хапае, бо файл страчаны:\nphotos/згубленая.jpg\n" in text(archive)


def test_a_photo_that_is_there_is_put_in(client: Client, caplog: pytest.LogCaptureFixture):
    with_photos(lost_photo(lost=False, caplog=caplog), photo("Сад"))
    archive = kit(client)

    assert "photos/згубленая.jpg" in names(archive)
    assert "Тут не хапае" not in text(archive)


def test_a_lost_copy_of_a_photo_is_a_lost_photo(client: Client):
    image = photo("Згубленая")
    with_photos(image)
    Path(image.get_rendition(renditions.PRINT).file.path).unlink()

    assert "photos/згубленая.jpg" in text(kit(client))


def test_a_document_lost_on_the_disk_is_left_out_and_named(client: Client):
    document = Document.objects.create(title="Бланк", file=ContentFile(uploaded.pdf(), name="a.pdf"))
    page = releases.press()
    page.papers = [("paper", {"document": document, "title": ""})]
    page.save_revision().publish()
    Path(document.file.path).unlink()
    archive = kit(client)

    assert "documents/бланк.pdf" not in names(archive)
    assert "documents/бланк.pdf" in text(archive)


def test_photos_carry_nothing_but_the_picture(client: Client):
    with_photos(photo(content=uploaded.jpeg_with_everything()))
    content = kit(client).read("cbs-media-kit/photos/зала.jpg")
    picture = Picture.open(BytesIO(content))

    assert picture.format == "JPEG"
    assert dict(picture.getexif()) == {}
    assert set(picture.info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }


def test_a_face_leaves_the_kit_and_the_page_when_consent_is_revoked(client: Client):
    given = {"people": People.ADULTS, "consent_given_on": date(2026, 1, 1)}
    page = with_photos(photo("Твар", **given), photo("Сад"))
    before = "photos/твар.jpg" in names(kit(client))
    Image.objects.filter(title="Твар").update(consent_revoked_on=date(2026, 1, 2))
    archive = kit(client)

    assert before
    assert "photos/твар.jpg" not in names(archive)
    assert "photos/твар" not in text(archive)
    assert client.get(page.url).content.decode().count('class="gallery__item"') == 1


def test_a_document_not_meant_for_everybody_stays_out(client: Client):
    closed = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    document = releases.press().papers[0].value["document"]
    document.collection = closed
    document.save()

    assert SHEETS["be"] not in names(kit(client))


def test_a_press_center_nobody_may_read_has_no_kit(client: Client):
    page = releases.press()
    until = timezone.now() + timedelta(hours=1)
    visibility.set_embargo(translation_key=page.translation_key, until=until)
    held = client.get("/be/media-kit.zip").status_code
    visibility.set_embargo(translation_key=page.translation_key, until=None)
    page.unpublish()

    assert (held, client.get("/be/media-kit.zip").status_code) == (404, 404)


def test_a_kit_is_only_read(client: Client):
    assert client.post("/be/media-kit.zip").status_code == 405


def test_the_kit_is_written_piece_by_piece(monkeypatch: pytest.MonkeyPatch):
    """What is in memory at once is a piece, however large the photographs."""
    largest: list[int] = []

    class Watched(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            largest.append(-1 if size is None else size)
            return super().read(size)

    item = media_kit.Item(name="photos/big.jpg", words="", open=lambda: Watched(b"x" * 3_000_000))
    monkeypatch.setattr(media_kit, "items", lambda _page: [item])
    with media_kit.pack(releases.press(), url="", at=timezone.localtime()) as file:
        assert ZipFile(file).namelist() == ["cbs-media-kit/photos/big.jpg", "cbs-media-kit/credits.txt"]

    assert 0 < max(largest) < 2_000_000
    assert min(largest) > 0


def test_a_photo_whose_consent_is_revoked_leaves_the_kit_and_its_page_at_once(client: Client):
    image = photo("Хор", people="adults", consent_given_on=date(2021, 6, 1))
    page = with_photos(image, photo("Сад"))
    assert "photos/хор.jpg" in names(kit(client))
    photos.revoke(image, on=timezone.localdate())

    archive, html = kit(client), client.get(page.url).content.decode()
    assert [name for name in names(archive) if name.startswith("photos/")] == ["photos/сад.jpg"]
    assert "photos/хор.jpg" not in text(archive)
    assert html.count('class="gallery__item"') == 1
