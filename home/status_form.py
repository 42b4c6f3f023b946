from django import forms
from django.utils.translation import gettext_lazy as _

from home.models import Status


class StatusForm(forms.Form):
    """What is true of a service from today on; the button pressed is the status."""

    status = forms.ChoiceField(choices=Status.choices, widget=forms.HiddenInput)
    until = forms.DateField(
        label=_("Until (the last day; may be empty)"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
