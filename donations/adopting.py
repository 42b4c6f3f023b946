"""Whose a payment is. What was paid and is nobody's gift becomes one: no money is without a line here."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from config.languages import DEFAULT_LANGUAGE
from donations import gateway
from donations.methods import Rhythm
from donations.models import Gift, LedgerEntry
from donations.remote import Charge, TooEarly
from donations.story import Cause

A_DAY = timedelta(days=1)


def gift_of(charge: Charge) -> UUID | None:
    """By the line that stands in the ledger, by the payment, by what we have written beside it."""
    entered = LedgerEntry.objects.filter(kind=LedgerEntry.Kind.CHARGE, remote_id=charge.id)
    if found := entered.values_list("gift_id", flat=True).first():
        return found
    gifts = Gift.objects.values_list("pk", flat=True)
    if charge.payment_intent and (known := gifts.filter(payment_intent=charge.payment_intent).first()):
        return known
    try:
        return gifts.filter(pk=UUID(charge.gift)).first()
    except ValueError:
        return None


def unknown_charge(charge: Charge, *, cause: Cause, at: datetime) -> Gift | None:
    """Payments of a monthly gift carry no name of ours: their invoice tells. Raises TooEarly while that does
    not know of its payment yet: adopted now, it would be no gift of the donor's."""
    from donations import monthly, projecting  # noqa: PLC0415 - who enters a charge asks here whose it is

    invoice = gateway.invoice_of(charge.payment_intent) if charge.payment_intent else ""
    if invoice:
        monthly.look_at_invoice(invoice, cause=cause, at=at)
        if found := gift_of(charge):
            return Gift.objects.get(pk=found)
        if at - charge.created_at < A_DAY:
            raise TooEarly("An invoice does not know of its payment yet.")
    return projecting.charge_seen(charge, gift_id=_adopted(charge, at=at), cause=cause, at=at)


def _adopted(charge: Charge, *, at: datetime) -> UUID:
    """Two who find the same one at the same moment make one gift."""
    with transaction.atomic():
        gift, _new = Gift.objects.get_or_create(
            payment_intent=charge.payment_intent or charge.id,
            defaults={
                "source": Gift.Source.ADOPTED,
                "rhythm": Rhythm.ONCE,
                "amount_minor": charge.amount,
                "currency": charge.currency,
                "language": DEFAULT_LANGUAGE,
                "page_language": "pl",
                "created_at": charge.created_at,
            },
        )
    return gift.pk
