"""Wagtail's lists write what was typed into a spreadsheet as it stands: here too it is made harmless."""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from office import cells

as_wagtail_writes_it = SpreadsheetExportMixin.preprocess_field_value


def harmless(view: SpreadsheetExportMixin, field: str, value: Any, export_format: str) -> Any:
    written = as_wagtail_writes_it(view, field, value, export_format)
    return cells.harmless(written) if isinstance(written, str) else written


def guard() -> None:
    SpreadsheetExportMixin.preprocess_field_value = harmless
