from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from home.models import StoryPage
from pages import visibility
from pages.blocks import ButtonBlock, DownloadBlock, TextBlock
from pages.models import Document
from tests.home import stories
from tests.pages import places, uploaded
from tests.pages.blocks_cleaned import cleaned, refused

BUTTON = ButtonBlock()
DOWNLOAD = DownloadBlock()
TO_EXAMPLE = {"label": "Напісаць", "page": None, "address": "https://example.org/"}


def button(page: StoryPage | None, code: str = "be") -> str:
    with override(code):
        return str(BUTTON.to_python({"label": "Чытаць", "page": page.pk if page else None}).url)


def download(document: Document | None, code: str = "be", **changes: Any) -> str:
    with override(code):
        value = {"document": document.pk if document else None, **changes}
        return " ".join(DOWNLOAD.render(DOWNLOAD.to_python(value), {"page": "any"}).split())


def test_a_button_leads_out_to_where_it_says():
    html = str(BUTTON.render(BUTTON.to_python(TO_EXAMPLE)))

    assert 'href="https://example.org/" rel="noreferrer">Напісаць</a>' in html


@pytest.mark.parametrize(
    ("changes", "trouble"),
    [
        ({"address": ""}, {"page": ["Say where the button leads: choose a page or give an address."]}),
        (
            {"address": "http://example.org/"},
            {"address": ["Only addresses that begin with https:// keep a reader safe."]},
        ),
        ({"address": "javascript:alert(1)"}, {"address": ["Enter a valid URL."]}),
    ],
)
def test_a_button_without_a_good_target_is_refused(changes: dict[str, Any], trouble: dict[str, list[str]]):
    assert refused(BUTTON, TO_EXAMPLE | changes) == trouble


@pytest.mark.django_db
def test_a_button_with_two_targets_is_refused(story: StoryPage):
    assert refused(BUTTON, {**TO_EXAMPLE, "page": story.pk}) == {
        "address": ["One target only: a page of this site, or an address."]
    }


def test_a_button_may_wait_for_its_target_in_a_draft():
    assert cleaned(BUTTON, {**TO_EXAMPLE, "address": ""}, draft=True)["label"] == "Напісаць"


def test_the_refusal_speaks_the_editors_language():
    value = {**TO_EXAMPLE, "address": ""}

    assert len({str(refused(BUTTON, value, language=code)) for code in stories.LANGUAGES}) == 4


@pytest.mark.django_db
@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_a_button_leads_to_the_page_in_the_readers_language(code: str, story: StoryPage):
    wanted = story.get_translations(inclusive=True).get(locale__language_code=code)

    assert button(story, code) == wanted.url


@pytest.mark.django_db
@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_a_link_in_a_text_leads_to_the_page_in_the_readers_language(code: str, story: StoryPage):
    wanted = story.get_translations(inclusive=True).get(locale__language_code=code)
    block = TextBlock()
    with override(code):
        html = block.render(block.to_python(f'<p><a linktype="page" id="{story.pk}">тут</a></p>'))

    assert places.LINK.findall(html) == [wanted.url]


@pytest.mark.django_db
def test_a_button_leads_to_the_original_under_the_readers_language_until_it_is_translated():
    story = stories.told()
    stories.lent(story)

    assert button(story, "pl") == "/pl/aktualnosci/zyrandola/"


@pytest.mark.django_db
def test_a_button_leads_to_another_language_where_the_readers_has_no_such_page():
    assert button(stories.told(), "pl") == "/be/naviny/zyrandola/"


@pytest.mark.django_db
def test_a_button_to_a_page_nobody_may_read_is_not_drawn():
    draft, held = stories.drafted(slug="a"), stories.told(slug="b")
    later = timezone.now() + timezone.timedelta(days=1)
    visibility.set_embargo(translation_key=held.translation_key, until=later)

    assert (button(draft), button(held), button(None)) == ("", "", "")
    assert BUTTON.render(BUTTON.to_python({"label": "Чытаць", "page": draft.pk})).strip() == ""


def paper(title: str = "Бланк") -> Document:
    return Document.objects.create(title=title, file=ContentFile(uploaded.pdf(), name="a.pdf"))


@pytest.mark.django_db
def test_a_file_is_offered_with_its_type_and_size(client: Client):
    document = paper()
    html = download(document, "en")

    assert f'href="{document.url}" download>' in html
    assert html.endswith(
        f'Бланк</a> <span class="meta">PDF, {document.file.size} bytes</span> </p>'.replace(" ", " ")
    )
    assert client.get(document.url).status_code == 200


@pytest.mark.django_db
def test_a_file_may_have_another_name_for_readers():
    assert "Анкета</a>" in download(paper(), title="Анкета")


@pytest.mark.django_db
def test_a_file_lost_on_the_disk_breaks_no_page():
    document = paper()
    Path(document.file.path).unlink()

    assert '<span class="meta">PDF, ' in download(document)


@pytest.mark.django_db
def test_a_deleted_document_is_not_offered():
    assert download(None) == ""
