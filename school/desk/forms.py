"""What coordinators type about terms, groups, meetings and teachers."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.languages import LANGUAGES
from school.lessons import bounds
from school.models import Group, Meeting, Teacher, Term
from timetable import expansion
from timetable.form_parts import OneDateField
from timetable.models import Room

GROUP = {
    "youngest": _("In full years on the first day of the term."),
    "level": _("“Any” takes everybody."),
    "per_teacher": _("So many children one teacher looks after."),
}
WHY_PLACES = _("Why do the places change?")


class TermForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    use_required_attribute = False

    starts_on = OneDateField(label=capfirst(_("first day")), missing=_("Give the first day"))
    ends_on = OneDateField(label=capfirst(_("last day")), missing=_("Give the last day"))
    asks_from = OneDateField(
        label=capfirst(_("pupils are asked from")),
        required=False,
        help_text=_("From that day on pupils of the term before have ten days to say that they stay."),
    )

    class Meta:
        model = Term
        fields = ("starts_on", "ends_on", "asks_from")

    def clean(self) -> dict[str, Any]:
        """Before the database is asked whether another term has these days: it knows no such days."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = said.get("starts_on"), said.get("ends_on")
        if first and last and last <= first:
            self.add_error("ends_on", _("The term ends before it begins."))
        return said


class ReasonField(forms.CharField):
    """Wanted only where the number of places depends on what was changed."""

    def __init__(self) -> None:
        super().__init__(
            label=WHY_PLACES,
            max_length=200,
            required=False,
            help_text=_("It is kept with the change. Leave it empty if they do not change."),
        )


class GroupForm(forms.ModelForm):  # type: ignore[type-arg]
    use_required_attribute = False
    DECIDING = ("teachers", "per_teacher", "ceiling")

    languages = forms.MultipleChoiceField(
        label=capfirst(_("languages spoken")),
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language")},
    )
    teachers = forms.ModelMultipleChoiceField(
        label=capfirst(_("teachers")),
        queryset=Teacher.objects.filter(left_at__isnull=True),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who is not checked can stand here, but the group does not open."),
    )
    reason = ReasonField()

    class Meta:
        model = Group
        fields = (
            "name", "youngest", "oldest", "level", "languages", "teachers", "per_teacher", "ceiling",
        )  # fmt: skip
        help_texts = GROUP
        error_messages = {"name": {"required": _("Give it a letter or a number")}}

    def __init__(self, *args: Any, names: dict[Any, str], **kwargs: Any) -> None:
        """`names` of teachers, opened before."""
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        teachers: Any = self.fields["teachers"]
        teachers.queryset = Teacher.objects.filter(pk__in=list(names))
        teachers.label_from_instance = lambda row: names.get(row.pk, "")
        if self.instance.pk is None:
            del self.fields["reason"]
        for name in ("youngest", "oldest", "per_teacher", "ceiling"):
            self.fields[name].widget.attrs["inputmode"] = "numeric"

    def clean_teachers(self) -> Any:
        teachers = self.cleaned_data["teachers"]
        if self.instance.is_open and not all(each.is_checked for each in teachers):
            raise forms.ValidationError(_("A group that is open takes only teachers who are checked"))
        return teachers

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.is_open and not said.get("reason") and set(self.DECIDING) & set(self.changed_data):
            self.add_error("reason", _("Say why: the number of places depends on what you have changed"))
        return said


class MeetingForm(forms.ModelForm):  # type: ignore[type-arg]
    use_required_attribute = False
    reason = ReasonField()

    class Meta:
        model = Meeting
        fields = ("rule", "minutes", "room")
        help_texts = {"minutes": _("120 is two hours."), "room": _("It must hold all children of the group.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        room: Any = self.fields["room"]
        room.queryset = Room.objects.all()
        self.fields["minutes"].widget.attrs["inputmode"] = "numeric"
        if not self.instance.group.is_open:
            del self.fields["reason"]

    def clean_rule(self) -> Any:
        rule = self.cleaned_data["rule"]
        since, until = bounds(self.instance.group.term)
        if rule and next(expansion.between(rule, since=since, until=until), None) is None:
            raise forms.ValidationError(_("None of these days is within the term"))
        return rule

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if "reason" in self.fields and "room" in self.changed_data and not said.get("reason"):
            self.add_error("reason", _("Say why: the number of places depends on the room"))
        return said


class HoldBackForm(forms.Form):
    reason = forms.CharField(
        label=_("Why there are no new offers"),
        max_length=200,
        help_text=_("Colleagues see it. Pupils stay, offers that are open stay."),
        error_messages={"required": _("Say why: a free place never stands idle without a reason")},
    )


class TeacherForm(forms.Form):
    use_required_attribute = False
    name = forms.CharField(
        label=pgettext_lazy("of a person", "Name"),
        max_length=120,
        help_text=_("It is sealed: it stands in no list that strangers can read."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Write the name")},
    )


class CheckForm(forms.Form):
    use_required_attribute = False
    on = OneDateField(
        label=_("Checked on"),
        missing=_("Give the day"),
        help_text=_(
            "When the registers were looked at. We keep the day and that it was you: no papers, and nothing "
            "of what they say."
        ),
    )

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day is still to come"))
        return day
