"""Exceptions from the order: one of staff asks, with a reason, another one signs. A child is offered the next
place that fits, out of order; or an offer that was a mistake is taken back. Families see how many places were
given so in a term, and no more."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from office import journal
from office.models import User
from school import answering, ledger, moving, places
from school.models import Application, Group, Offer, Override, Term
from school.refusals import SchoolRefused, Why
from school.rooms import Rooms
from school.states import OfferState, State

ASKED = journal.deed("school_exception_asked", _("asked for an exception from the school’s order"))
SIGNED = journal.deed("school_exception_signed", _("signed an exception from the school’s order"))
DROPPED = journal.deed("school_exception_dropped", _("dropped an exception that was asked for"))


def unsigned() -> "QuerySet[Override]":
    """Somebody has asked for them, nobody has signed yet, and they still mean something."""
    rows = Override.objects.filter(signed_at__isnull=True)
    alive = rows.filter(what=Override.What.GIVE, application__state=State.WAITING) | rows.filter(
        what=Override.What.TAKE, offer__state=OfferState.PENDING
    )
    return alive.select_related("application", "group__term", "asked_by").order_by("asked_at", "pk")


def ask(*, application_id: UUID, group_id: int, why: Override.Why, by: User, at: datetime) -> Override:
    """For a place out of order. Raises SchoolRefused for a child that does not wait, or that the group is not
    for."""
    with ledger.held():
        application = moving.child(application_id)
        group = Group.objects.select_related("term").get(pk=group_id)
        _require_fit(application, group)
        row, _new = Override.objects.get_or_create(
            application=application,
            group=group,
            what=Override.What.GIVE,
            offer=None,
            defaults={"why": why, "asked_by": by, "asked_at": at},
        )
        journal.note(ASKED, who=by, record=application, at=at)
        return row


def ask_back(*, offer_id: int, by: User, at: datetime) -> Override:
    """For an offer to be taken back, which was a mistake of ours. Raises SchoolRefused once it is over."""
    with ledger.held():
        offer = Offer.objects.select_related("application").get(pk=offer_id)
        if offer.state != OfferState.PENDING or offer.application is None:
            raise SchoolRefused(Why.OVER)
        row, _new = Override.objects.get_or_create(
            application=offer.application,
            group_id=offer.group_id,
            what=Override.What.TAKE,
            offer=offer,
            defaults={"why": Override.Why.MISTAKE, "asked_by": by, "asked_at": at},
        )
        journal.note(ASKED, who=by, record=offer.application, at=at)
        return row


def sign(*, override_id: int, by: User, at: datetime) -> Override:
    """By another person. From now on the next place of the group that is free is held for that child, as a
    rule at once; or the offer is taken back. Raises SchoolRefused."""
    with ledger.held() as head:
        row = Override.objects.select_related("application", "group__term").get(pk=override_id)
        if row.signed_at:
            return row
        if row.asked_by_id == by.pk:
            raise SchoolRefused(Why.SAME_PERSON)
        if row.application is None:
            raise SchoolRefused(Why.MOVE)
        if row.what == Override.What.GIVE:
            _require_fit(row.application, row.group)
        row.signed_by, row.signed_at = by, at
        row.save(update_fields=["signed_by", "signed_at"])
        journal.note(SIGNED, who=by, record=row.application, at=at)
        if row.what == Override.What.TAKE and row.offer_id:
            answering.revoke(offer_id=row.offer_id, at=at)
        places.settle(head, at=at)
        row.refresh_from_db()
        return row


def drop(*, override_id: int, by: User, at: datetime) -> None:
    """Nobody wants it any more; what has come about already stays. Twice is the same as once."""
    with ledger.held():
        row = Override.objects.filter(pk=override_id).exclude(signed_at__isnull=False, offer__isnull=False)
        for each in row:
            journal.note(DROPPED, who=by, record=each.application, at=at)
            each.delete()


def _require_fit(application: Application, group: Group) -> None:
    if application.state != State.WAITING:
        raise SchoolRefused(Why.MOVE)
    if not group.is_open:
        raise SchoolRefused(Why.NOT_OPEN)
    if Rooms([group]).unfit(group)(application.code):
        raise SchoolRefused(Why.UNFIT)


def awaited() -> "QuerySet[Override]":
    """Signed, and no place has become free yet."""
    rows = Override.objects.filter(signed_at__isnull=False, offer=None, application__state=State.WAITING)
    return rows.select_related("application", "group__term", "asked_by", "signed_by").order_by("signed_at")


def given(term: Term | None) -> "QuerySet[Override]":
    """Places of the term that were given out of order: families may know how many."""
    return Override.objects.filter(group__term=term, what=Override.What.GIVE, offer__is_override=True)
