"""What Stripe knows and what we know, compared again and again. Money that is nobody's gift is adopted; what
differs is written down for a person to explain, and no amount is ever mended by itself."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from donations import discrepancies, gateway, giving, inbox, looking, monthly, projecting, story, subjects
from donations.models import CheckoutAttempt, Discrepancy, Gift, LedgerEntry, MonthlyGift, Payout
from donations.remote import (
    Charge,
    GivenBack,
    Gone,
    NotAllowed,
    Page,
    PageState,
    Refused,
    Subscription,
    TooEarly,
    Unsure,
)
from donations.story import Cause

logger = logging.getLogger(__name__)

Attempt, Kind = CheckoutAttempt.State, LedgerEntry.Kind
A_WHILE = timedelta(minutes=10)
"""After which it is not left to messages what becomes of a payment page."""
NIGHTS = timedelta(days=3)
DELIVERIES = timedelta(days=30)
"""So far back Stripe lists events."""
IN_THE_BOOKS = (
    Discrepancy.What.LEDGER_DIFFERS,
    Discrepancy.What.NOT_THERE,
    Discrepancy.What.PAYOUT,
    Discrepancy.What.UNREADABLE,
)
"""Differences between the books and Stripe, among other things that a person must know."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    matched: int
    adopted: int
    """Entered only now."""
    differences: int
    """That nobody has explained."""


# --- Every ten minutes ------------------------------------------------------------------------------


def open_pages(*, at: datetime) -> int:
    """Pages that are open for a while are looked at; those we have never heard of again are given up."""
    old = CheckoutAttempt.objects.filter(state__in=CheckoutAttempt.LIVE, asked_at__lt=at - A_WHILE)
    attempts = list(old.order_by("asked_at"))
    for attempt in attempts:
        if attempt.state == Attempt.OPENING:
            giving.give_up(attempt)
        elif not _page_looked(attempt, at=at):
            break
    _nowhere(at=at)
    return len(attempts)


def _page_looked(attempt: CheckoutAttempt, *, at: datetime) -> bool:
    """One that Stripe does not know is given up: it was opened with another key."""
    try:
        projecting.look_at_page(str(attempt.session), cause=Cause.LOOK, at=at)
    except Gone:
        giving.give_up(attempt)
    except (Refused, Unsure) as trouble:
        return _told(trouble)
    return True


def _nowhere(*, at: datetime) -> None:
    """Gifts that are being opened, or were, and have no page on which they could be paid."""
    somewhere = ~Q(state__in=[Attempt.LOST, Attempt.EXPIRED]) | Q(asked_at__gt=at - A_WHILE)
    pages = CheckoutAttempt.objects.filter(somewhere, gift=OuterRef("pk"))
    waiting = Gift.objects.filter(state__in=[Gift.State.OPENING, Gift.State.AWAITING_PAYER])
    for found in waiting.exclude(Exists(pages)):
        with transaction.atomic():
            gift = Gift.objects.select_for_update().get(pk=found.pk)
            if not gift.attempts.filter(somewhere).exists():
                story.become(gift, Gift.State.EXPIRED, cause=Cause.LOOK, at=at)


def _looked(about: str, *, at: datetime) -> bool:
    """False when Stripe does not answer: then there is no use in asking on."""
    try:
        looking.look(about, at=at, cause=Cause.LOOK)
    except (Refused, Unsure) as trouble:
        return _told(trouble)
    return True


def _told(trouble: Refused | Unsure) -> bool:
    """Whether there is use in asking on."""
    if isinstance(trouble, Unsure):
        logger.warning("Stripe can not be compared with: %s", trouble)
        return False
    logger.error("Stripe does not know what we ask about: %s", trouble)
    return True


# --- Every hour --------------------------------------------------------------------------------------


def undelivered(*, at: datetime) -> int:
    """Events that Stripe could not give us go through the same door as those it could."""
    found = 0
    for event, words in gateway.undelivered(since=at - DELIVERIES):
        inbox.store(event, words.encode(), at=at, listed=True)
        found += 1
    return found


def waiting_for_banks(*, at: datetime) -> int:
    """Gifts whose bank takes days, and lines whose fee was not known yet."""
    things = [*_settling(), *_unsettled(at)]
    for about in things:
        if not _looked(about, at=at):
            break
    return len(things)


