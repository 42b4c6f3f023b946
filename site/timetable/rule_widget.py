"""A rule as one field of another form: of a model's, in the admin too."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from config.languages import DEFAULT_LANGUAGE
from timetable import preview
from timetable.forms import RuleForm, typed
from timetable.rules import Rule


class RuleWidget(forms.Widget):
    """Its value is a `RuleForm` whose fields have the field's name in front."""

    template = "timetable/rule.html"
    use_fieldset = True

    class Media:
        css = {"all": ["timetable/rule.css"]}
        js = ["timetable/rule.js"]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> RuleForm:
        return RuleForm(data, prefix=name)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(RuleForm(prefix=name).add_prefix(field) in data for field in RuleForm.base_fields)

    def id_for_label(self, id_: str) -> str:
        return ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        form = value if isinstance(value, RuleForm) else _about(value, name)
        known = form.rule if form.is_bound and form.is_valid() else value
        about = {"form": form, "preview": _preview(known), "id": (attrs or {}).get("id", name)}
        return render_to_string(self.template, about)


def _about(known: Rule | None, name: str) -> RuleForm:
    return RuleForm(prefix=name, initial=typed(known) if known else {})


def _preview(known: Any) -> preview.Preview | None:
    language = get_language() or DEFAULT_LANGUAGE
    return preview.of(known, language=language, at=timezone.now()) if isinstance(known, Rule) else None


class RuleFormField(forms.Field):
    widget = RuleWidget

    def clean(self, value: RuleForm) -> Rule | None:
        """The mistakes are told here, for the form around, and beside what they are about, by the widget."""
        if not self.required and not value.data.get(value.add_prefix("day")):
            return None
        if not value.is_valid():
            raise forms.ValidationError(". ".join(value.mistakes))
        return value.rule

    def has_changed(self, initial: Any, data: Any) -> bool:
        return not data.is_valid() or data.rule != initial
