"""A word while an offer is open: after 24 hours, and after 60 by the other way there is to reach the
family. Once each, and never at night."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from letters import sending
from school import deadlines, telling
from school.models import Care, Guardian, Offer
from school.states import OfferState

LETTER = "school_reminder"


def due(*, at: datetime) -> list[Offer]:
    """Offers that live and whose next reminder has come."""
    late = Q()
    for number, after in enumerate(deadlines.REMIND_AFTER):
        late |= Q(reminded=number, made_at__lte=at - after)
    rows = Offer.objects.select_related("application").filter(late, state=OfferState.PENDING, until__gt=at)
    return list(rows.filter(application__isnull=False).order_by("number"))


def remind(*, at: datetime) -> int:
    """Gives how many were reminded. What the clock has missed is not caught up: one reminder at a time."""
    if deadlines.is_night(at):
        return 0
    return sum(_remind(offer, at=at) for offer in due(at=at))


def _remind(offer: Offer, *, at: datetime) -> bool:
    number = sum(offer.made_at + after <= at for after in deadlines.REMIND_AFTER)
    with transaction.atomic():
        mine = Offer.objects.filter(pk=offer.pk, state=OfferState.PENDING, reminded=offer.reminded)
        if not mine.update(reminded=number):
            return False
        for care in telling.carers(offer.application) if offer.application else ():
            if care.may_decide:
                _say(
                    care,
                    f"offer {offer.number} {number}",
                    is_last=number == len(deadlines.REMIND_AFTER),
                    at=at,
                )
    return True


def _say(care: Care, cause: str, *, is_last: bool, at: datetime) -> None:
    if not is_last:
        telling.tell_one(LETTER, care, at=at, cause=cause)
        return
    known = care.guardian.person.open()
    by_letter = care.guardian.reached_by == Guardian.Reach.EMAIL
    if known.phone:
        telling.call(LETTER, care, at=at, cause=f"{LETTER} {cause} {care.pk} call")
    if known.email and not (by_letter and known.phone):
        sending.enqueue(LETTER, subject=care.pk, cause=f"{LETTER} {cause} {care.pk}", at=at)
