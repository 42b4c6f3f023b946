"""From what stands at Stripe now to what stands here: gifts, the ledger, letters.

Whoever heard something about a thing at Stripe looks at it, as it is at that moment, and brings our rows up
to it. In which order things were heard, or how often, does not matter: lines of the ledger are entered once,
and a gift's state follows from them.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from donations import adopting, calm, discrepancies, gateway, ledger, standing, story, telling
from donations.models import CheckoutAttempt, Gift, LedgerEntry, Refund
from donations.remote import Charge, Dispute, GivenBack, Page, PageState
from donations.story import Cause

Kind, What = LedgerEntry.Kind, discrepancies.What
BELARUS = "BY"
NOBODYS = UUID(int=0)


def look_at_page(session: str, *, cause: Cause, at: datetime) -> Gift | None:
    return page_seen(gateway.page(session), cause=cause, at=at)


def page_seen(page: Page, *, cause: Cause, at: datetime) -> Gift | None:
    """The gift it is about; None where it is none of ours and nothing was paid."""
    if page.saves_for:
        from donations import paid_otherwise  # noqa: PLC0415 - monthly gifts are made of gifts

        paid_otherwise.page_seen(page, at=at)
        return None
    gift_id = _noted(page, at=at)
    if page.subscription:
        from donations import monthly  # noqa: PLC0415 - monthly gifts are made of gifts

        monthly.look_at(page.subscription, at=at)
        if page.invoice:
            monthly.look_at_invoice(page.invoice, cause=cause, at=at)
    elif charge := _paying(page):
        return charge_seen(charge, cause=cause, at=at)
    return _page_moves(gift_id, page, cause=cause, at=at) if gift_id else None


def _paying(page: Page) -> Charge | None:
    """A list of pages does not say by which charge each was paid."""
    if page.charge:
        return page.charge if page.charge.paid else None
    listed = page.state is PageState.PAID and page.payment_intent
    found = gateway.charge_of(page.payment_intent) if listed else ""
    return gateway.charge(found) if found else None


@transaction.atomic
def _noted(page: Page, *, at: datetime) -> UUID | None:
    """Whose page it is. It is known by our key even when we have never heard the answer it was made with."""
    attempt = _attempt(page)
    if attempt is None:
        return Gift.objects.filter(pk=uuid_in(page.gift)).values_list("pk", flat=True).first()
    gift = Gift.objects.select_for_update().get(pk=attempt.gift_id)
    attempt.refresh_from_db()
    attempt.session = page.id
    attempt.state = _attempt_state(attempt, page)
    attempt.save(update_fields=["session", "state"])
    if page.payment_intent and not gift.payment_intent:
        gift.payment_intent = page.payment_intent
        gift.save(update_fields=["payment_intent"])
    return gift.pk


def _attempt(page: Page) -> CheckoutAttempt | None:
    by_session = CheckoutAttempt.objects.filter(session=page.id).first()
    return by_session or CheckoutAttempt.objects.filter(key=uuid_in(page.attempt), session=None).first()


def uuid_in(text: str) -> UUID:
    """What stands beside a thing at Stripe may be anything: then it is nobody's number."""
    try:
        return UUID(text)
    except ValueError:
        return NOBODYS


def _attempt_state(attempt: CheckoutAttempt, page: Page) -> CheckoutAttempt.State:
    """A page that is filled in was never lost, whatever we have thought."""
    states = CheckoutAttempt.State
    if page.state is PageState.OPEN:
        return states(attempt.state)
    if page.state is PageState.EXPIRED:
        return states.EXPIRED if attempt.state != states.COMPLETE else states.COMPLETE
    return states.COMPLETE


@transaction.atomic
def _page_moves(gift_id: UUID, page: Page, *, cause: Cause, at: datetime) -> Gift:
    """Without money a gift goes by its last page. Of earlier ones only a bank that still may pay counts."""
    gift = Gift.objects.select_for_update().get(pk=gift_id)
    paid_by_invoice = page.subscription and page.state is PageState.PAID
    if gift.state in standing.MONEY_CAME or paid_by_invoice:
        return gift
    after = standing.without_money(page.state, failed=page.intent_failed)
    if after == standing.SETTLING or not _has_later_page(gift, page):
        story.become(gift, after, cause=cause, at=at)
    return gift


def _has_later_page(gift: Gift, page: Page) -> bool:
    others = gift.attempts.exclude(state=CheckoutAttempt.State.LOST).exclude(session=page.id)
    own = gift.attempts.filter(session=page.id).values_list("number", flat=True).first()
    return others.filter(number__gt=own or 0).exists()


# --- Money -----------------------------------------------------------------------------------------


def look_at_charge(charge_id: str, *, cause: Cause, at: datetime) -> Gift | None:
    charge = gateway.charge(charge_id)
    return charge_seen(charge, cause=cause, at=at)


