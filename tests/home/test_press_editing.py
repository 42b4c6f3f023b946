"""What the admin takes from a press officer, and what it answers in a sentence."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext, override
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.models import Mention, ReleasePage
from pages import visibility
from tests.home import editing, releases, stories

pytestmark = pytest.mark.django_db

TEXT = ("text", rich_text("<p>Жырандоля зноў вісіць у зале.</p>"))
QUOTE = {"text": "Ззяе.", "source": "", "name": "Ганна", "consent_until": ""}
PAST = "This moment has passed. Choose a later one, or leave it empty to hold nothing back."


def form(*, body: list[tuple[str, Any]] | None = None, **changes: Any) -> dict[str, Any]:
    fields = {
        "title": "Жырандоля вернута",
        "slug": "zyrandola-viernuta",
        "lead": "Жырандоля зноў вісіць у зале.",
        "place": "Варшава",
        "date": "2026-11-21",
        "body": streamfield([TEXT] if body is None else body),
        "papers": streamfield([]),
        "comments": inline_formset([]),
        "go_live_at": "",
        "expire_at": "",
        "embargo_until": "",
    }
    return nested_form_data(fields | changes)


def sent(client: Client, language: str = "be", **changes: Any) -> Any:
    url = reverse("wagtailadmin_pages:add", args=["home", "releasepage", releases.archive().pk])
    publish = {"action-publish": "1"}
    return client.post(url, form(**changes) | publish, headers={"accept-language": language})


def told(answer: Any, sentence: str) -> bool:
    """Beside its field, or in what the scripts draw beside a block."""
    html = answer.content.decode()
    return sentence in html or escape(json.dumps(sentence)[1:-1]) in html


def published() -> list[ReleasePage]:
    return list(ReleasePage.objects.live().filter(slug="zyrandola-viernuta", alias_of=None))


def test_a_release_is_published(manager_client: Client):
    assert sent(manager_client).status_code == 302
    assert [page.place for page in published()] == ["Варшава"]


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_a_release_without_a_text_is_refused_with_a_sentence(code: str, manager_client: Client):
    answer = sent(manager_client, code, body=[])
    with override(code):
        sentence = gettext("This field is required.")

    assert published() == []
    assert told(answer, sentence)


def test_a_release_without_a_text_may_wait_as_a_draft(manager_client: Client):
    url = reverse("wagtailadmin_pages:add", args=["home", "releasepage", releases.archive().pk])

    assert manager_client.post(url, form(body=[])).status_code == 302
    assert published() == []


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_a_quote_by_name_without_consent_stops_publishing(code: str, manager_client: Client):
    answer = sent(manager_client, code, body=[TEXT, ("quote", QUOTE)])
    with override(code):
        sentence = gettext(
            "A name without written consent cannot be published. Take the name out, or tick this when the"
            " Center has the consent."
        )

    assert published() == []
    assert told(answer, sentence)


def test_a_quote_by_name_with_consent_is_published(manager_client: Client):
    assert sent(manager_client, body=[TEXT, ("quote", QUOTE | {"consent": "on"})]).status_code == 302
    assert len(published()) == 1


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_an_embargo_in_the_past_is_refused_with_a_sentence(code: str, manager_client: Client):
    answer = sent(manager_client, code, embargo_until="2020-01-01 10:00")
    with override(code):
        sentence = gettext(PAST)

    assert published() == []
    assert told(answer, sentence)


def test_an_embargo_in_the_past_is_refused_for_a_draft_too(manager_client: Client):
    story = stories.told()
    answer = manager_client.post(editing.edit_url(story), editing.form(embargo_until="2020-01-01 10:00"))

    assert answer.status_code == 200
    assert visibility.embargo_of(story) is None


def test_an_embargo_that_is_over_is_in_nobodys_way(manager_client: Client):
    story = stories.told()
    over = timezone.now().replace(second=0, microsecond=0) - timedelta(days=3)
    visibility.set_embargo(translation_key=story.translation_key, until=over)
    local = timezone.localtime(over)
    answer = manager_client.post(
        editing.edit_url(story), editing.form(embargo_until=f"{local:%Y-%m-%d %H:%M}")
    )

    assert answer.status_code == 302
    assert visibility.embargo_of(story) == over


def test_an_editor_adds_what_a_newspaper_wrote(client: Client, editor: Any):
    client.force_login(editor)
    facts = {"outlet": "Beispielblatt", "title": "Ein Haus", "language": "de", "date": "2026-11-20"}
    url = reverse(Mention.snippet_viewset.get_url_name("add"))
    answer = client.post(url, facts | {"url": "https://example.org/haus"})

    assert answer.status_code == 302
    assert str(Mention.objects.get(language="de")) == "Beispielblatt: Ein Haus"


def test_the_same_text_is_not_added_twice(manager_client: Client):
    known = Mention.objects.first()
    facts = {"outlet": "X", "title": "Y", "language": "de", "date": "2026-11-20", "url": known.url}
    answer = manager_client.post(reverse(Mention.snippet_viewset.get_url_name("add")), facts)

    assert answer.status_code == 200
    assert not Mention.objects.filter(outlet="X").exists()


def test_releases_stand_in_the_archive_and_nowhere_else():
    assert ReleasePage.can_create_at(releases.archive())
    assert not ReleasePage.can_create_at(releases.press())
    assert not ReleasePage.can_create_at(Page.objects.get(pk=stories.index().pk).specific)
