"""What somebody of the editors' and of the translators' group may do, and what not."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import GroupApprovalTask, Page, Workflow

from home import editors
from home.models import StoryPage
from office import groups
from tests.home import editing, stories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor_client(client: Client, editor: Any) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture
def translator_client(client: Client, translator: Any) -> Client:
    client.force_login(translator)
    return client


def test_an_editor_publishes_what_she_writes(editor_client: Client):
    sent = editing.form() | {"action-publish": "action-publish"}
    editor_client.post(editing.add_url(stories.index()), sent)

    assert StoryPage.objects.get(slug="zyrandola", locale__language_code="be").live


def test_a_translator_writes_but_does_not_publish(translator_client: Client):
    sent = editing.form() | {"action-publish": "action-publish"}
    translator_client.post(editing.add_url(stories.index()), sent)

    assert not StoryPage.objects.get(slug="zyrandola", locale__language_code="be").live


@pytest.mark.parametrize("path", ["/admin/users/", "/admin/groups/", "/admin/locales/", "/admin/sites/"])
def test_an_editor_does_not_manage_the_site(path: str, editor_client: Client):
    answer = editor_client.get(path)

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


@pytest.mark.parametrize("path", ["/admin/users/", "/admin/workflows/list/", "/admin/redirects/"])
def test_neither_does_a_translator(path: str, translator_client: Client):
    answer = translator_client.get(path)

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


def test_no_workflow_of_wagtails_own_is_left():
    assert list(Workflow.objects.values_list("name", flat=True)) == [editors.APPROVAL]
    assert list(GroupApprovalTask.objects.values_list("name", flat=True)) == [editors.APPROVAL]


def test_every_page_passes_an_editors_eyes(story: StoryPage):
    workflow = story.get_workflow()

    assert [list(task.specific.groups.all()) for task in workflow.tasks] == [[groups.of(groups.EDITORS)]]


def test_a_workflow_a_manager_has_chosen_stays():
    another = Workflow.objects.create(name="Іншы")
    root = Page.get_first_root_node()
    root.workflowpage.workflow = another
    root.workflowpage.save()
    editors.ensure()

    assert Page.get_first_root_node().get_workflow() == another
