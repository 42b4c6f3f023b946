"""Every door through which an unfinished translation could get out."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client, TestCase
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.models import Page, Workflow
from wagtail_localize.models import StringTranslation, Translation

from home.models import StoryPage
from pages.publishing import UnpublishableError
from pages.translations import IncompleteTranslation
from tests.home import editing, stories

pytestmark = pytest.mark.django_db


def refusal() -> str:
    with override("be"):
        return str(IncompleteTranslation())


def not_published(language: str, reason: str = "") -> str:
    with override("be"):
        sentence = gettext("%(language)s: not published. %(reason)s")
        return sentence % {"language": gettext(language), "reason": reason or refusal()}


def not_published_page(page: Page) -> str:
    with override("be"):
        sentence = gettext("“%(page)s” is not published. %(reason)s")
        return sentence % {"page": page.title, "reason": refusal()}


def told(answer: HttpResponse) -> list[str]:
    return [str(message).strip() for message in get_messages(answer.wsgi_request)]


def post(client: Client, url: str, data: dict[str, Any]) -> HttpResponse:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(url, data)


def bulk(action: str, page: Page) -> str:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return f"{url}?id={page.pk}&childOf={page.get_parent().pk}"


@pytest.fixture
def work() -> Translation:
    """A Polish translation with one text missing."""
    original = stories.told()
    stories.lent(original)
    translation = stories.begun(original, "pl")
    stories.write(translation, but=1)
    return translation


@pytest.fixture
def polish(work: Translation) -> StoryPage:
    return work.get_target_instance()


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def test_the_translation_editor_does_not_publish_half_a_translation(
    polish: StoryPage, manager_client: Client
):
    answer = post(manager_client, editing.edit_url(polish), {"action": "publish"})

    assert (answer.status_code, answer["Location"]) == (302, editing.edit_url(polish))
    assert told(answer) == [refusal()]
    assert not is_live(polish)


def test_the_translation_editor_publishes_a_whole_translation(
    work: Translation, polish: StoryPage, manager_client: Client
):
    stories.write(work)
    post(manager_client, editing.edit_url(polish), {"action": "publish"})

    assert is_live(polish)


def test_an_editor_may_publish_what_she_has_translated(
    work: Translation, polish: StoryPage, editor: Any, client: Client
):
    stories.write(work)
    client.force_login(editor)
    post(client, editing.edit_url(polish), {"action": "publish"})

    assert is_live(polish)


def test_a_text_with_an_error_counts_as_missing(work: Translation, polish: StoryPage, manager_client: Client):
    stories.write(work)
    StringTranslation.objects.filter(locale=work.target_locale).update(has_error=True)
    answer = post(manager_client, editing.edit_url(polish), {"action": "publish"})

    assert told(answer) == [refusal()]
    assert not is_live(polish)


def test_the_plain_editor_does_not_publish_half_a_translation(polish: StoryPage, manager_client: Client):
    sent = editing.form() | {"action-publish": "action-publish"}
    answer = post(manager_client, editing.edit_url(polish), sent)

    assert told(answer) == [refusal()]
    assert not is_live(polish)


def test_a_published_translation_keeps_its_words_when_the_next_ones_are_missing(
    work: Translation, polish: StoryPage, manager_client: Client
):
    stories.write(work)
    post(manager_client, editing.edit_url(polish), {"action": "publish"})
    original = work.source.get_source_instance()
    original.lead = "Жырандоля згасла."
    original.save_revision().publish()
    work.source.update_from_db()
    answer = post(manager_client, editing.edit_url(polish), {"action": "publish"})

    assert told(answer)[-1] == refusal()
    assert StoryPage.objects.get(pk=polish.pk).lead == "żyrandol"


def update(work: Translation) -> str:
    return reverse("wagtail_localize:update_translations", args=[work.source_id])


def test_updating_translations_publishes_the_whole_ones_and_names_the_others(
    work: Translation, polish: StoryPage, manager_client: Client
):
    original = work.source.get_source_instance()
    english = stories.begun(original, "en")
    stories.write(english, words="chandelier")
    answer = post(manager_client, update(work), {"publish_translations": "on"})

    assert (is_live(polish), is_live(english.get_target_instance())) == (False, True)
    assert not_published("Polish") in told(answer)


def test_updating_translations_publishes_nothing_for_who_may_not(
    work: Translation, polish: StoryPage, client: Client, translator: Any
):
    stories.write(work)
    client.force_login(translator)
    post(client, update(work), {"publish_translations": "on"})

    assert not is_live(polish)


def test_who_may_not_publish_does_not_lend_a_page_to_another_language(
    work: Translation, polish: StoryPage, client: Client, translator: Any, editor: Any
):
    stories.write(work)
    Page.objects.filter(pk=polish.pk).update(live=True)
    url = reverse("wagtail_localize:convert_to_alias", args=[polish.pk])
    client.force_login(translator)
    assert post(client, url, {}).url == "/admin/"
    assert Page.objects.get(pk=polish.pk).alias_of is None

    client.force_login(editor)
    post(client, url, {})
    assert Page.objects.get(pk=polish.pk).alias_of == work.source.get_source_instance().page_ptr


def test_updating_translations_survives_a_text_that_does_not_fit(work: Translation, manager_client: Client):
    original = work.source.get_source_instance()
    original.author_line = "Аўтар"
    original.save_revision().publish()
    work.source.update_from_db()
    stories.write(work)
    post(manager_client, update(work), {"publish_translations": "on"})
    StringTranslation.objects.filter(context__path="author_line").update(data="ż" * 200)
    answer = post(manager_client, update(work), {"publish_translations": "on"})

    assert answer.status_code == 302
    with override("be"):
        reason = gettext("Some texts do not fit: open the translation to see which.")
    assert not_published("Polish", reason) in told(answer)
    assert StoryPage.objects.get(slug="zyrandol").author_line == "żyrandol"


def test_updating_translations_publishes_nothing_unless_asked(
    work: Translation, polish: StoryPage, manager_client: Client
):
    stories.write(work)
    post(manager_client, update(work), {})

    assert not is_live(polish)


def test_publishing_many_pages_at_once_does_not_let_half_a_translation_out(
    polish: StoryPage, manager_client: Client
):
    answer = post(manager_client, bulk("publish", polish), {})

    assert (answer.status_code, told(answer)) == (302, [not_published_page(polish)])
    assert not is_live(polish)


def test_publishing_a_page_with_its_descendants_does_not_let_half_a_translation_out(
    polish: StoryPage, manager_client: Client
):
    answer = post(manager_client, bulk("publish", stories.index("pl")), {"include_descendants": "on"})

    assert told(answer) == [not_published_page(polish)]
    assert not is_live(polish)


def test_publishing_a_page_without_its_descendants_is_not_held_up_by_them(
    polish: StoryPage, manager_client: Client
):
    answer = post(manager_client, bulk("publish", stories.index("pl")), {})

    assert not_published_page(polish) not in told(answer)


def test_publishing_many_pages_at_once_publishes_whole_translations(
    work: Translation, polish: StoryPage, manager_client: Client
):
    stories.write(work)
    work.save_target(publish=False)
    post(manager_client, bulk("publish", polish), {})

    assert is_live(polish)


def test_approving_a_task_does_not_let_half_a_translation_out(
    polish: StoryPage, manager: Any, manager_client: Client
):
    state = Workflow.objects.get().start(polish, manager)
    approve = reverse(
        "wagtailadmin_pages:workflow_action", args=[polish.pk, "approve", state.current_task_state.pk]
    )
    answer = post(manager_client, approve, {})

    assert (answer.status_code, answer["Location"]) == (302, editing.edit_url(polish))
    assert told(answer)[-1] == refusal()
    assert not is_live(polish)
    assert polish.current_workflow_task_state.status == "in_progress"


def test_the_admins_interface_for_programs_does_not_let_half_a_translation_out(
    polish: StoryPage, manager_client: Client
):
    answer = post(manager_client, f"/admin/api/main/pages/{polish.pk}/action/publish/", {})

    assert (answer.status_code, answer.json()) == (409, {"detail": refusal()})
    assert not is_live(polish)


def test_code_cannot_publish_half_a_translation(polish: StoryPage):
    with pytest.raises(UnpublishableError):
        polish.get_latest_revision().publish()

    assert not is_live(polish)


def test_code_cannot_publish_half_a_translation_as_a_page_of_no_special_kind(polish: StoryPage):
    page = Page.objects.get(pk=polish.pk)
    with pytest.raises(UnpublishableError):
        page.get_latest_revision().publish()


def test_the_original_is_published_whatever_its_translations_lack(work: Translation, manager_client: Client):
    original = work.source.get_source_instance()
    post(
        manager_client,
        editing.edit_url(original),
        editing.form(lead="Жырандоля згасла.") | {"action-publish": "action-publish"},
    )

    assert StoryPage.objects.get(pk=original.pk).lead == "Жырандоля згасла."
