"""Files on their way through the admin: what is stored, who can reach it, and what is refused."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from PIL import Image as Pillow

from pages.models import Document, Image
from pages.uploads import UploadRefused, documents, images
from tests.pages import uploaded

pytestmark = pytest.mark.django_db

ORIGINALS = Path(settings.STORAGES["originals"]["OPTIONS"]["location"])
RANDOM = re.compile(r"[0-9a-f]{32}\.(jpg|png|pdf|docx)")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
REFUSED_PICTURES = {
    "SVG": (SVG, "a.svg"),
    "SVG under another name": (SVG, "a.png"),
    "bomb": (uploaded.png_claiming(30_000, 30_000), "a.png"),
    "polyglot": (uploaded.jpeg_with_everything() + uploaded.archive({"a.txt": "x"}), "a.jpg"),
    "wrong ending": (uploaded.saved(uploaded.two_halves(), "PNG"), "a.jpg"),
    "empty": (b"", "a.jpg"),
    "not a picture": (b"hello", "a.jpg"),
}
REFUSED_DOCUMENTS = {
    "SVG": (SVG, "a.svg"),
    "web page": (b"<html><script>alert(1)</script></html>", "a.pdf"),
    "picture": (uploaded.jpeg_with_everything(), "a.pdf"),
    "empty": (b"", "a.pdf"),
    "wrong ending": (uploaded.docx(), "a.pdf"),
}


@pytest.fixture(autouse=True)
def nothing_sent_yet() -> None:
    """The demo's files stay on the disk: the test is rolled back before anything would delete them."""
    Image.objects.all().delete()
    Document.objects.all().delete()


def send_picture(client: Client, content: bytes, name: str) -> HttpResponse:
    file = uploaded.upload(content, name)
    return client.post(reverse("wagtailimages:add"), {"title": "Зала", "file": file})


def send_document(client: Client, content: bytes, name: str, title: str = "Праграма") -> HttpResponse:
    file = uploaded.upload(content, name)
    return client.post(reverse("wagtaildocs:add"), {"title": title, "file": file})


def errors(answer: HttpResponse) -> list[str]:
    return [str(error) for error in answer.context["form"].errors["file"]]


@pytest.fixture
def picture(manager_client: Client) -> Image:
    send_picture(manager_client, uploaded.jpeg_with_everything(), "Alena Secret.jpg")
    return Image.objects.get()


@pytest.fixture
def document(manager_client: Client) -> Document:
    send_document(manager_client, uploaded.docx(), "Alena Secret.docx")
    return Document.objects.get()


def test_a_picture_is_stored_without_its_notes(picture: Image):
    stored = Path(picture.file.path).read_bytes()

    assert Pillow.open(BytesIO(stored)).getexif() == {}
    assert uploaded.SECRET_PLACE not in stored
    assert b"Alena" not in stored


def test_a_picture_is_stored_under_a_random_name_outside_the_public_folder(picture: Image):
    path = Path(picture.file.path)

    assert RANDOM.fullmatch(path.name)
    assert path.parent == ORIGINALS
    assert Path(settings.MEDIA_ROOT) not in path.parents


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_a_copy_for_readers_has_no_notes_either(kind: str, picture: Image):
    copy = picture.get_rendition(f"width-20|format-{kind}")
    content = Path(copy.file.path).read_bytes()

    assert Pillow.open(BytesIO(content)).getexif() == {}
    assert b"Alena" not in content


def test_a_copy_for_readers_is_public(picture: Image, client: Client):
    copy = picture.get_rendition("width-20|format-jpeg")
    answer = client.get(copy.url)

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")


@pytest.mark.parametrize("folder", ["media", "media/original_images", "media/../originals", "originals",
                                    "static", "documents", "be", "media/images"])  # fmt: skip
def test_no_address_leads_to_the_picture_an_editor_sent(folder: str, picture: Image, client: Client):
    answer = client.get(f"/{folder}/{picture.file.name}", follow=True)

    assert answer.status_code == 404


def test_the_address_django_would_give_the_picture_leads_nowhere(picture: Image, client: Client):
    assert client.get(picture.file.url, follow=True).status_code == 404


def kept_since(before: set[Path], content: bytes) -> list[Path]:
    """Of that file; other tests may keep files of their own at this moment."""
    new = set(ORIGINALS.glob("*")) - before
    return [path for path in new if path.exists() and path.read_bytes() == content]


@pytest.mark.parametrize("kind", REFUSED_PICTURES)
def test_a_file_that_is_no_photo_is_refused_and_leaves_nothing(kind: str, manager_client: Client):
    before = set(ORIGINALS.glob("*"))
    answer = send_picture(manager_client, *REFUSED_PICTURES[kind])

    assert answer.status_code == 200
    assert len(errors(answer)) == 1
    assert not Image.objects.exists()
    assert kept_since(before, REFUSED_PICTURES[kind][0]) == []


