"""Gifts that come every month: what Stripe says of them, and each payment as a gift of its own."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from config.languages import DEFAULT_LANGUAGE
from donations import discrepancies, gateway, projecting, story, telling
from donations.methods import Rhythm
from donations.models import Donor, Gift, MonthlyGift
from donations.remote import Charge, Invoice, Runs, Subscription
from donations.story import Cause

State = MonthlyGift.State
STATES = {
    Runs.ACTIVE: State.ACTIVE,
    Runs.PAUSED: State.PAUSED,
    Runs.OVERDUE: State.OVERDUE,
    Runs.INCOMPLETE: State.INCOMPLETE,
    Runs.ENDED: State.STOPPED,
}


@transaction.atomic
def look_at(subscription: str, *, at: datetime) -> MonthlyGift | None:
    """The row is locked before Stripe is asked: whoever asks later is told newer things, and writes later.
    None for one whose amount is nothing that we know: what it brings is adopted payment by payment."""
    row = MonthlyGift.objects.select_for_update().filter(subscription=subscription).first()
    seen = gateway.subscription(subscription)
    if seen.amount <= 0:
        return row
    if row is None:
        row = _made(seen)
        _stop_if_nobodys(row, seen, at=at)
    return bring_up_to(row, seen, at=at)


def _stop_if_nobodys(row: MonthlyGift, seen: Subscription, *, at: datetime) -> None:
    """Its donor was forgotten while she stood on the payment page: nobody is left who could stop it."""
    from donations import changing  # noqa: PLC0415 - changes are made of what is known of monthly gifts

    origin = _origin(seen)
    if origin and origin.donor_id is None and row.state in MonthlyGift.RUNNING:
        changing.stop(row, at=at)


@transaction.atomic
def made_known(seen: Subscription) -> None:
    """From a list of all. One that is here already is left as it is: since the list was told, it may have
    changed."""
    if not MonthlyGift.objects.filter(subscription=seen.id).exists():
        _made(seen)


def _made(seen: Subscription) -> MonthlyGift:
    """Its purpose and its donor are those of the gift it began with; one that began elsewhere has none."""
    origin = _origin(seen)
    row, _new = MonthlyGift.objects.select_for_update().get_or_create(
        subscription=seen.id,
        defaults={
            **told(seen),
            "donor_id": origin.donor_id if origin else None,
            "fund_id": origin.fund_id if origin else None,
            "campaign_id": origin.campaign_id if origin else None,
            "began_at": seen.created_at,
        },
    )
    if origin:
        Gift.objects.filter(pk=origin.pk, monthly=None).update(monthly=row)
    return row


def _origin(seen: Subscription) -> Gift | None:
    return Gift.objects.filter(pk=projecting.uuid_in(seen.gift), rhythm=Rhythm.MONTHLY).first()


def told(seen: Subscription) -> dict[str, Any]:
    return {
        "amount_minor": seen.amount,
        "currency": seen.currency,
        "payment_method": seen.payment_method,
        "state": STATES[seen.runs],
        "next_at": seen.next_at,
        "paused_until": seen.paused_until,
        "ended_at": seen.ended_at,
    }


def bring_up_to(row: MonthlyGift, seen: Subscription, *, at: datetime) -> MonthlyGift:
    """Of a row that is locked. Stopped is told once, whoever has stopped it."""
    was = row.state
    for name, value in told(seen).items():
        setattr(row, name, value)
    row.save()
    _donor_gives(row)
    if row.state == State.STOPPED and was != State.STOPPED:
        telling.stopped(row, at=at)
    return row


def _donor_gives(row: MonthlyGift) -> None:
    """While a gift of hers runs, she is not forgotten by the clock."""
    if row.donor_id:
        running = MonthlyGift.objects.filter(donor=row.donor_id, state__in=MonthlyGift.RUNNING).exists()
        Donor.objects.filter(pk=row.donor_id).update(gives_monthly=running)


# --- Payments --------------------------------------------------------------------------------------


def look_at_invoice(invoice_id: str, *, cause: Cause, at: datetime) -> None:
    invoice = gateway.invoice(invoice_id)
    row = look_at(invoice.subscription, at=at) if invoice.subscription else None
    for charge in invoice.charges:
        if charge.paid:
            gift_id = _gift_of(invoice, charge, row)
            projecting.charge_seen(charge, gift_id=gift_id, cause=cause, at=at)
    if row and invoice.failed:
        _failed(invoice, row, cause=cause, at=at)


@transaction.atomic
def _gift_of(invoice: Invoice, charge: Charge, row: MonthlyGift | None) -> UUID:
    """The one gift of this payment. The first payment is the gift that was promised on our form."""
    if row is not None:
        MonthlyGift.objects.select_for_update().get(pk=row.pk)
    known = Gift.objects.filter(invoice=invoice.id) | Gift.objects.filter(
        payment_intent=charge.payment_intent
    )
    if found := known.values_list("pk", flat=True).first():
        return found
    if invoice.first and row is not None and (promised := _promised(row)):
        promised.invoice = invoice.id
        promised.save(update_fields=["invoice"])
        return promised.pk
    return _new(invoice, charge, row).pk


def _promised(row: MonthlyGift) -> Gift | None:
    forms = row.gifts.select_for_update().filter(source=Gift.Source.FORM, invoice=None)
    return forms.order_by("created_at").first()


def _new(invoice: Invoice, charge: Charge, row: MonthlyGift | None) -> Gift:
    model = row.gifts.order_by("created_at").first() if row else None
    gift, _is_new = Gift.objects.get_or_create(
        invoice=invoice.id,
        defaults={
            "source": Gift.Source.MONTHLY if row else Gift.Source.ADOPTED,
            "rhythm": Rhythm.MONTHLY if row else Rhythm.ONCE,
            "monthly": row,
            "donor_id": row.donor_id if row else None,
            "fund_id": row.fund_id if row else None,
            "campaign_id": row.campaign_id if row else None,
            "amount_minor": charge.amount,
            "currency": charge.currency,
            "language": model.language if model else DEFAULT_LANGUAGE,
            "page_language": model.page_language if model else "pl",
            "created_at": charge.created_at,
        },
    )
    return gift


def _failed(invoice: Invoice, row: MonthlyGift, *, cause: Cause, at: datetime) -> None:
    """The first payment fails on the payment page, before the donor's eyes; of later ones she is told."""
    with transaction.atomic():
        if invoice.first:
            for gift in row.gifts.select_for_update().filter(source=Gift.Source.FORM, invoice=None):
                story.become(gift, Gift.State.FAILED, cause=cause, at=at)
        elif row.state in MonthlyGift.RUNNING:
            telling.failed(row, invoice.id, at=at)


def look_at_mandate(mandate: str, *, at: datetime) -> None:
    """The bank's customer may take her word back in the bank's own application."""
    method = gateway.mandate_ended(mandate)
    if not method:
        return
    for row in MonthlyGift.objects.filter(payment_method=method, mandate_ended_at=None):
        MonthlyGift.objects.filter(pk=row.pk).update(mandate_ended_at=at)
        what = discrepancies.What.CONSENT_ENDED
        discrepancies.find(what, row.subscription, gift=row.gifts.first(), at=at)
