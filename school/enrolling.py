"""Pupils from term to term: a term begins, pupils are asked whether they stay, a term ends.

Pupils who stay come before all offers: for ten days only they get places in the new term.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from school import growing, kin, ledger, moving, places, telling
from school.fitting import OLDEST, age_on
from school.ledger import By, Deed
from school.models import Application, Enrolment, Group, Head, Term
from school.places import today_of
from school.refusals import SchoolRefused, Why
from school.rooms import Rooms
from school.states import EnrolmentState, State

LEARNS = EnrolmentState.LEARNING


def turn_the_page(*, at: datetime) -> None:
    """What the calendar says, whenever somebody looks: as often as one likes."""
    with ledger.held() as head:
        today = today_of(at)
        Enrolment.objects.filter(state=EnrolmentState.COMING, term__starts_on__lte=today).update(state=LEARNS)
        for term in Term.objects.filter(asks_from__lte=today, starts_on__gt=today):
            _ask(term, at=at)
        for term in Term.objects.filter(ends_on__lt=today, enrolments__state=LEARNS).distinct():
            if _were_asked(term, today):
                _end(head, term, at=at)
        _resume_due(head, today, at=at)
        growing.let_go(head, at=at)
        places.settle(head, at=at)


def _were_asked(term: Term, today: date) -> bool:
    """Whether pupils of the term have had their ten days to stay for the next one. Nobody has left the school
    because nobody has yet entered its next term."""
    following = term.following
    return bool(following and following.asks_until and following.asks_until <= today)


def _resume_due(head: Head, today: date, *, at: datetime) -> None:
    """Who wanted to wait for this term waits again; the term may be younger than the wish."""
    paused = Application.objects.filter(state=State.PAUSED)
    begun = [term for term in Term.objects.all() if term.gives_from <= today]
    newest = max((term.starts_on for term in begun), default=date.min)
    unknown = Q(resumes_on=None, pause=Application.Pause.TERM, state_at__date__lt=newest)
    for application in paused.filter(Q(resumes_on__lte=today) | unknown).order_by("code"):
        moving.resume(head, application, by=By.CLOCK, at=at)


def before(term: Term) -> Term | None:
    return Term.objects.filter(starts_on__lt=term.starts_on).order_by("-starts_on").first()


def _ask(term: Term, *, at: datetime) -> None:
    """Each pupil of the term before once: `telling` tells a cause once."""
    former = before(term)
    pupils = Enrolment.objects.filter(term=former, state__in=[LEARNS, EnrolmentState.COMING], stays=None)
    for enrolment in pupils.select_related("application"):
        if enrolment.application and may_stay(enrolment.application, term):
            cause = f"term {term.pk} {enrolment.pk}"
            telling.tell("school_new_term", enrolment.application, cause=cause, at=at)


def may_stay(application: Application, term: Term) -> bool:
    """Whether the child is still of age on the first day. Where no group is entered yet, nobody is too old
    for all of them."""
    child = application.child.open()
    oldest = max(term.groups.values_list("oldest", flat=True), default=OLDEST)
    return age_on(term.starts_on, year=child.born_year, month=child.born_month) <= oldest


def answer(*, enrolment_id: int, stays: bool, at: datetime, by: By = By.FAMILY) -> Enrolment:
    """Within ten days. Who stays gets a place in the new term at once, if a group has one that fits; may be
    answered anew until then. Raises SchoolRefused."""
    with ledger.held() as head:
        enrolment = Enrolment.objects.select_related("application", "term").get(pk=enrolment_id)
        term = enrolment.term.following
        application = enrolment.application
        if application is None or term is None or enrolment.ended_at:
            raise SchoolRefused(Why.OVER)
        _require_asked(term, by=by, at=at)
        enrolment.stays = stays
        enrolment.save(update_fields=["stays"])
        if stays:
            _seat(head, application, term, by=by, at=at)
        else:
            _give_up(application, term, at=at)
        places.settle(head, at=at)
        return enrolment


def go_on(head: Head, enrolment: Enrolment, *, by: By, at: datetime) -> None:
    """Who accepts a place when pupils are asked about the next term already, or have been, has said by it
    that the child stays: else it would lose the place at the end of the term without ever being asked."""
    term, application = enrolment.term.following, enrolment.application
    if application is None or term is None or term.asks_from is None or today_of(at) < term.asks_from:
        return
    if may_stay(application, term):
        enrolment.stays = True
        enrolment.save(update_fields=["stays"])
        _seat(head, application, term, by=by, at=at)


def _require_asked(term: Term, *, by: By, at: datetime) -> None:
    """A coordinator may write down later what she was told in time, as long as the pupil is there."""
    today = today_of(at)
    if term.asks_from is None or today < term.asks_from:
        raise SchoolRefused(Why.NOT_YET)
    if by is not By.STAFF and term.asks_until and today >= term.asks_until:
        raise SchoolRefused(Why.OVER)


def _seat(head: Head, application: Application, term: Term, *, by: By, at: datetime) -> None:
    """Twice is the same as once. Where no group of the new term has room, a coordinator calls, and the first
    place that is free is theirs (`places.settle`)."""
    if Enrolment.objects.filter(application=application, term=term, ended_at__isnull=True).exists():
        return
    groups = list(term.groups.select_for_update(no_key=True).filter(opened_at__isnull=False).order_by("pk"))
    group = Rooms(groups).place_for(application.code, free=lambda each: each.free)
    if group is None:
        for care in telling.carers(application):
            telling.call("no_group_for_pupil", care, at=at, cause=f"no group {term.pk} {care.pk}")
        return
    places.seat(head, group, application, by=by, at=at)


def _give_up(application: Application, term: Term, *, at: datetime) -> None:
    rows = Enrolment.objects.filter(application=application, term=term, ended_at__isnull=True)
    rows.update(state=EnrolmentState.WITHDRAWN, ended_at=at)


def _end(head: Head, term: Term, *, at: datetime) -> None:
    """Who has a place in a later term goes on; who has grown out has finished; the others have left."""
    learned = Enrolment.objects.select_related("application", "term").filter(term=term, state=LEARNS)
    for enrolment in learned.order_by("pk"):
        application = enrolment.application
        goes_on = application and seat_after(enrolment)
        enrolment.state, enrolment.ended_at = (
            EnrolmentState.STAYED if goes_on else EnrolmentState.WITHDRAWN,
            at,
        )
        if application and not goes_on:
            enrolment.state = _leave(head, application, at=at)
        enrolment.save(update_fields=["state", "ended_at"])


def _leave(head: Head, application: Application, *, at: datetime) -> EnrolmentState:
    child = application.child.open()
    grown = age_on(today_of(at), year=child.born_year, month=child.born_month) > OLDEST
    if grown:
        moving.move(application, State.GRADUATED, at=at)
    else:
        moving.move(application, State.LEFT, at=at, away=Application.Away.OTHER)
    deed = Deed.GRADUATED if grown else Deed.LEFT
    ledger.write(head, deed, application.code, by=By.CLOCK, at=at)
    kin.stay_behind(head, application.family, at=at)
    telling.tell("school_left", application, cause=f"{application.pk} {at:%s}", at=at)
    return EnrolmentState.GRADUATED if grown else EnrolmentState.WITHDRAWN


def change_group(*, enrolment_id: int, group_id: int, at: datetime) -> Enrolment:
    """A pupil learns in another group of the same term. Raises SchoolRefused where it has no place."""
    with ledger.held() as head:
        enrolment = Enrolment.objects.select_related("application", "group").get(pk=enrolment_id)
        target = _locked([enrolment.group_id, group_id])[group_id]
        if enrolment.ended_at or target.term_id != enrolment.term_id:
            raise SchoolRefused(Why.MOVE)
        if target.pk == enrolment.group_id:
            return enrolment
        if not target.is_open:
            raise SchoolRefused(Why.NOT_OPEN)
        if not target.free:
            raise SchoolRefused(Why.NO_PLACE)
        enrolment.group = target
        enrolment.save(update_fields=["group"])
        places.recount(target)
        places.settle(head, at=at)
        return enrolment


def _locked(ids: Iterable[int]) -> dict[int, Group]:
    rows = Group.objects.select_for_update(no_key=True).filter(pk__in=set(ids)).order_by("pk")
    return {row.pk: row for row in rows}


def seat_after(enrolment: Enrolment) -> Enrolment | None:
    """Of a pupil who goes on: the place in a later term."""
    later = Enrolment.objects.select_related("term").filter(
        application=enrolment.application_id, term__starts_on__gt=enrolment.term.starts_on
    )
    return later.filter(ended_at__isnull=True).order_by("term__starts_on").first()


def enrolment_of(application_id: UUID) -> Enrolment | None:
    """The one that counts now."""
    rows = Enrolment.objects.select_related("group__term", "term").filter(application=application_id)
    return rows.filter(ended_at__isnull=True).order_by("term__starts_on").first()
