"""Wagtail's own buttons “Download CSV” and “Download XLSX”."""

import csv
import io
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.snippets.models import get_snippet_models

from home.models import Tag
from privacy.sealed import Sealed

pytestmark = pytest.mark.django_db

NAMES = {f"name_{code}": f'=HYPERLINK("https://example.org?{code}")' for code in ("be", "ru", "pl", "en")}
APART = {name: f"Словы;{formula}" for name, formula in NAMES.items()}


def test_what_editors_typed_is_no_formula_in_wagtails_lists(manager_client: Client) -> None:
    Tag.objects.all().delete()
    Tag.objects.create(slug="a", **NAMES)
    answer = manager_client.get("/admin/snippets/home/tag/?export=csv")
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode())))
    assert rows[1] == ["a", *(f"'{name}" for name in NAMES.values())]

    answer = manager_client.get("/admin/snippets/home/tag/?export=xlsx")
    sheet = load_workbook(io.BytesIO(answer.getvalue())).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == rows[1]


def test_nor_where_csv_comes_apart_at_semicolons(manager_client: Client) -> None:
    Tag.objects.all().delete()
    Tag.objects.create(slug="a", **APART)
    answer = manager_client.get("/admin/snippets/home/tag/?export=csv")
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode())))

    assert rows[1] == ["a", *(f"Словы;'{name}" for name in NAMES.values())]


def test_numbers_stay_numbers_there_too() -> None:
    view: Any = SpreadsheetExportMixin()

    assert view.preprocess_field_value("x", -5, "csv") == -5


def test_no_list_of_wagtails_holds_what_is_sealed() -> None:
    """They know nothing of the journal."""
    sealed = {model for model in apps.get_models() if issubclass(model, Sealed)}

    assert sealed
    assert not sealed & set(get_snippet_models())
