"""What staff write themselves to many people at once, in each language they can."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from config.languages import LANGUAGES


class MessageForm(forms.Form):
    """In each language one has; people without theirs get the first there is."""

    use_required_attribute = False
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for code, name in LANGUAGES:
            self.fields[f"text_{code}"] = forms.CharField(
                label=name,
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 4, "lang": code}),
            )

    @property
    def texts(self) -> list[forms.BoundField]:
        return [self[f"text_{code}"] for code, _name in LANGUAGES]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not any(said.get(f"text_{code}") for code, _name in LANGUAGES) and not self.errors:
            self.add_error(None, _("Write the text in one language at least"))
        return said

    @property
    def words(self) -> dict[str, str]:
        texts = {code: self.cleaned_data[f"text_{code}"] for code, _name in LANGUAGES}
        return {code: text for code, text in texts.items() if text}


def in_language(words: Mapping[str, str], language: str) -> str:
    """The text for somebody who reads this language, or the first there is."""
    return words.get(language) or next(iter(words.values()), "")
