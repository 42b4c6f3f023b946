"""Lists that can be filtered and taken along."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from home.models import Category, HomePage, Tag
from pages.models import Document, Image
from tests.home import stories
from tests.pages import places, uploaded

pytestmark = pytest.mark.django_db

LISTS = {
    "pages": "all_pages:index",
    "pictures": "wagtailimages:index",
    "documents": "wagtaildocs:index",
    "categories": Category.snippet_viewset.get_url_name("list"),
    "tags": Tag.snippet_viewset.get_url_name("list"),
}


@pytest.fixture
def files() -> None:
    photo = uploaded.saved(uploaded.two_halves(), "JPEG")
    Image.objects.create(title="Зала", credit="Алена", file=ContentFile(photo, name="a.jpg"))
    Document.objects.create(title="Памятка", file=ContentFile(uploaded.pdf(), name="a.pdf"))


def rows(client: Client, name: str, **query: Any) -> list[list[str]]:
    answer = client.get(reverse(LISTS[name], query={"export": "csv", **query}))
    text = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.reader(StringIO(text)))[1:]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_offers_its_spreadsheet(name: str, files: None, manager_client: Client):
    html = places.read(manager_client, reverse(LISTS[name]))

    assert ("export=csv" in html, "export=xlsx" in html) == (True, True)


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [("pictures", 1, "Зала"), ("documents", 1, "Памятка"), ("categories", 3, "Szkoła"), ("tags", 1, "дзеці")],
)
def test_a_spreadsheet_holds_what_the_list_shows(
    name: str, column: int, value: str, files: None, manager_client: Client
):
    assert value in [row[column] for row in rows(manager_client, name)]


@pytest.mark.parametrize("name", LISTS)
def test_a_spreadsheet_opens_in_a_table_program(name: str, files: None, manager_client: Client):
    answer = manager_client.get(reverse(LISTS[name], query={"export": "xlsx"}))

    assert load_workbook(BytesIO(b"".join(answer.streaming_content))).active.max_row > 1


def test_all_pages_are_listed_and_stand_ins_are_not(manager_client: Client):
    before = len(rows(manager_client, "pages"))
    stories.lent(stories.told())

    assert len(rows(manager_client, "pages")) == before + 1


def test_pages_are_filtered_by_language_and_type(manager_client: Client):
    kind, pl = HomePage.objects.first().content_type_id, stories.locale("pl").pk

    assert len(rows(manager_client, "pages", content_type=kind)) == 4
    assert len(rows(manager_client, "pages", content_type=kind, locale=pl)) == 1


def test_an_editor_opens_every_list(editor: Any, client: Client):
    client.force_login(editor)

    assert [client.get(reverse(name)).status_code for name in LISTS.values()] == [200] * 5