def charge_seen(charge: Charge, *, gift_id: UUID | None = None, cause: Cause, at: datetime) -> Gift | None:
    """`gift_id`, where it is known already whose it is."""
    if charge.country_of_card == BELARUS:
        discrepancies.find(What.BELARUSIAN_CARD, charge.id, at=at)
    if charge.failed and charge.by_card and cause is Cause.MESSAGE:
        calm.declined(at=at)
    gift_id = gift_id or adopting.gift_of(charge)
    if gift_id is None and charge.paid:
        return adopting.unknown_charge(charge, cause=cause, at=at)
    if gift_id is None:
        return None
    back = list(gateway.refunds(charge_id=charge.id)) if charge.paid else []
    disputes = list(gateway.disputes(charge_id=charge.id)) if charge.disputed else []
    return _enter(gift_id, charge, back, disputes, cause=cause, at=at)


@transaction.atomic
def _enter(
    gift_id: UUID,
    charge: Charge,
    back: Iterable[GivenBack],
    disputes: Iterable[Dispute],
    *,
    cause: Cause,
    at: datetime,
) -> Gift:
    gift = Gift.objects.select_for_update().get(pk=gift_id)
    if not gift.payment_intent and charge.payment_intent:
        gift.payment_intent = charge.payment_intent
        gift.save(update_fields=["payment_intent"])
    if not charge.paid:
        return gift
    new = _entered(gift, charge, at=at)
    for each in back:
        _given_back(gift, each, at=at)
    lost = [_disputed(gift, each, at=at) for each in disputes]
    lost.append(gift.state == standing.DISPUTE_LOST)
    story.become(gift, standing.with_money(ledger.sums_of(gift), lost=any(lost)), cause=cause, at=at)
    if new:
        telling.received(gift, at=at)
    return gift


def _entered(gift: Gift, charge: Charge, *, at: datetime) -> bool:
    first = not gift.entries.filter(kind=Kind.CHARGE).exclude(remote_id=charge.id).exists()
    new = ledger.enter(
        Kind.CHARGE,
        charge.id,
        gift=gift,
        amount=charge.amount,
        currency=charge.currency,
        occurred_at=charge.created_at,
        at=at,
    )
    if charge.txn:
        ledger.settle(charge.txn)
    if new and not first:
        discrepancies.find(What.TWICE, charge.id, gift=gift, theirs=charge.amount, at=at)
    if (charge.amount, charge.currency) != (gift.amount_minor, gift.currency):
        discrepancies.find(
            What.AMOUNT,
            charge.id,
            gift=gift,
            ours=gift.amount_minor,
            theirs=charge.amount,
            currency=charge.currency,
            at=at,
        )
    return new and first


def _given_back(gift: Gift, back: GivenBack, *, at: datetime) -> None:
    """One that has failed stands in the books only if the money had left: then it stands there twice, out
    and in."""
    known = gift.entries.filter(kind=Kind.REFUND, remote_id=back.id).exists()
    if not back.failed or known or back.txns:
        new = ledger.enter(
            Kind.REFUND,
            back.id,
            gift=gift,
            amount=-back.amount,
            currency=back.currency,
            occurred_at=back.created_at,
            at=at,
        )
        if new and not back.failed:
            telling.refunded(gift, back.id, at=at)
        if back.failed:
            _came_back(gift, back, at=at)
    for txn in back.txns:
        ledger.settle(txn)
    _refund_row(back, at=at)


def _came_back(gift: Gift, back: GivenBack, *, at: datetime) -> None:
    ledger.enter(
        Kind.REFUND_BACK,
        back.id,
        gift=gift,
        amount=back.amount,
        currency=back.currency,
        occurred_at=at,
        at=at,
    )
    discrepancies.find(
        What.REFUND_FAILED, back.id, gift=gift, theirs=back.amount, currency=back.currency, at=at
    )


def _refund_row(back: GivenBack, *, at: datetime) -> None:
    """Of the member of staff who asked for it."""
    state = Refund.State.FAILED if back.failed else Refund.State.SENT
    rows = Refund.objects.filter(pk=uuid_in(back.order)).exclude(state=state)
    came_back = Refund.objects.filter(state=Refund.State.FAILED, remote_id=back.id)
    rows.exclude(pk__in=came_back).update(state=state, remote_id=back.id, done_at=at)


def _disputed(gift: Gift, dispute: Dispute, *, at: datetime) -> bool:
    """Whether it is lost. A bank that only asks takes nothing, but must be answered."""
    discrepancies.find(
        What.DISPUTE, dispute.id, gift=gift, theirs=dispute.amount, currency=dispute.currency, at=at
    )
    for kind, moved_at, sign in (
        (Kind.DISPUTE, dispute.taken_at, -1),
        (Kind.DISPUTE_BACK, dispute.returned_at, 1),
    ):
        if moved_at:
            ledger.enter(
                kind,
                dispute.id,
                gift=gift,
                amount=sign * dispute.amount,
                currency=dispute.currency,
                occurred_at=moved_at,
                at=at,
            )
    for txn in dispute.txns:
        ledger.settle(txn)
    return dispute.lost
