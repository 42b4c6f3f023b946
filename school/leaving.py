"""Out of the list or out of the school, for a while or for good, and back again."""

from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from school import growing, kin, ledger, moving, places, telling
from school.ledger import By, Deed
from school.models import Application, Care, Enrolment, Guardian, Head, Offer
from school.order import Tier
from school.refusals import SchoolRefused, Why
from school.states import LIVE, SITTING, EnrolmentState, OfferState, State
from timetable.expansion import WARSAW, moment

COMES_BACK_WITHIN = timedelta(days=365)
LEARNED = timedelta(weeks=4)
"""So long a pupil was here at least who comes back before the list."""
LETS_OTHERS = timedelta(days=1)
"""So long whoever let a place go waits until they stand in the list again."""


def month_of(at: datetime) -> date:
    """The round of what happens at that moment."""
    return at.astimezone(WARSAW).date().replace(day=1)


def withdraw(*, application_id: UUID, at: datetime, by: By = By.FAMILY) -> Application:
    """Twice is the same as once. An offer that was open is declined with it."""
    with ledger.held() as head:
        application = moving.child(application_id)
        if application.state == State.WITHDRAWN:
            return application
        _decline_offer(head, application, by=by, at=at)
        moving.move(application, State.WITHDRAWN, at=at)
        if application.round:
            ledger.write(head, Deed.WITHDRAWN, application.code, by=by, at=at)
        telling.tell("school_left", application, cause=f"{application.pk} {at:%s}", at=at)
        places.settle(head, at=at)
        return application


def pause(*, application_id: UUID, at: datetime, by: By = By.FAMILY) -> Application:
    with ledger.held() as head:
        application = moving.child(application_id)
        _decline_offer(head, application, by=by, at=at)
        moving.pause(head, application, why=Application.Pause.WISH, by=by, at=at, resumes_on=None)
        telling.tell("school_paused", application, cause=f"{application.pk} {at:%s}", at=at)
        places.settle(head, at=at)
        return application


def resume(*, application_id: UUID, at: datetime, by: By = By.FAMILY) -> Application:
    """To where month and ticket put it."""
    with ledger.held() as head:
        application = moving.child(application_id)
        if by is By.FAMILY and _has_just_let_go(application, at=at):
            raise SchoolRefused(Why.TOMORROW)
        back = growing.let_back if application.state == State.INELIGIBLE else moving.resume
        back(head, application, by=by, at=at)
        places.settle(head, at=at)
        return application


def _has_just_let_go(application: Application, *, at: datetime) -> bool:
    """Else a place could be held for ever: let go at night, when it is offered to nobody, and asked for again
    before the morning."""
    declined = application.offers.filter(state=OfferState.DECLINED)
    return declined.filter(ended_at__gt=at - LETS_OTHERS).exists()


def return_to_list(*, application_id: UUID, at: datetime, by: By = By.FAMILY) -> Application:
    """Into the round of this month, with the ticket it had. Who left school for illness or flight not more
    than a year ago comes before brothers and sisters."""
    with ledger.held() as head:
        application = moving.child(application_id)
        if application.state not in (State.WITHDRAWN, State.LEFT):
            raise SchoolRefused(Why.MOVE)
        _require_only_one(application)
        tier = _tier_of_return(application, at=at)
        moving.move(
            application, State.VERIFIED, at=at, round=month_of(at), verified_at=at, tier=tier, away=""
        )
        ledger.write(
            head,
            Deed.VERIFIED,
            application.code,
            by=by,
            at=at,
            tier=int(tier),
            round=f"{application.round:%Y-%m}",
            ticket_of=application.ticket_of,
        )
        return application


def _require_only_one(application: Application) -> None:
    """The family may have registered the child anew meanwhile."""
    known = bytes(application.child_hash) if application.child_hash else None
    live = Application.objects.filter(child_hash=known, state__in=LIVE).exclude(pk=application.pk)
    if known and live.exists():
        raise SchoolRefused(Why.ALREADY)