def _settling() -> Iterator[str]:
    pages = CheckoutAttempt.objects.filter(gift__state=Gift.State.SETTLING, state=Attempt.COMPLETE)
    for session in pages.values_list("session", flat=True):
        yield f"{subjects.PAGE} {session}"


def _unsettled(at: datetime) -> Iterator[str]:
    late = LedgerEntry.objects.filter(
        kind=Kind.CHARGE, settlements=None, entered_at__lt=at - A_WHILE, entered_at__gt=at - DELIVERIES
    )
    for charge in late.order_by("entered_at").values_list("remote_id", flat=True)[:200]:
        yield f"{subjects.CHARGE} {charge}"


# --- Every night, and when somebody asks ------------------------------------------------------------


def compare(*, since: datetime, at: datetime) -> Outcome:
    """Everything at Stripe since then against everything here. Raises Unsure when Stripe does not answer, and
    NotAllowed when our key may not ask."""
    before = LedgerEntry.objects.count()
    _pages(since, at=at)
    _subscriptions(at=at)
    charges = {each.id: each for each in gateway.charges(since=since)}
    counts = Counter(_charge(each, at=at) for each in charges.values() if each.paid)
    _by_number(subjects.CHARGE, _touched(since) - charges.keys(), at=at)
    _unknown_there(since, charges, at=at)
    payouts = {payout.id for payout in gateway.payouts(since=since)} | _on_their_way()
    _by_number(subjects.PAYOUT, payouts, at=at)
    return Outcome(
        matched=counts["matched"], adopted=LedgerEntry.objects.count() - before, differences=open_ones()
    )


@contextmanager
def _by_itself(number: str, *, at: datetime) -> Iterator[None]:
    """What fails about one thing is left to a person, and the others are compared all the same. Without an
    answer, or a right, there is no use in asking on."""
    try:
        yield
    except TooEarly:
        logger.info("Stripe is still at something: it is compared in the next night")
    except (Unsure, NotAllowed):
        raise
    except Exception as failure:  # noqa: BLE001 - whatever it is, it is about this one thing
        logger.error("Something at Stripe could not be compared: %s", type(failure).__name__)
        discrepancies.find(discrepancies.What.UNREADABLE, number, at=at)


def _by_number(kind: str, numbers: Iterable[str], *, at: datetime) -> None:
    for number in sorted(numbers):
        with _by_itself(number, at=at):
            looking.look(f"{kind} {number}", at=at, cause=Cause.LOOK)


def open_ones() -> int:
    return Discrepancy.objects.filter(what__in=IN_THE_BOOKS, explained_at=None).count()


def _pages(since: datetime, *, at: datetime) -> None:
    """A page that we have given up takes no money, as nobody was sent there; it is closed all the same."""
    for page in gateway.pages(since=since):
        with _by_itself(page.id, at=at):
            gift = _page(page, at=at) if _is_news(page.id, page.state) else None
            if page.state is PageState.OPEN and gift and _is_lost(gift, page):
                _close(page.id, at=at)


def _page(page: Page, *, at: datetime) -> Gift | None:
    """A list does not say whether the bank has refused or only takes its time."""
    if page.state is PageState.UNPAID:
        return projecting.look_at_page(page.id, cause=Cause.LOOK, at=at)
    return projecting.page_seen(page, cause=Cause.LOOK, at=at)


def _is_lost(gift: Gift, page: Page) -> bool:
    return gift.attempts.filter(session=page.id, state=Attempt.LOST).exists()


def _is_news(session: str, state: PageState) -> bool:
    """Whether it is not yet here as it is there."""
    attempt = CheckoutAttempt.objects.filter(session=session).select_related("gift").first()
    if attempt is None:
        return True
    settled = {
        PageState.EXPIRED: attempt.state == Attempt.EXPIRED,
        PageState.PAID: attempt.state == Attempt.COMPLETE and attempt.gift.received_at is not None,
        PageState.OPEN: attempt.state == Attempt.OPEN,
    }
    return not settled.get(state, False)


def _close(session: str, *, at: datetime) -> None:
    try:
        gateway.close_page(session)
    except Refused:
        logger.warning("A page that nobody was sent to is no longer open")
    projecting.look_at_page(session, cause=Cause.LOOK, at=at)


