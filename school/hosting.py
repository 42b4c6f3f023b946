"""What coordinators do for families: answer for them on the telephone, pause, withdraw, move, write down. The
rules are those of the list (`places`, `answering`, `leaving`, `enrolling`); here the journal learns who has
done it, in the same transaction."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from office import journal
from office.models import User
from school import (
    answering,
    caring,
    correcting,
    enrolling,
    leaving,
    ledger,
    moving,
    phoning,
    places,
    still,
)
from school.ledger import By
from school.models import Application, Call, Enrolment, Group, Guardian, Offer
from school.order import Tier
from school.places import Idle
from school.refusals import SchoolRefused, Why
from school.rooms import Rooms

OFFERED = journal.deed("school_offered", _("offered a place at the school"))
ACCEPTED = journal.deed("school_accepted", _("wrote down that a family takes a place"))
DECLINED = journal.deed("school_declined", _("wrote down that a family declines a place"))
PAUSED = journal.deed("school_paused", _("paused a child in the school’s list"))
RESUMED = journal.deed("school_resumed", _("let a child wait again"))
WITHDRAWN = journal.deed("school_withdrawn", _("withdrew a child from the school’s list"))
RETURNED = journal.deed("school_returned", _("let a child come back to the school’s list"))
LEFT = journal.deed("school_left", _("wrote down that a pupil has left"))
STAYS = journal.deed("school_stays", _("wrote down whether a pupil stays"))
MOVED = journal.deed("school_moved", _("moved a pupil to another group"))
SIBLING = journal.deed("school_sibling", _("found out about a brother or sister at the school"))
NEEDS = journal.deed("school_needs", _("changed a child’s days or level"))
NOTED = journal.deed("school_noted", _("wrote a note about a child"))
JOINED = journal.deed("school_joined", _("heard on the telephone that somebody cares for a child"))
CORRECTED = journal.deed("school_corrected", _("corrected a child’s name or month of birth"))
STILL = journal.deed("school_still", _("wrote down that a family still waits"))
CALLED = journal.deed("school_called", _("called a family"))
REFUSALS = {
    Idle.CLOSED: Why.NOT_OPEN,
    Idle.HELD_BACK: Why.NOT_OPEN,
    Idle.STAYING: Why.NOT_YET,
    Idle.ENDING: Why.NOT_OPEN,
    Idle.UNTOLD: Why.NOT_YET,
}
"""Why not even a coordinator gives a free place away; at night she may."""


def offer_next(*, group_id: int, by: User, at: datetime) -> Offer:
    """To who is next, without waiting for the morning. Raises SchoolRefused."""
    with ledger.held() as head:
        made = head.offers
        places.settle(head, at=at)
        group = Group.objects.select_related("term").get(pk=group_id)
        offer = group.offers.filter(number__gt=made).first()
        if offer is None:
            _require_giving(group, at=at)
            offer = places.offer_next(head, group, Rooms(_giving(at=at)), at=at)
        if offer is None:
            raise SchoolRefused(Why.NOBODY)
        journal.note(OFFERED, who=by, record=offer.application, at=at)
        return offer


def _giving(*, at: datetime) -> list[Group]:
    """Where a brother or sister may be offered a place along with it."""
    return [each for each in places.counting(at=at) if places.waits_with(each, at=at) not in REFUSALS]


def _require_giving(group: Group, *, at: datetime) -> None:
    if why := REFUSALS.get(places.waits_with(group, at=at) or Idle.NOBODY):
        raise SchoolRefused(why)
    if not group.free:
        raise SchoolRefused(Why.NO_PLACE)


@transaction.atomic
def accept(*, offer_id: int, by: User, at: datetime) -> Enrolment:
    row = answering.accept(offer_id=offer_id, at=at, by=By.STAFF)
    journal.note(ACCEPTED, who=by, record=row.application, at=at)
    return row


@transaction.atomic
def decline(*, offer_id: int, keep: bool, by: User, at: datetime) -> Offer:
    row = answering.decline(offer_id=offer_id, keep=keep, at=at, by=By.STAFF)
    journal.note(DECLINED, who=by, record=row.application, at=at)
    return row


@transaction.atomic
def pause(*, application_id: UUID, by: User, at: datetime) -> Application:
    row = leaving.pause(application_id=application_id, at=at, by=By.STAFF)
    journal.note(PAUSED, who=by, record=row, at=at)
    return row


@transaction.atomic
def resume(*, application_id: UUID, by: User, at: datetime) -> Application:
    row = leaving.resume(application_id=application_id, at=at, by=By.STAFF)
    journal.note(RESUMED, who=by, record=row, at=at)
    return row


@transaction.atomic
def withdraw(*, application_id: UUID, by: User, at: datetime) -> Application:
    row = leaving.withdraw(application_id=application_id, at=at, by=By.STAFF)
    journal.note(WITHDRAWN, who=by, record=row, at=at)
    return row


@transaction.atomic
def return_to_list(*, application_id: UUID, by: User, at: datetime) -> Application:
    row = leaving.return_to_list(application_id=application_id, at=at, by=By.STAFF)
    journal.note(RETURNED, who=by, record=row, at=at)
    return row


@transaction.atomic
def leave(*, application_id: UUID, why: Application.Away, by: User, at: datetime) -> Application:
    row = leaving.leave(application_id=application_id, why=why, at=at, by=By.STAFF)
    journal.note(LEFT, who=by, record=row, at=at)
    return row


@transaction.atomic
def answer_for_next_term(*, enrolment_id: int, stays: bool, by: User, at: datetime) -> Enrolment:
    row = enrolling.answer(enrolment_id=enrolment_id, stays=stays, at=at, by=By.STAFF)
    journal.note(STAYS, who=by, record=row.application, at=at)
    return row


@transaction.atomic
def move(*, enrolment_id: int, group_id: int, by: User, at: datetime) -> Enrolment:
    """To another group of the same term that has a free place."""
    row = enrolling.change_group(enrolment_id=enrolment_id, group_id=group_id, at=at)
    journal.note(MOVED, who=by, record=row.application, at=at)
    return row


def set_sibling(*, application_id: UUID, is_sibling: bool, by: User, at: datetime) -> Application:
    """What the family has said of a brother or sister is true, or it is not."""
    with ledger.held() as head:
        row = moving.child(application_id)
        if row.tier not in (Tier.SIBLING, Tier.EVERYONE):
            raise SchoolRefused(Why.MOVE)
        moving.set_tier(head, row, Tier.SIBLING if is_sibling else Tier.EVERYONE, by=By.STAFF, at=at)
        row.says_sibling = is_sibling
        row.save(update_fields=["says_sibling"])
        journal.note(SIBLING, who=by, record=row, at=at)
        return row


def change_needs(
    *, application_id: UUID, days: Iterable[int], level: str, by: User, at: datetime
) -> Application:
    """Other days may fit where there is a free place."""
    with ledger.held() as head:
        row = moving.child(application_id)
        row.days, row.level, row.answered_at = sorted(days), level, at
        row.save(update_fields=["days", "level", "answered_at"])
        journal.note(NEEDS, who=by, record=row, at=at)
        places.settle(head, at=at)
        return row


@transaction.atomic
def correct(
    *, application_id: UUID, name: str, born_year: int, born_month: int, by: User, at: datetime
) -> Application:
    """What the family has told wrong, or somebody of us has typed wrong."""
    row = correcting.correct(
        application_id=application_id, name=name, born_year=born_year, born_month=born_month, at=at
    )
    journal.note(CORRECTED, who=by, record=row, at=at)
    return row


@transaction.atomic
def write_note(*, application_id: UUID, text: str, by: User, at: datetime) -> None:
    """Sealed with the child’s name."""
    row = Application.objects.select_for_update(no_key=True).get(pk=application_id)
    row.child.seal(replace(row.child.open(), note=text), at=at)
    row.save(update_fields=["sealed"])
    journal.note(NOTED, who=by, record=row, at=at)


@transaction.atomic
def confirm(*, guardian_id: UUID, by: User, at: datetime) -> None:
    """Somebody has said yes on the telephone: to what she has registered herself, or to caring for a child of
    whom another grown-up has told us."""
    if not phoning.confirm(guardian_id=guardian_id, by=by, at=at):
        caring.join(guardian_id=guardian_id, at=at)
        journal.note(JOINED, who=by, record=Guardian(pk=guardian_id), at=at)


@transaction.atomic
def still_waits(*, guardian_id: UUID, by: User, at: datetime) -> None:
    """With all the children of whom they were asked, and may decide."""
    asked = Call.objects.filter(guardian=guardian_id, about=still.LETTER, done_at__isnull=True)
    hers = asked.filter(application__cares__guardian=guardian_id, application__cares__may_decide=True)
    for call in hers.select_related("application"):
        if call.application:
            still.answer(application_id=call.application.pk, at=at, by=By.STAFF)
            journal.note(STILL, who=by, record=call.application, at=at)


@transaction.atomic
def called(*, guardian_id: UUID, by: User, at: datetime) -> None:
    """Everything there was to tell is told in one call. Twice is the same as once."""
    waiting = Call.objects.filter(guardian=guardian_id, done_at__isnull=True, made_at__lte=at)
    first = waiting.select_related("guardian").first()
    if waiting.filter(about="school_contact").exists():
        caring.confirm_phone(guardian_id=guardian_id, at=at)
    if first and waiting.update(done_at=at):
        journal.note(CALLED, who=by, record=first.guardian, at=at)
