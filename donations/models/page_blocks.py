"""What editors put together on pages about giving."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from donations import money, refusals
from donations.models import amounts
from donations.money import NoAmount
from pages.blocks import TEXT_FEATURES


class AmountBlock(blocks.StructBlock):
    """An amount that is one tap away, and what it does."""

    currency = blocks.ChoiceBlock(label=_("Currency"), choices=amounts.CHOICES, default="pln")
    amount = blocks.IntegerBlock(label=_("Amount"), help_text=_("Without grosze or cents."))
    does = blocks.CharBlock(
        label=_("What it does"), max_length=40, help_text=_("For example: food for a family.")
    )

    class Meta:
        icon = "pick"
        label = _("Amount")

    def clean(self, value: Mapping[str, Any]) -> Any:
        cleaned = super().clean(value)
        try:
            money.given(str(cleaned["amount"]), cleaned["currency"])
        except NoAmount as wrong:
            language = get_language() or ""
            said = refusals.sentence(wrong.fault, currency=cleaned["currency"], language=language)
            raise blocks.StructBlockValidationError(block_errors={"amount": ValidationError(said)}) from None
        return cleaned


class UpdateBlock(blocks.StructBlock):
    date = blocks.DateBlock(label=_("Day"))
    text = blocks.RichTextBlock(label=_("What is new"), features=TEXT_FEATURES)

    class Meta:
        icon = "date"
        label = _("Update")
