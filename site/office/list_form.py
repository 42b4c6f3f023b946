"""The office's form for a list out of a spreadsheet, and what is said of one that is none."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from office.lists import Columns, NotAList, Unreadable

UNREADABLE = {
    Unreadable.EMPTY: _("There is nothing in it but the names of the columns, or not even these."),
    Unreadable.COLUMNS: _("Columns are missing: %(columns)s."),
    Unreadable.TOO_MANY: _("That is too long: take in at most 500 lines at a time."),
}


class ListForm(forms.Form):
    """A file, or its text."""

    use_required_attribute = False
    MOST = 300_000
    """Bytes: 500 lines are a third of it."""

    file = forms.FileField(
        label=_("The list as a CSV file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
    )
    text = forms.CharField(
        label=_("Or its lines, copied from a spreadsheet"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        file = said.get("file")
        if file and file.size > self.MOST:
            raise forms.ValidationError(_("That file is too large for a list of 500 lines"))
        said["text"] = _decoded(file.read()) if file else said.get("text", "")
        if not said["text"].strip():
            raise forms.ValidationError(_("Choose a file, or paste the lines"))
        return said

    def refuse(self, bad: NotAList, columns: Columns) -> None:
        """Says why it is no list; columns by the first of their names."""
        missing = ", ".join(f"«{columns[name][0]}»" for name in bad.columns)
        self.add_error(None, UNREADABLE[bad.why] % {"columns": missing})


def _decoded(content: bytes) -> str:
    """As spreadsheets write it: in Unicode, or in the Cyrillic of Windows."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1251", errors="replace")
