"""A table pasted from Excel."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail_localize.segments import StringSegmentValue

from pages import tables
from pages.blocks.text import GROUP


def _has_words(cell: str) -> bool:
    """Hours and numbers are the same in all languages."""
    return any(letter.isalpha() for letter in cell)


class CellsBlock(blocks.FieldBlock):
    """Rows as text, kept as they were pasted; each cell is a text of its own for the translator.

    All cells have one place on the translator's sheet, so that a new row costs nobody the translations of the
    rows below it, and what stands in a table twice is translated once.
    """

    def __init__(self, *, required: bool = True, help_text: Any = None, **kwargs: Any) -> None:
        # Not stripped: a table may begin or end with an empty cell.
        self.field = forms.CharField(
            required=required,
            help_text=help_text,
            strip=False,
            max_length=20_000,
            widget=AdminAutoHeightTextInput(attrs={"rows": 6}),
        )
        super().__init__(**kwargs)

    def get_searchable_content(self, value: Any) -> list[str]:
        return [cell for row in tables.read(value or "") for cell in row if cell]

    def get_translatable_segments(self, value: str) -> list[StringSegmentValue]:
        return [
            StringSegmentValue("", cell) for cell in self.get_searchable_content(value) if _has_words(cell)
        ]

    def restore_translated_segments(self, value: str, segments: list[StringSegmentValue]) -> str:
        translated: Iterator[str] = (
            segment.render_text() for segment in sorted(segments, key=lambda segment: segment.order)
        )
        rows = tables.read(value)
        return tables.written(
            [[next(translated, cell) if _has_words(cell) else cell for cell in row] for row in rows]
        )


class TableValue(blocks.StructValue):
    @property
    def header(self) -> list[str]:
        return next(iter(self._read()), [])

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each with its name, if the first column names rows, and its cells with the column's names."""
        header, named = self.header, bool(self.get("names_rows"))
        rows = [list(zip(header, row, strict=False)) for row in self._read()[1:]]
        return [{"name": row[0][1] if named else "", "cells": row[named:]} for row in rows if row]

    def _read(self) -> list[tables.Row]:
        return tables.read(self.get("cells") or "")


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("What the table shows"), max_length=150)
    cells = CellsBlock(
        label=_("Cells"),
        help_text=_(
            "Copy the cells in Excel and paste them here; the first row names the columns. By hand: one row a"
            " line, | between cells. At most 6 columns."
        ),
    )
    names_rows = blocks.BooleanBlock(label=_("The first column names its row"), required=False, default=True)

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Pasted from Excel; on a phone every row becomes a block.")
        template = "blocks/table.html"
        group = GROUP
        value_class = TableValue

        def preview_value(self) -> dict[str, Any]:
            rows = [
                [_now("Hour"), _now("Saturday"), _now("Tuesday")],
                ["10:00", _now("English"), _now("Belarusian")],
                ["11:00", _now("Drawing"), ""],
            ]
            return {"caption": _now("Lessons"), "cells": tables.written(rows), "names_rows": True}

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        trouble = tables.trouble(tables.read(cleaned["cells"]))
        if trouble and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(block_errors={"cells": ValidationError(trouble)})
        return cleaned