def _subscriptions(*, at: datetime) -> None:
    for seen in gateway.subscriptions():
        row = MonthlyGift.objects.filter(subscription=seen.id).first()
        if row is None or _is_other(row, seen):
            with _by_itself(seen.id, at=at):
                monthly.look_at(seen.id, at=at)


def _is_other(row: MonthlyGift, seen: Subscription) -> bool:
    return any(getattr(row, name) != value for name, value in monthly.told(seen).items())


def _charge(charge: Charge, *, at: datetime) -> str:
    """Whether it stands here with all that has become of it; if not, it is brought up to date."""
    if _stands(charge):
        return "matched"
    with _by_itself(charge.id, at=at):
        projecting.charge_seen(charge, cause=Cause.LOOK, at=at)
        if not _stands(charge):
            _differs(charge, at=at)
    return "entered"


def _differs(charge: Charge, *, at: datetime) -> None:
    entry = LedgerEntry.objects.filter(kind=Kind.CHARGE, remote_id=charge.id).first()
    discrepancies.find(
        discrepancies.What.LEDGER_DIFFERS,
        charge.id,
        gift=entry.gift if entry else None,
        ours=entry.amount_minor if entry else None,
        theirs=charge.amount,
        currency=charge.currency,
        at=at,
    )


def _stands(charge: Charge) -> bool:
    entry = LedgerEntry.objects.filter(kind=Kind.CHARGE, remote_id=charge.id).first()
    if entry is None or (entry.amount_minor, entry.currency) != (charge.amount, charge.currency):
        return False
    lines = dict.fromkeys(Kind, 0)
    for kind, amount in LedgerEntry.objects.filter(gift=entry.gift).values_list("kind", "amount_minor"):
        lines[Kind(kind)] += amount
    back = lines[Kind.REFUND] + lines[Kind.REFUND_BACK]
    disputed = not charge.disputed or lines[Kind.DISPUTE] != 0 or _only_asked(charge)
    settled = charge.txn is None or entry.settlements.filter(txn=charge.txn.id).exists()
    only = not LedgerEntry.objects.filter(gift=entry.gift, kind=Kind.CHARGE).exclude(pk=entry.pk).exists()
    return (back == -charge.refunded or not only) and disputed and settled


def _only_asked(charge: Charge) -> bool:
    """A bank that asks takes nothing; it has been told to staff."""
    return Discrepancy.objects.filter(
        what=Discrepancy.What.DISPUTE, gift__entries__remote_id=charge.id
    ).exists()


def _touched(since: datetime) -> set[str]:
    """Charges of any age that something has become of, or whose dispute is not decided yet."""
    back = (each.charge for each in gateway.refunds(since=since) if not _known(each))
    disputed = (each.charge for each in gateway.disputes(since=since))
    undecided = LedgerEntry.objects.filter(kind=Kind.CHARGE, gift__state=Gift.State.DISPUTED)
    numbers = undecided.values_list("remote_id", flat=True)
    return {charge for charge in (*back, *disputed, *numbers) if charge}


def _known(back: GivenBack) -> bool:
    """Whether it stands here with the failure it may have come to."""
    kind = Kind.REFUND_BACK if back.failed else Kind.REFUND
    return LedgerEntry.objects.filter(kind=kind, remote_id=back.id).exists()


def _on_their_way() -> set[str]:
    """Payouts that take longer than the days that are looked at."""
    return set(Payout.objects.exclude(status__in=Payout.OVER).values_list("remote_id", flat=True))


def _unknown_there(since: datetime, charges: Iterable[str], *, at: datetime) -> None:
    """Lines here that were not in the list are asked for one by one."""
    ours = LedgerEntry.objects.filter(kind=Kind.CHARGE, occurred_at__gte=since).exclude(
        remote_id__in=list(charges)
    )
    for entry in ours:
        with _by_itself(entry.remote_id, at=at):
            _is_there(entry, at=at)


def _is_there(entry: LedgerEntry, *, at: datetime) -> None:
    try:
        gateway.charge(entry.remote_id)
    except Gone:
        discrepancies.find(
            discrepancies.What.NOT_THERE,
            entry.remote_id,
            gift=entry.gift,
            ours=entry.amount_minor,
            currency=entry.currency,
            at=at,
        )
