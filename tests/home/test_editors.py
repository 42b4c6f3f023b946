"""What somebody of the editors' group may do, and what not."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import GroupPagePermission

from home import editors
from home.models import StoryPage
from tests.home import editing, stories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor_client(client: Client, editor: Any) -> Client:
    client.force_login(editor)
    return client


def test_an_editor_publishes_what_she_writes(editor_client: Client):
    sent = editing.form() | {"action-publish": "action-publish"}
    editor_client.post(editing.add_url(stories.index()), sent)

    assert StoryPage.objects.get(slug="zyrandola", locale__language_code="be").live


@pytest.mark.parametrize("path", ["/admin/users/", "/admin/groups/", "/admin/locales/", "/admin/sites/"])
def test_an_editor_does_not_manage_the_site(path: str, editor_client: Client):
    answer = editor_client.get(path)

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


def test_granting_again_changes_nothing():
    group = Group.objects.get(name=editors.GROUP)
    before = (set(group.permissions.all()), GroupPagePermission.objects.filter(group=group).count())
    editors.ensure()

    assert (
        set(group.permissions.all()),
        GroupPagePermission.objects.filter(group=group).count(),
    ) == before


def test_what_an_editor_needs_is_granted_anew():
    group = Group.objects.get(name=editors.GROUP)
    group.permissions.clear()
    editors.ensure()

    assert set(group.permissions.values_list("codename", flat=True)) == {
        "access_admin",
        "submit_translation",
        *(f"{act}_{word}" for act in ("add", "change", "view") for word in ("category", "tag", "service")),
    }
