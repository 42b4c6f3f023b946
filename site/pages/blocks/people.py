"""What people said, and how to reach them."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

GROUP = _("People")
SPOKEN = [
    ("be", pgettext_lazy("a language somebody speaks", "Belarusian")),
    ("ru", pgettext_lazy("a language somebody speaks", "Russian")),
    ("pl", pgettext_lazy("a language somebody speaks", "Polish")),
    ("en", pgettext_lazy("a language somebody speaks", "English")),
    ("uk", pgettext_lazy("a language somebody speaks", "Ukrainian")),
    ("de", pgettext_lazy("a language somebody speaks", "German")),
]


class QuoteValue(blocks.StructValue):
    def may_name(self, *, today: date) -> bool:
        """Consent is written, and has not ended."""
        until = self.get("consent_until")
        return bool(self.get("consent")) and (until is None or today <= until)

    @property
    def attribution(self) -> str:
        """Whose words they are, as far as may be said today: a consent that ends takes the name along."""
        name = self.get("name", "") if self.may_name(today=timezone.localdate()) else ""
        return ", ".join(filter(None, [name, self.get("source", "")]))


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("What was said"), max_length=500, rows=3)
    source = blocks.CharBlock(
        label=_("Who said it, without a name"),
        required=False,
        default="",
        max_length=150,
        help_text=_("For example: a volunteer; a mother of two."),
    )
    # Not in the search: what was indexed while consent lasted would answer after it has ended.
    name = blocks.CharBlock(
        label=_("Name"),
        required=False,
        default="",
        max_length=100,
        search_index=False,
        help_text=_("Only with written consent, and never of a person whose family can be found."),
    )
    consent = blocks.BooleanBlock(label=_("The Center keeps the written consent"), required=False)
    consent_until = blocks.DateBlock(
        label=_("Consent given until"),
        required=False,
        help_text=_("After that day the site stops showing the name. Empty means without an end."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("Somebody’s own words, set apart. A name is shown only with written consent.")
        template = "blocks/quote.html"
        group = GROUP
        value_class = QuoteValue

        def preview_value(self) -> dict[str, str]:
            return {"text": _now("We came with one bag. The rest was here."), "source": _now("A volunteer")}

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["name"] and not self.is_deferred_validation:
            _require_consent(cleaned, today=timezone.localdate())
        return cleaned


def _require_consent(quote: QuoteValue, *, today: date) -> None:
    if quote.may_name(today=today):
        return
    if not quote["consent"]:
        sentence = _now(
            "A name without written consent cannot be published. Take the name out, or tick this when the"
            " Center has the consent."
        )
        raise blocks.StructBlockValidationError(block_errors={"consent": ValidationError(sentence)})
    sentence = _now("The consent ended on %(day)s. Take the name out, or ask the person again.")
    day = date_format(quote["consent_until"], "DATE_FORMAT")
    raise blocks.StructBlockValidationError(
        block_errors={"consent_until": ValidationError(sentence % {"day": day})}
    )


class ContactValue(blocks.StructValue):
    @property
    def phone_href(self) -> str:
        phone = self.get("phone", "")
        return f"tel:{phone.replace(' ', '')}" if phone else ""

    @property
    def email_href(self) -> str:
        email = self.get("email", "")
        return f"mailto:{email}" if email else ""

    @property
    def speaks(self) -> str:
        """Names of the languages in the reader's own."""
        return ", ".join(str(name) for code, name in SPOKEN if code in (self.get("languages") or []))


class ContactBlock(blocks.StructBlock):
    role = blocks.CharBlock(label=_("What to ask about, or whose contact it is"), max_length=120)
    name = blocks.CharBlock(
        label=_("Name"),
        required=False,
        default="",
        max_length=100,
        help_text=_("A name for work will do, or none."),
    )
    phone = blocks.RegexBlock(
        label=_("Phone"),
        regex=r"^\+\d[\d ]{6,18}$",
        required=False,
        default="",
        error_messages={"invalid": _("Write the number with its country: +48 000 000 000.")},
    )
    email = blocks.EmailBlock(label=_("E-mail"), required=False, default="")
    languages = blocks.MultipleChoiceBlock(
        label=_("Languages spoken"), choices=SPOKEN, required=False, widget=CheckboxSelectMultiple
    )
    hours = blocks.CharBlock(
        label=_("When to call"),
        required=False,
        default="",
        max_length=120,
        help_text=_("For example: Mon–Fri, 10–18."),
    )

    class Meta:
        icon = "user"
        label = _("Contact")
        description = _("A person or a desk: phone, e-mail, languages spoken, hours.")
        template = "blocks/contact.html"
        group = GROUP
        value_class = ContactValue

        def preview_value(self) -> dict[str, Any]:
            return {
                "role": _now("Questions about the school"),
                "phone": "+48 000 000 000",
                "email": "school@example.org",
                "languages": ["be", "pl"],
                "hours": _now("Tuesday and Saturday, 10–14"),
            }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not (cleaned["phone"] or cleaned["email"] or self.is_deferred_validation):
            sentence = _now("Give a phone or an e-mail: a contact nobody can reach helps nobody.")
            raise blocks.StructBlockValidationError(block_errors={"phone": ValidationError(sentence)})
        return cleaned
