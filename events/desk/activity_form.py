"""The form of an activity: everything true of it, each thing with a sentence of help."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from config.languages import LANGUAGES
from events.models import Activity
from office.models import User
from office.people import name_of

HELP = {
    "kind": _("Readers choose by it in the calendar."),
    "rule": _("The dates are made half a year ahead, and go on by themselves."),
    "minutes": _("120 is two hours."),
    "room": _("Empty: outside the Center, online, or not known yet."),
    "policy": _("With an invitation link only those come whom you send it to."),
    "capacity": _("On each date. One date can have more or fewer: change it there."),
    "largest_party": _("How many people one may sign up at once."),
    "has_waiting_list": _("Who finds it full waits, and gets seats by letter as they become free."),
    "closes_minutes_before": _("0: until it begins. 60 is an hour, 1440 a day."),
    "youngest": _("Empty: any age."),
    "oldest": _("Empty: any age."),
    "for_children": _("Parents find it by “for children”."),
    "hosts": _("Who of us is there. Readers do not see it."),
}
GROUPS = (
    (_("What it is"), ("name", "kind", "hosts")),
    (_("When"), ("rule", "minutes")),
    (_("Where"), ("room", "place", "place_is_public")),
    (_("Who may come"), ("policy", "languages", "for_children", "youngest", "oldest")),
    (
        _("Seats and sign-up"),
        ("capacity", "largest_party", "has_waiting_list", "opens_days_before", "closes_minutes_before"),
    ),
)


def coworkers() -> Any:
    return User.objects.filter(is_active=True).order_by("first_name", "last_name", "username")


class ActivityForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    use_required_attribute = False

    languages = forms.MultipleChoiceField(
        label=capfirst(_("languages spoken")),
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language")},
    )
    hosts = forms.ModelMultipleChoiceField(
        label=capfirst(_("hosts")),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=HELP["hosts"],
    )

    class Meta:
        model = Activity
        fields = [name for _heading, names in GROUPS for name in names]
        help_texts = HELP
        widgets = {"policy": forms.RadioSelect}
        error_messages = {"name": {"required": _("Give it a name: colleagues find it by that")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        hosts: Any = self.fields["hosts"]
        hosts.queryset = coworkers()
        hosts.label_from_instance = name_of
        for name in ("minutes", "capacity", "largest_party", "opens_days_before", "closes_minutes_before"):
            self.fields[name].widget.attrs["inputmode"] = "numeric"

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [(heading, [self[name] for name in names]) for heading, names in GROUPS]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("room") and said.get("place"):
            self.add_error("place", _("Choose a room of ours or write a place outside, not both"))
        seats, party = said.get("capacity"), said.get("largest_party")
        if seats and party and party > seats:
            self.add_error("largest_party", _("A party can not be larger than there are seats"))
        return said