def _tier_of_return(application: Application, *, at: datetime) -> int:
    is_in_time = application.state == State.LEFT and at - application.state_at <= COMES_BACK_WITHIN
    if is_in_time and comes_first(application):
        return Tier.RETURNING
    return Tier.SIBLING if application.tier == Tier.SIBLING else Tier.EVERYONE


def comes_first(application: Application) -> bool:
    """Who has left for illness or flight, and learned here before: not for some days only, so that nobody
    comes before the list by taking a place and leaving it."""
    if application.away not in (Application.Away.ILL, Application.Away.FLIGHT):
        return False
    rows = Enrolment.objects.select_related("term").filter(application=application, ended_at__isnull=False)
    begun = [(max(row.made_at, moment(datetime.combine(row.term.starts_on, time()))), row) for row in rows]
    return any(row.ended_at and row.ended_at - since >= LEARNED for since, row in begun)


def leave(*, application_id: UUID, why: Application.Away, at: datetime, by: By = By.FAMILY) -> Application:
    """A pupil leaves the school; the place goes to who is next."""
    with ledger.held() as head:
        application = moving.child(application_id)
        if application.state == State.LEFT:
            return application
        moving.move(application, State.LEFT, at=at, away=why)
        _end_enrolments(application, EnrolmentState.WITHDRAWN, at=at)
        ledger.write(head, Deed.LEFT, application.code, by=by, at=at)
        kin.stay_behind(head, application.family, at=at)
        telling.tell("school_left", application, cause=f"{application.pk} {at:%s}", at=at)
        places.settle(head, at=at)
        return application


def _end_enrolments(application: Application, state: EnrolmentState, *, at: datetime) -> None:
    rows = Enrolment.objects.filter(application=application, state__in=SITTING)
    rows.update(state=state, ended_at=at)


def _decline_offer(head: Head, application: Application, *, by: By, at: datetime) -> None:
    """The move of the application follows."""
    offer = Offer.objects.filter(application=application, state=OfferState.PENDING).first()
    if offer:
        places.end(offer, OfferState.DECLINED, at=at)
        ledger.write(head, Deed.DECLINED, offer.code, by=by, at=at, number=offer.number, keep=False)


def forget(applications: Any, *, at: datetime, by: By | None = None) -> None:
    """The children are erased: what they hold goes to others, codes stay in the ledger.

    Called by `privacy.forgetting`, in its transaction, which does not say who has wished it: the clock, of
    those whose time is over, or else the family. Grown-ups without another child follow within the hour.
    """
    ids = list(applications.values_list("pk", flat=True))
    if not ids:
        return
    with ledger.held() as head:
        rows = list(Application.objects.filter(pk__in=ids).order_by("code"))
        over = _whose_time_is_over(ids, at=at)
        for row in rows:
            wished = by or (By.CLOCK if row.pk in over else By.FAMILY)
            _decline_offer(head, row, by=wished, at=at)
            _end_enrolments(row, EnrolmentState.WITHDRAWN, at=at)
            if row.round:
                ledger.write(head, Deed.ERASED, row.code, by=wished, at=at)
        guardians = list(Guardian.objects.filter(children__in=ids).values_list("pk", flat=True))
        Application.objects.filter(pk__in=ids).delete()
        childless = Guardian.objects.filter(pk__in=guardians).filter(
            ~Exists(Care.objects.filter(guardian=OuterRef("pk")))
        )
        childless.update(ends_at=at)
        for family in sorted({row.family for row in rows if row.state == State.PLACED}):
            kin.stay_behind(head, family, at=at)
        places.settle(head, at=at)


def _whose_time_is_over(ids: list[UUID], *, at: datetime) -> set[UUID]:
    due = reduce(or_, (rule.due(at=at) for rule in Application.retention))
    return set(Application.objects.filter(due, pk__in=ids).values_list("pk", flat=True))
