"""What happens beside wagtail-localize's own work."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import ngettext, override
from wagtail_localize.models import StringSegment, Translation

from home.models import StoryPage
from pages import translations
from tests.home import stories
from tests.pages import places

pytestmark = pytest.mark.django_db


@pytest.fixture
def work() -> Translation:
    original = stories.told()
    stories.lent(original)
    return stories.begun(original, "pl")


def write(client: Client, work: Translation, path: str, value: str) -> dict[str, str]:
    segment = StringSegment.objects.get(source=work.source, context__path__startswith=path)
    url = reverse("wagtail_localize:edit_string_translation", args=[work.pk, segment.pk])
    return client.put(url, f"value={value}", content_type="application/x-www-form-urlencoded").json()


def test_a_translation_that_begins_becomes_a_draft_of_its_own(work: Translation):
    page = work.get_target_instance()

    assert (page.live, page.alias_of_id, page.first_published_at, page.last_published_at) == (
        False,
        None,
        None,
        None,
    )


def test_other_languages_stay_stand_ins(work: Translation):
    original = work.source.get_source_instance()

    assert stories.versions(original)["en"].alias_of_id == original.pk


def test_a_translation_of_a_page_nobody_lends_begins_too():
    original = stories.told()
    work = stories.begun(original, "pl")

    assert not work.get_target_instance().live


def test_a_text_that_fits_has_no_error(work: Translation, manager_client: Client):
    assert write(manager_client, work, "lead", "ż" * 400)["error"] is None


def test_the_translator_is_told_that_a_text_is_too_long(work: Translation, manager_client: Client):
    with override("be"):
        sentence = ngettext(
            "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
            "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
            400,
        )

    assert write(manager_client, work, "lead", "ż" * 401)["error"] == sentence % {
        "limit_value": 400,
        "show_value": 401,
    }


def test_a_text_inside_a_block_may_be_long(work: Translation, manager_client: Client):
    assert write(manager_client, work, "body", "ż" * 5000)["error"] is None


def test_a_text_that_is_too_long_is_still_missing(work: Translation, manager_client: Client):
    stories.write(work)
    write(manager_client, work, "lead", "ż" * 401)

    assert translations.missing_texts(work) == 1


def test_a_text_made_shorter_is_no_longer_missing(work: Translation, manager_client: Client):
    stories.write(work)
    write(manager_client, work, "lead", "ż" * 401)
    write(manager_client, work, "lead", "ż")

    assert translations.missing_texts(work) == 0


def test_what_a_translator_writes_reaches_the_reader(work: Translation, client: Client):
    polish = stories.translated(work.source.get_source_instance(), "pl", words="żyrandol świeci")

    assert StoryPage.objects.get(pk=polish.pk).title == "żyrandol świeci"
    assert "żyrandol świeci" in places.read(client, polish.url)
