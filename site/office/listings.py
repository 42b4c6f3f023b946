"""Wagtail's lists write what was typed into a spreadsheet as it stands: here too it is made harmless."""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from office import cells

as_wagtail_writes_it = SpreadsheetExportMixin.preprocess_field_value


def harmless(view: SpreadsheetExportMixin, field: str, value: Any, export_format: str) -> Any:
    written = as_wagtail_writes_it(view, field, value, export_format)
    if not isinstance(written, str):
        return written
    return cells.harmless_in_csv(written) if export_format == view.FORMAT_CSV else cells.harmless(written)


def guard() -> None:
    SpreadsheetExportMixin.preprocess_field_value = harmless
