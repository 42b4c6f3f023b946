"""A translation's way: from the translator to an editor, and to readers or back."""

from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.models import WorkflowState
from wagtail.users.models import UserProfile

from home.models import StoryPage
from pages import moderation, translations
from tests.home import editing, stories

pytestmark = pytest.mark.django_db


def speaks(user: Any, code: str) -> None:
    user.email = user.email or f"{user.username}@example.org"
    user.save()
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": code})


@pytest.fixture
def polish(editor: Any, translator: Any) -> StoryPage:
    """A translation with every text in its place, and nothing published."""
    speaks(editor, "be")
    speaks(translator, "pl")
    stories.write(stories.begun(stories.told()))
    return StoryPage.objects.get(locale__language_code="pl", translation_key=stories_key())


def stories_key() -> Any:
    return StoryPage.objects.get(title="Жырандоля", locale__language_code="be").translation_key


def states() -> list[str]:
    return list(WorkflowState.objects.order_by("pk").values_list("status", flat=True))


def post(client: Client, user: Any, name: str, page: StoryPage, **data: str) -> Any:
    client.force_login(user)
    return client.post(reverse(name, args=[page.pk]), data, follow=True)


def told(answer: Any) -> list[str]:
    return [str(message).strip() for message in answer.context["messages"]]


def in_language(text: str, code: str) -> str:
    with override(code):
        return gettext(text)


def test_a_translation_handed_over_and_approved_is_published(
    polish: StoryPage, editor: Any, translator: Any, client: Client
):
    post(client, translator, "hand_over", polish)
    post(client, editor, "approve_translation", polish)
    polish.refresh_from_db()

    assert (polish.live, polish.title, states()) == (True, "żyrandol", ["approved"])
    assert client.get(polish.url).status_code == 200


def test_letters_speak_the_language_of_who_reads_them(
    polish: StoryPage, editor: Any, translator: Any, client: Client, manager: Any
):
    post(client, translator, "hand_over", polish)
    post(client, editor, "approve_translation", polish)
    asked, passed = mail.outbox

    assert (asked.to, passed.to) == (["maryna@example.org"], ["alesia@example.org"])
    greetings = [in_language("Hello %(username)s,", code) for code in ("be", "pl")]
    assert [letter.body.splitlines()[0] for letter in mail.outbox] == [
        greetings[0] % {"username": "maryna"},
        greetings[1] % {"username": "alesia"},
    ]
    assert greetings[0] != greetings[1]
    assert editing.edit_url(polish) in asked.body


def test_a_letter_says_what_to_do_and_no_more(
    polish: StoryPage, editor: Any, translator: Any, client: Client
):
    post(client, translator, "hand_over", polish)
    (letter,) = mail.outbox

    assert letter.from_email == "letters@example.org"
    assert letter.alternatives == []
    assert "жырандол" not in letter.body.lower()  # The original's words stay at home.


def test_a_translation_sent_back_says_why(polish: StoryPage, editor: Any, translator: Any, client: Client):
    post(client, translator, "hand_over", polish)
    post(client, editor, "send_back_translation", polish, why="Імя трэба прыбраць.")
    polish.refresh_from_db()

    assert (polish.live, states()) == (False, ["needs_changes"])
    assert mail.outbox[1].to == ["alesia@example.org"]
    assert "Імя трэба прыбраць." in mail.outbox[1].body


def test_it_is_not_sent_back_without_a_word(polish: StoryPage, editor: Any, translator: Any, client: Client):
    post(client, translator, "hand_over", polish)
    answer = post(client, editor, "send_back_translation", polish, why="  ")

    assert states() == ["in_progress"]
    assert told(answer) == [
        in_language("Say in a few words what should be different, then send it back.", "be")
    ]


def test_half_a_translation_is_not_handed_over(
    polish: StoryPage, editor: Any, translator: Any, client: Client
):
    text = translations.translation_of(polish).source.stringsegment_set.get(context__path="lead")
    text.string.translations.all().delete()
    answer = post(client, translator, "hand_over", polish)

    assert (states(), mail.outbox) == ([], [])
    assert told(answer) == [
        in_language("Some texts are not translated yet. Translate them all, then publish.", "pl")
    ]


def test_a_translator_does_not_approve(polish: StoryPage, translator: Any, client: Client):
    post(client, translator, "hand_over", polish)
    post(client, translator, "approve_translation", polish)
    polish.refresh_from_db()

    assert (polish.live, states()) == (False, ["in_progress"])


def test_a_translator_does_not_publish_from_the_work_sheet(
    polish: StoryPage, translator: Any, client: Client
):
    client.force_login(translator)
    client.post(editing.edit_url(polish), {"action": "publish"})
    polish.refresh_from_db()

    assert not polish.live


def test_nothing_is_handed_over_twice(polish: StoryPage, translator: Any):
    moderation.hand_over(polish, user=translator, at=timezone.now())

    with pytest.raises(PermissionDenied):
        moderation.hand_over(StoryPage.objects.get(pk=polish.pk), user=translator, at=timezone.now())


def test_an_editor_publishes_the_words_as_they_are_now(
    polish: StoryPage, editor: Any, translator: Any, client: Client
):
    post(client, translator, "hand_over", polish)
    title = translations.translation_of(polish).source.stringsegment_set.get(context__path="title")
    title.string.translations.filter(context=title.context).update(data="Żyrandol w sali")
    post(client, editor, "approve_translation", polish)
    polish.refresh_from_db()

    assert polish.title == "Żyrandol w sali"


@pytest.mark.parametrize("name", ["hand_over", "approve_translation", "send_back_translation"])
def test_a_link_alone_does_nothing(name: str, polish: StoryPage, manager_client: Client):
    assert manager_client.get(reverse(name, args=[polish.pk])).status_code == 405


def bar(client: Client, user: Any, page: StoryPage) -> str:
    client.force_login(user)
    html = client.get(editing.edit_url(page)).content.decode()
    return html.partition('class="hand-over"')[2].partition("</section>")[0]


def test_the_work_sheet_offers_each_the_next_step(
    polish: StoryPage, editor: Any, translator: Any, client: Client
):
    offered = reverse("hand_over", args=[polish.pk])
    assert (offered in bar(client, translator, polish), bar(client, editor, polish)) == (True, "")

    post(client, translator, "hand_over", polish)
    approve = reverse("approve_translation", args=[polish.pk])
    assert (offered in bar(client, translator, polish), approve in bar(client, editor, polish)) == (
        False,
        True,
    )


def test_an_ordinary_page_goes_the_same_way(editor: Any, translator: Any, client: Client):
    speaks(editor, "be")
    client.force_login(translator)
    client.post(editing.add_url(stories.index()), editing.form() | {"action-submit": "action-submit"})
    page = StoryPage.objects.get(slug="zyrandola", locale__language_code="be")
    assert (states(), [letter.to for letter in mail.outbox]) == (["in_progress"], [["maryna@example.org"]])

    moderation.approve(page, user=editor, at=timezone.now())
    page.refresh_from_db()
    assert (page.live, states()) == (True, ["approved"])
