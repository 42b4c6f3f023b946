"""Files are found through the pages that offer them, and only while readers may see those."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from home.models import GuidePage, PressPage, StoryPage
from pages import visibility
from pages.models import Document
from search import indexing, queries
from search.models import Entry, Word
from tests.home import stories

pytestmark = pytest.mark.django_db

SHEET = Path(__file__).resolve().parents[2] / "home" / "demo" / "fact_sheets" / "be.pdf"


@pytest.fixture
def document() -> Document:
    return Document.objects.create(title="Брызгалка", file=ContentFile(SHEET.read_bytes(), "x.pdf"))


def linked(document: Document) -> str:
    return f'<p><a linktype="document" id="{document.pk}">тут</a></p>'


def offering(document: Document, **told: Any) -> StoryPage:
    return stories.told(body=[("text", linked(document))], **told)


def found(query: str = "брызгалка", language: str = "be") -> list[tuple[str, int | None]]:
    own = queries.answered(query, language, at=timezone.now()).own
    return [(each.kind, each.document_id) for each in own]


def test_a_file_that_no_published_page_offers_is_never_found(document: Document):
    before = found()
    draft = stories.drafted()
    draft.body = [("text", linked(document))]
    draft.save_revision()
    indexing.rebuild()

    assert before == found() == []


def test_a_file_that_a_page_offers_is_found_as_a_file(document: Document, client: Client):
    offering(document)
    html = client.get("/be/search/", {"q": "брызгалка", "kind": "documents"}).content.decode()

    assert found() == [("documents", document.pk)]
    assert f'href="{document.url}"' in html
    assert "<mark>Брызгалка</mark>" in html
    assert "Дакумент" in html


def test_it_goes_with_its_page(document: Document):
    page = offering(document)
    page.unpublish()

    assert found() == []
    assert not Word.objects.filter(word="брызгалка").exists()


def test_it_goes_when_the_page_no_longer_offers_it(document: Document):
    page = offering(document)
    page.body = []
    page.save_revision().publish()

    assert found() == []


def test_an_embargo_or_a_restriction_of_the_page_holds_it_too(document: Document):
    page = offering(document)
    until = timezone.now() + timedelta(hours=1)
    visibility.set_embargo(translation_key=page.translation_key, until=until)
    held = found()
    visibility.set_embargo(translation_key=page.translation_key, until=None)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    restricted = found()
    restriction.delete()

    assert (held, restricted, found()) == ([], [], [("documents", document.pk)])


def test_a_closed_collection_is_not_found_the_moment_it_is_closed(document: Document):
    offering(document)
    above = Collection.get_first_root_node().add_child(name="Толькі для сваіх")
    document.collection = above.add_child(name="Унутры")
    document.save()
    before = found()
    CollectionViewRestriction.objects.create(collection=above, restriction_type="login")

    assert (before, found()) == ([("documents", document.pk)], [])


def test_a_new_title_is_found_and_the_old_one_forgotten(document: Document):
    offering(document)
    document.title = "Лейка"
    document.save()

    assert (found(), found("лейка")) == ([], [("documents", document.pk)])


def test_a_deleted_file_and_its_words_are_forgotten(document: Document):
    offering(document)
    document.delete()

    assert not Entry.objects.filter(title="Брызгалка").exists()
    assert not Word.objects.filter(word="брызгалка").exists()


def test_a_file_that_two_pages_offer_is_one_answer(document: Document):
    for slug in ("one", "two"):
        offering(document, slug=slug)
    answer = queries.answered("брызгалка", "be", at=timezone.now())

    assert found() == [("documents", document.pk)]
    assert answer.counts == {"documents": 1}


def test_of_a_guides_four_files_each_language_finds_its_own(document: Document):
    guide = GuidePage.objects.filter(locale__language_code="be").first()
    polish = Document.objects.create(title="Konewka", file=ContentFile(SHEET.read_bytes(), "x.pdf"))
    guide.pdf_be, guide.pdf_pl = document, polish
    guide.save_revision().publish()

    assert (found(), found("konewka")) == ([("documents", document.pk)], [])


def test_the_demos_fact_sheet_is_found_in_each_language():
    for code, words in {"be": "цэнтр у лічбах", "pl": "centrum w liczbach", "en": "fact sheet"}.items():
        page = PressPage.objects.get(locale__language_code=code)
        first = queries.answered(words, code, at=timezone.now()).own[0]

        assert (first.page_id, first.kind) == (page.pk, "documents"), code
