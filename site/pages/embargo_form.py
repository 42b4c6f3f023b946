from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from pages import visibility
from pages.page_form import PageForm


class EmbargoForm(PageForm):
    """Edits the one embargo a page shares with its translations; in force as soon as a draft is saved.

    Not sooner: the preview beside the editor calls `save` too, at every pause in her typing.
    """

    embargo_until = forms.DateTimeField(
        label=_("Keep back until"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=_(
            "Until then nobody outside sees it, in any language, whatever is published or scheduled."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "embargo_until" in self.fields:
            self.initial["embargo_until"] = visibility.embargo_of(self.instance)

    def clean_embargo_until(self) -> datetime | None:
        """One that has run its course may stay where it is; a new one looks ahead."""
        until: datetime | None = self.cleaned_data["embargo_until"]
        if until and until != self.initial.get("embargo_until") and until <= timezone.now():
            raise forms.ValidationError(
                _("This moment has passed. Choose a later one, or leave it empty to hold nothing back.")
            )
        return until

    def save(self, commit: bool = True) -> Any:
        page = super().save(commit)
        if "embargo_until" in self.fields:
            until = self.cleaned_data.get("embargo_until")
            page.embargo_change = partial(
                visibility.set_embargo, translation_key=page.translation_key, until=until
            )
        return page
