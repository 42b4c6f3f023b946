"""What coordinators type about a child, and to the families of a group."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from office.list_form import ListForm
from school.desk.phone_form import number
from school.models import Application, Group, Override
from school.register_forms import LONGEST_NAME


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Note"),
        max_length=500,
        required=False,
        help_text=_(
            "For colleagues. A grown-up who alone cares for the child may read it: it stands in the copy of "
            "what we know of her. It is sealed, and erased with the child’s name."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NeedsForm(forms.Form):
    use_required_attribute = False
    days = forms.TypedMultipleChoiceField(
        label=_("Days that suit"),
        choices=Application.Days.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day")},
    )
    level = forms.ChoiceField(label=_("Level"), choices=Group.Level.choices, widget=forms.RadioSelect)


class CorrectForm(forms.Form):
    """What is asked when a child is registered, once more."""

    use_required_attribute = False
    name = forms.CharField(
        label=_("First name"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Write the child’s name: the one used at home will do")},
    )
    born_month = number(_("Month of birth"), least=1, most=12)
    born_year = number(_("Year"), least=1900, most=9999)


class LeaveForm(forms.Form):
    use_required_attribute = False
    away = forms.ChoiceField(
        label=_("Why the child has left"),
        choices=Application.Away.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "After illness or flight a child that learned here for some weeks may come back before all "
            "others for a year."
        ),
        error_messages={"required": _("Choose a reason")},
    )


class MoveForm(forms.Form):
    def __init__(self, *args: Any, groups: list[Group], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        choices = [
            (row.pk, _("%(group)s: %(number)s free") % {"group": row, "number": row.free}) for row in groups
        ]
        self.fields["to"] = forms.TypedChoiceField(label=_("To which group"), choices=choices, coerce=int)


class ExceptionForm(forms.Form):
    use_required_attribute = False
    why = forms.ChoiceField(
        label=_("Reason"),
        choices=Override.Why.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason")},
    )

    def __init__(self, *args: Any, groups: list[Group], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        choices = [(row.pk, str(row)) for row in groups]
        self.fields["group"] = forms.TypedChoiceField(label=_("Group"), choices=choices, coerce=int)
        self.order_fields(["group", "why"])


class KeptListForm(ListForm):
    """Its key makes one of it, however often the button is pressed."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
