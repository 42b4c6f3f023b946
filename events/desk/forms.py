"""What coordinators type about dates and people, and what it means."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from config.languages import DEFAULT_LANGUAGE, LANGUAGES
from events.models import Booking, Occurrence, Signed
from events.models.activities import LARGEST_PARTY, MOST_SEATS
from events.plan import Facts
from events.templatetags.desk_days import said_day
from privacy import alike
from privacy.documents import Email, Phone
from timetable.expansion import moment
from timetable.form_parts import OneDateField
from timetable.models import LONGEST, SHORTEST, Room


def _number(label: Any, *, least: int, most: int, **kwargs: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=widget, **kwargs)


class DateForm(forms.Form):
    """One date alone."""

    use_required_attribute = False

    day = OneDateField(label=_("Day"), missing=_("Give the day"))
    time = forms.TimeField(
        label=_("Time"),
        help_text=_("On the clocks in Warsaw."),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": _("Give the time"),
            "invalid": _("Give the time in hours and minutes, for example 18:00"),
        },
    )
    minutes = _number(_("Length in minutes"), least=SHORTEST, most=LONGEST)
    room = forms.ModelChoiceField(label=_("Room"), queryset=Room.objects.none(), required=False)
    place = forms.CharField(label=_("Place outside the Center"), max_length=120, required=False)
    capacity = _number(_("Seats"), least=0, most=MOST_SEATS)

    def __init__(self, *args: Any, row: Occurrence, at: datetime, **kwargs: Any) -> None:
        local = timezone.localtime(row.start)
        known = {
            "day": local.date(),
            "time": local.time(),
            "minutes": row.minutes,
            "room": row.room_id,
            "place": row.place,
            "capacity": row.capacity,
        }
        super().__init__(*args, **{"initial": known, "label_suffix": "", **kwargs})
        self.at = at
        room: Any = self.fields["room"]
        room.queryset = Room.objects.all()

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("room") and said.get("place"):
            self.add_error("place", _("Choose a room of ours or write a place outside, not both"))
        if said.get("day") and said.get("time"):
            said["start"] = moment(datetime.combine(said["day"], said["time"]))
            if said["start"] <= self.at:
                self.add_error("day", _("That moment is over: choose one that is still to come"))
        return said

    @property
    def facts(self) -> Facts:
        said = self.cleaned_data
        return Facts(
            start=said["start"],
            minutes=said["minutes"],
            room=said["room"].pk if said["room"] else None,
            place=said["place"],
            capacity=said["capacity"],
        )


class CapacityForm(forms.Form):
    capacity = _number(
        _("Seats"),
        least=0,
        most=MOST_SEATS,
        help_text=_(
            "More seats go to who waits at once. Fewer throw nobody out: seats go as they become free."
        ),
    )


class CancelForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why"),
        choices=[("", _("we do not say why")), *Occurrence.Reason.choices],
        required=False,
        help_text=_(
            "It stands on the site and in the letter, in each reader’s language. Never more of anybody."
        ),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of these reasons.")},
    )

    def clean_reason(self) -> Occurrence.Reason | None:
        said = self.cleaned_data["reason"]
        return Occurrence.Reason(said) if said else None


def read_contact(text: str) -> tuple[Email | None, Phone | None]:
    """Raises ValueError for what is neither."""
    try:
        alike.email(text)
    except ValueError:
        alike.phone(text)
        return None, Phone(text)
    return Email(text), None


class PartyForm(forms.Form):
    """Somebody who has called, or stands at the door."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Name or pseudonym"),
        max_length=120,
        error_messages={"required": _("Write a name: any will do")},
    )
    seats = _number(_("How many people"), least=1, most=LARGEST_PARTY, initial=1)
    contact = forms.CharField(
        label=_("E-mail or telephone"),
        max_length=200,
        required=False,
        help_text=_("Without it nobody can be told of changes, and there is no waiting."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the letters"), choices=LANGUAGES, initial=DEFAULT_LANGUAGE
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=500,
        required=False,
        help_text=_("For colleagues at the door. It is sealed, and forgotten with the sign-up."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    may_wait = forms.BooleanField(label=_("If it is full, let them wait"), required=False, initial=True)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, largest: int, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["seats"] = _number(self.fields["seats"].label, least=1, most=largest, initial=1)

    def clean_contact(self) -> str:
        text: str = self.cleaned_data["contact"].strip()
        self.email, self.phone = None, None
        try:
            self.email, self.phone = read_contact(text) if text else (None, None)
        except ValueError:
            raise forms.ValidationError(
                _("Write an e-mail like name@example.org or a telephone like +48 000 000 000")
            ) from None
        return text

    @property
    def signed(self) -> Signed:
        said = self.cleaned_data
        return Signed(name=said["name"], email=self.email, phone=self.phone, note=said["note"])


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Note"),
        max_length=500,
        required=False,
        help_text=_("For colleagues at the door. It is sealed, and forgotten with the sign-up."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ShrinkForm(forms.Form):
    def __init__(self, *args: Any, booking: Booking, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        fewer = [(number, str(number)) for number in range(1, booking.seats)]
        self.fields["seats"] = forms.TypedChoiceField(label=_("Seats from now on"), choices=fewer, coerce=int)


class MoveForm(forms.Form):
    def __init__(self, *args: Any, dates: list[Occurrence], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        choices = [(row.pk, _said(row)) for row in dates]
        self.fields["to"] = forms.TypedChoiceField(label=_("To which date"), choices=choices, coerce=int)


def _said(row: Occurrence) -> str:
    """With the seats that are free."""
    moment = f"{said_day(row.start)}, {date_format(timezone.localtime(row.start), 'H:i')}"
    return _now("%(moment)s, %(seats)s free") % {"moment": moment, "seats": row.free}
