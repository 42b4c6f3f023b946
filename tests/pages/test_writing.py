"""A translation written on one sheet."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail_localize.models import Translation

from home.models import StoryPage
from pages import writing
from tests.home import stories
from tests.pages import places

pytestmark = pytest.mark.django_db

POLISH = {
    "title|0": "Żyrandol w sali",
    "lead|0": "W sali wisi żyrandol.",
}


def url(page: StoryPage, code: str = "pl") -> str:
    return reverse("write_translation", args=[page.pk, code])


def words(page: StoryPage, **change: str) -> dict[str, str]:
    body = next(text.key for text in writing.texts(page, stories.locale("pl")) if text.key.startswith("body"))
    return POLISH | {body: "Pod sufitem świeci żyrandol."} | change


def polish(page: StoryPage) -> StoryPage:
    return StoryPage.objects.get(translation_key=page.translation_key, locale__language_code="pl")


def test_the_sheet_holds_every_text_but_the_address():
    found = writing.texts(stories.told(), stories.locale("pl"))

    assert [(text.label, text.original, text.written) for text in found] == [
        ("Назва", "Жырандоля", ""),
        ("Уступ", "Жырандоля вісіць у зале.", ""),
        ("Тэкст", "Пад столлю свеціць жырандоля.", ""),
    ]


def test_looking_at_it_begins_nothing(manager_client: Client):
    page = stories.told()
    stories.lent(page)

    assert "Жырандоля вісіць у зале." in places.read(manager_client, url(page))
    assert (
        Translation.objects.filter(source__object_id=page.translation_key).count(),
        polish(page).live,
    ) == (0, True)


def test_an_editor_writes_and_publishes_at_one_go(editor: Any, client: Client):
    page = stories.told()
    client.force_login(editor)
    client.post(url(page), words(page) | {"act": "publish"})
    translated = polish(page)

    assert (translated.live, translated.title, translated.slug) == (
        True,
        "Żyrandol w sali",
        "zyrandol-w-sali",
    )
    assert [str(block.value) for block in translated.body] == ["<p>Pod sufitem świeci żyrandol.</p>"]


def test_what_is_kept_for_later_is_there_later(editor: Any, client: Client):
    page = stories.told()
    client.force_login(editor)
    client.post(url(page), {"title|0": "Żyrandol", "act": "keep"})

    assert not polish(page).live
    assert [text.written for text in writing.texts(page, stories.locale("pl"))] == ["Żyrandol", "", ""]


def test_half_a_translation_is_kept_and_not_published(editor: Any, client: Client):
    page = stories.told()
    client.force_login(editor)
    answer = client.post(url(page), {"title|0": "Żyrandol", "act": "publish"}, follow=True)
    with override("be"):
        sentence = gettext("Some texts are not translated yet. Translate them all, then publish.")

    assert [str(message).strip() for message in answer.context["messages"]] == [sentence]
    assert "Żyrandol" in answer.content.decode()
    assert not polish(page).live


def test_a_text_too_long_for_its_place_is_told_beside_it(editor: Any, client: Client):
    page = stories.told()
    client.force_login(editor)
    answer = client.post(url(page), words(page, **{"title|0": "ż" * 256}) | {"act": "publish"}, follow=True)

    assert not polish(page).live
    assert "write__error" in answer.content.decode()


def test_a_translator_hands_over_what_she_has_written(editor: Any, translator: Any, client: Client):
    editor.email = "maryna@example.org"
    editor.save()
    page = stories.told()
    client.force_login(translator)
    assert 'value="publish"' not in places.read(client, url(page))

    client.post(url(page), words(page) | {"act": "hand-over"})
    assert (polish(page).live, polish(page).workflow_in_progress) == (False, True)
    assert [letter.to for letter in mail.outbox] == [["maryna@example.org"]]


def test_a_translator_cannot_publish_by_asking(translator: Any, client: Client):
    page = stories.told()
    client.force_login(translator)
    client.post(url(page), words(page) | {"act": "publish"})

    assert not polish(page).live


@pytest.mark.parametrize("code", ["be", "de"])
def test_there_is_no_sheet_for_the_originals_own_language(code: str, manager_client: Client):
    assert manager_client.get(url(stories.told(), code)).status_code == 404


def test_who_may_not_translate_sees_no_sheet(client: Client, django_user_model: Any):
    from django.contrib.auth.models import Permission

    guest = django_user_model.objects.create_user("guest", password="a long enough phrase")
    guest.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(guest)

    assert client.get(url(stories.told())).status_code == 302


def test_two_equal_texts_are_written_twice(manager_client: Client):
    page = stories.told(body=[("text", "<p>Субота.</p><p>Субота.</p>")])
    found = writing.texts(page, stories.locale("pl"))

    assert [text.key.rpartition("|")[2] for text in found if text.original == "Субота."] == ["0", "1"]
    manager_client.post(url(page), POLISH | {text.key: "Sobota." for text in found[2:]} | {"act": "publish"})
    assert [str(block.value) for block in polish(page).body] == ["<p>Sobota.</p><p>Sobota.</p>"]
