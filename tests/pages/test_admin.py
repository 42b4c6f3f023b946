"""The screens an editor works with open, in Belarusian."""

import json
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from home.models import HomePage, StoryPage
from pages.models import Image
from tests.home import editing, stories
from tests.pages import places, uploaded

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

SCREENS = {
    "dashboard": ("wagtailadmin_home", []),
    "explorer": ("wagtailadmin_explore_root", []),
    "pictures": ("wagtailimages:index", []),
    "new picture": ("wagtailimages:add", []),
    "many pictures": ("wagtailimages:add_multiple", []),
    "choosing a picture": ("wagtailimages_chooser:choose", []),
    "documents": ("wagtaildocs:index", []),
    "new document": ("wagtaildocs:add", []),
    "choosing a document": ("wagtaildocs_chooser:choose", []),
    "choosing a page": ("wagtailadmin_choose_page", []),
    "announcements": ("wagtailsnippets_pages_announcement:list", []),
    "new announcement": ("wagtailsnippets_pages_announcement:add", []),
    "translations": ("wagtail_localize:translations_report", []),
    "history": ("wagtailadmin_reports:site_history", []),
    "aging pages": ("wagtailadmin_reports:aging_pages", []),
    "languages": ("wagtaillocales:index", []),
    "people": ("wagtailusers_users:index", []),
    "redirects": ("wagtailredirects:index", []),
    "account": ("wagtailadmin_account", []),
    "workflows": ("wagtailadmin_workflows:index", []),
}


# wagtail-localize pages its report of translations without an order of its own.
@pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results")
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_opens(screen: str, manager_client: Client):
    name, arguments = SCREENS[screen]
    answer = manager_client.get(reverse(name, args=arguments), follow=True)

    assert answer.status_code == 200


@pytest.mark.parametrize("name", ["wagtailadmin_home", "wagtailadmin_explore_root", "wagtailimages:index"])
def test_the_admin_speaks_belarusian(name: str, manager_client: Client):
    assert '<html lang="be"' in places.read(manager_client, reverse(name))


@pytest.mark.parametrize("code", ["ru", "pl", "en"])
def test_the_admin_speaks_the_editors_language(code: str, manager_client: Client):
    answer = manager_client.get(reverse("wagtailadmin_home"), headers={"accept-language": code})

    assert f'<html lang="{code}"' in answer.content.decode()


@pytest.mark.parametrize("model", [HomePage, StoryPage])
@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_the_editor_of_a_page_opens(code: str, model: Any, manager_client: Client):
    page = model.objects.filter(locale__language_code=code).first()

    assert places.read(manager_client, editing.edit_url(page))


def test_the_editor_of_a_new_story_opens(manager_client: Client):
    assert 'name="embargo_until"' in places.read(manager_client, editing.add_url(stories.index()))


def test_a_story_is_listed_below_its_index(story: StoryPage, manager_client: Client):
    listing = reverse("wagtailadmin_explore", args=[stories.index().pk])

    assert story.title in places.read(manager_client, listing)


def test_a_picture_can_be_edited(manager_client: Client):
    photo = uploaded.saved(uploaded.two_halves(size=(400, 250)), "JPEG")
    image = Image.objects.create(title="Зала", file=ContentFile(photo, name="a.jpg"))

    assert "Зала" in places.read(manager_client, reverse("wagtailimages:edit", args=[image.pk]))


def test_an_editor_opens_what_she_works_with(editor: Any, client: Client):
    client.force_login(editor)
    names = ["wagtailadmin_home", "wagtailimages:index", "wagtaildocs:index", "wagtailimages:add"]

    assert [client.get(reverse(name)).status_code for name in names] == [200] * 4
    assert client.get(editing.add_url(stories.index())).status_code == 200


@pytest.mark.parametrize("path", ["/admin/jsi18n/", "/admin/localize/jsi18n/"])
def test_scripts_of_the_admin_speak_belarusian(path: str, manager_client: Client):
    answer = manager_client.get(path)
    catalogue = json.loads(answer.content.decode().partition("const newcatalog = ")[2].partition(";\n")[0])

    assert answer.status_code == 200
    assert len([text for text in catalogue.values() if "ў" in str(text) or "і" in str(text)]) > 20


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/images/", "/admin/documents/"])
def test_strangers_are_shown_the_door(path: str, client: Client):
    answer = client.get(path)

    assert (answer.status_code, answer["Location"]) == (302, f"/be/sign-in/?next={path}")
