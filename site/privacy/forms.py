"""The one pattern of all forms for readers: short, patient, and quietly in the way of machines.

Answers stay when something is wrong; each mistake is told in the same words above the form, as a link, and
beside the field. A form carries a signed key of its own: sending it twice, from two tabs or by the back
button, makes one record.
"""

import uuid
from copy import copy
from datetime import timedelta
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from privacy import drafts, proof
from privacy.alike import Known
from privacy.models import Draft

SALT = "form"
LONGEST_STAY = timedelta(hours=24)
QUICKEST_HUMAN = timedelta(seconds=3)
MACHINERY = ("proof", "stamp", "homepage")
"""Fields of every form that are nobody's answers."""


class Form(forms.Form):
    """Drawn by `components/form.html`; validated here, never by the browser."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "field__input")

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """For the summary: where to go, and what to do there; in the order of the fields, the whole first."""
        order = [*self.errors.keys() - self.fields.keys(), *self.fields]
        return [
            (self._place_of(name), str(message)) for name in order for message in self.errors.get(name, [])
        ]

    def _place_of(self, name: str) -> str:
        if name not in self.fields or name == "stamp":
            return "form"
        return self[name].id_for_label or self[name].auto_id

    def refuse_flood(self) -> None:
        """For a doorway that has asked `privacy.limits`."""
        self.add_error(
            None,
            _("Too much came from here this hour. Your answers are still here: send them later, or call"),
        )


class ProvenForm(Form):
    """A form that brings a proof of work, if the browser can do it; see `components/proof.html`."""

    proof = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def riddle(self) -> str:
        """A new one each time the form is shown: solving again costs a person nothing."""
        return proof.riddle(at=timezone.now())


class GuardedForm(ProvenForm):
    """A form that anybody on the internet can send. Nobody is turned away silently: who is taken for a
    machine is asked, in words, to send once more. A draft fills it in and lends it its key."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    # A machine fills in everything; people do not see this field and are told to leave it.
    homepage = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    quick = False

    def __init__(self, *args: Any, draft: Draft | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stamp"].initial = new_stamp(draft.pk if draft else None)
        for name, values in drafts.typed(draft).items() if draft else ():
            self.initial[name] = values if self._takes_many(name) else "".join(values[:1])

    def _takes_many(self, name: str) -> bool:
        return isinstance(self.fields.get(name), forms.MultipleChoiceField)

    @property
    def typed(self) -> dict[str, list[str]]:
        """What stands in the fields, right or wrong, for a draft."""
        data: Any = self.data
        return {name: data.getlist(name) for name in self.fields if name not in MACHINERY}

    def may_be_kept(self) -> bool:
        """Whether stamp and traps are in order; what else is wrong can wait until the form is sent."""
        for name in self.errors.keys() - {*MACHINERY, NON_FIELD_ERRORS}:
            del self.errors[name]
        return not self.errors

    def clean_stamp(self) -> uuid.UUID:
        """The form's own key, by which a second sending is known as such."""
        try:
            key, at = signing.loads(self.cleaned_data["stamp"], salt=SALT, max_age=LONGEST_STAY)
        except signing.BadSignature:
            answers: Any = copy(self.data)
            answers["stamp"] = new_stamp()
            self.data = answers
            message = _("This page was open for too long. Your answers are still here: send them again")
            raise forms.ValidationError(message) from None
        self.quick = timezone.now().timestamp() - at < QUICKEST_HUMAN.total_seconds()
        return uuid.UUID(key)

    def clean(self) -> dict[str, Any]:
        """Haste is a reason to ask again only when everything else is right."""
        if self.quick and not self.errors:
            self.add_error(None, _("That was very quick. Wait a moment and send again"))
        return super().clean() or {}

    def clean_homepage(self) -> str:
        if self.cleaned_data["homepage"]:
            raise forms.ValidationError(
                _("Empty the last field, which is there for machines, and send again")
            )
        return ""


def key_of_record(stamp: uuid.UUID, known: Known | None) -> uuid.UUID:
    """Of what a form makes: one form with one contact makes one record.

    The contact belongs to it: otherwise whoever has sent somebody’s address, and sends the same form again
    with another one or with none, would be shown by the answer whether the first sending made anything.
    """
    return uuid.uuid5(stamp, f"{known.kind} {known.value}" if known else "")


def new_stamp(key: uuid.UUID | None = None) -> str:
    return signing.dumps([str(key or uuid.uuid4()), timezone.now().timestamp()], salt=SALT)
