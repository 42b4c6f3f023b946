"""A colleague's picture of herself, on the page of her account."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.users.models import UserProfile

from office.models import User
from tests.pages.uploaded import SECRET_PLACE, notes, saved, two_halves

pytestmark = pytest.mark.django_db

FACE = saved(two_halves(size=(200, 200)), "JPEG", exif=notes(), comment=b"COMMENT " + SECRET_PLACE)


def send(client: Client, content: bytes, name: str) -> Any:
    return client.post("/admin/account/", {
        "name_email-first_name": "Марына", "name_email-last_name": "Прыкладная",
        "avatar-avatar": SimpleUploadedFile(name, content, "image/jpeg"),
        "notifications-submitted_notifications": "on", "locale-preferred_language": "be",
        "locale-current_time_zone": "Europe/Warsaw", "theme-theme": "system", "theme-contrast": "system",
        "theme-density": "default", "theme-keyboard_shortcuts": "on",
    })  # fmt: skip


def test_it_says_neither_where_it_was_taken_nor_who_it_is(client: Client, editor: User) -> None:
    client.force_login(editor)
    assert send(client, FACE, "Марына Прыкладная.jpg").status_code == 302
    avatar = UserProfile.objects.get(user=editor).avatar
    content = avatar.read()
    avatar.close()
    default_storage.delete(avatar.name)

    assert avatar.name.endswith("_portrait.jpg")
    assert SECRET_PLACE in FACE
    assert SECRET_PLACE not in content
    assert dict(Image.open(BytesIO(content)).getexif()) == {}


def test_what_is_no_picture_is_refused_in_words(client: Client, editor: User) -> None:
    client.force_login(editor)
    page = send(client, b"<svg onload=alert(1)>", "me.jpg").content.decode()

    assert "error" in page
    assert not UserProfile.objects.get(user=editor).avatar