@pytest.mark.parametrize("code", ["be", "ru", "pl", "en"])
def test_a_refused_photo_is_explained_in_the_editors_language(code: str, manager_client: Client):
    manager_client.defaults["HTTP_ACCEPT_LANGUAGE"] = code
    answer = send_picture(manager_client, b"hello", "a.jpg")

    with override(code):
        assert errors(answer) == [str(images.NOT_A_PHOTO)]


def test_sending_many_pictures_at_once_answers_with_the_sentence(manager_client: Client):
    answer = manager_client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Зала", "files[]": uploaded.upload(b"hello", "a.jpg")},
        headers={"x-requested-with": "XMLHttpRequest"},
    ).json()

    with override("be"):
        assert (answer["success"], answer["error_message"].strip()) == (False, str(images.NOT_A_PHOTO))
    assert not Image.objects.exists()


def test_sending_many_pictures_at_once_cleans_each(manager_client: Client):
    file = uploaded.upload(uploaded.jpeg_with_everything(), "Alena Secret.jpg")
    manager_client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Зала", "files[]": file},
        headers={"x-requested-with": "XMLHttpRequest"},
    )

    assert b"Alena" not in Path(Image.objects.get().file.path).read_bytes()


def test_changing_a_picture_cleans_the_new_file(picture: Image, manager_client: Client):
    file = uploaded.upload(uploaded.jpeg_with_everything(), "new.jpg")
    manager_client.post(
        reverse("wagtailimages:edit", args=[picture.pk]), {"title": "Зала", "file": file, "collection": 1}
    )
    changed = Image.objects.get()

    assert changed.file.name != picture.file.name
    assert b"Alena" not in Path(changed.file.path).read_bytes()


def test_a_picture_saved_by_code_is_cleaned_too():
    image = Image(title="Зала", file=ContentFile(uploaded.jpeg_with_everything(), name="Alena Secret.jpg"))
    image.save()

    assert RANDOM.fullmatch(Path(image.file.path).name)
    assert b"Alena" not in Path(image.file.path).read_bytes()


def test_code_cannot_save_what_is_no_picture():
    with pytest.raises(UploadRefused):
        Image(title="Зала", width=1, height=1, file=ContentFile(b"hello", name="a.jpg")).save()


def test_a_picture_without_a_description_is_decoration(picture: Image):
    assert picture.default_alt_text == ""


def test_a_document_is_stored_without_its_author(document: Document):
    path = Path(document.file.path)

    assert RANDOM.fullmatch(path.name)
    assert path.parent == ORIGINALS
    assert uploaded.docx()[:200] != path.read_bytes()[:200]


@pytest.mark.parametrize("kind", REFUSED_DOCUMENTS)
def test_a_file_that_is_no_document_is_refused_and_leaves_nothing(kind: str, manager_client: Client):
    before = set(ORIGINALS.glob("*"))
    answer = send_document(manager_client, *REFUSED_DOCUMENTS[kind])

    assert answer.status_code == 200
    assert len(errors(answer)) == 1
    assert not Document.objects.exists()
    assert kept_since(before, REFUSED_DOCUMENTS[kind][0]) == []


def test_a_document_saved_by_code_is_checked_too():
    with pytest.raises(UploadRefused):
        Document(title="Праграма", file=ContentFile(b"hello", name="a.pdf")).save()


def test_a_refused_document_is_explained_in_the_editors_language(manager_client: Client):
    answer = send_document(manager_client, b"", "a.pdf")

    with override("be"):
        assert errors(answer) == [str(documents.EMPTY)]


def test_a_document_is_given_to_readers_under_its_title(document: Document, client: Client):
    answer = client.get(document.url)
    names = answer["Content-Disposition"]

    assert answer.status_code == 200
    assert names.startswith("attachment; ")
    assert names.endswith("filename*=UTF-8''%D0%BF%D1%80%D0%B0%D0%B3%D1%80%D0%B0%D0%BC%D0%B0.docx")
    assert "secret" not in names.lower()


def test_a_document_is_given_to_readers_with_strict_headers(document: Document, client: Client):
    answer = client.get(document.url)

    assert answer["Content-Security-Policy"] == "default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats-officedocument")


@pytest.mark.parametrize(
    ("title", "filename"),
    [
        ("Праграма на снежань", "праграма-на-снежань.pdf"),
        ("Program 2026/27", "program-202627.pdf"),
        ("../../etc/passwd", "etcpasswd.pdf"),
        ("!!!", "document.pdf"),
        ("а" * 200, "а" * 80 + ".pdf"),
    ],
)
def test_a_documents_name_comes_from_its_title(title: str, filename: str):
    assert Document(title=title, file="0123456789abcdef.pdf").filename == filename


def test_a_document_under_a_name_it_no_longer_has_is_not_found(document: Document, client: Client):
    wrong: Any = reverse("wagtaildocs_serve", args=[document.pk, "other.docx"])

    assert client.get(wrong).status_code == 404


def test_a_document_knows_its_weight_however_it_came_in():
    document = Document.objects.create(title="Памятка", file=ContentFile(uploaded.pdf(), name="a.pdf"))

    assert Document.objects.get(pk=document.pk).file_size == len(document.file.read()) > 0
