"""Places in groups: counted, held for a family, given to who is next. The only module that writes the
counters of a group, and the only one that makes offers.

Whatever frees a place, or lets somebody wait, holds the list (`ledger.held`) and ends with `settle`, in the
same transaction: so no place lies idle while somebody waits whom it fits, unless `idle` can say why.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from django.db.models import Count, Exists, F, OuterRef, Q

from school import deadlines, ledger, moving, standings, telling
from school.ledger import By, Deed
from school.models import Application, Batch, Enrolment, Group, Head, Offer, Override
from school.order import Tier, turn
from school.refusals import SchoolRefused, Why
from school.rooms import Rooms, is_lesson_day
from school.states import SITTING, OfferState, State
from timetable.expansion import WARSAW

LAST_DAYS = timedelta(days=14)
"""Of a term, in which nobody is offered a place in it any more: an answer could come when it is over."""


class Idle(StrEnum):
    """Why a free place is offered to nobody at this moment."""

    CLOSED = "closed"
    HELD_BACK = "held back"
    STAYING = "pupils are asked first"
    ENDING = "the term is nearly over"
    UNTOLD = "families of a list that was taken in are not told yet"
    NIGHT = "night"
    NOBODY = "nobody waits whom it fits"


EXCEPTED = (None, Idle.HELD_BACK, Idle.NIGHT)


def counting(*, at: datetime) -> list[Group]:
    """Groups whose counters may change, locked in the order of their numbers: the open ones of terms that are
    not over, and any in which children still sit or are awaited."""
    rows = Group.objects.select_related("term").select_for_update(no_key=True, of=("self",))
    lives = Q(opened_at__isnull=False, term__ends_on__gte=today_of(at)) | Q(held__gt=0) | Q(taken__gt=0)
    return list(rows.filter(lives).order_by("term", "pk"))


def today_of(at: datetime) -> date:
    return at.astimezone(WARSAW).date()


def settle(head: Head, *, at: datetime) -> None:
    """Offers that nobody has answered in time are over; then every free place goes to who is next."""
    groups = counting(at=at)
    lapse(head, at=at)
    for group in groups:
        recount(group)
    _seat_pupils(head, groups, at=at)
    _keep_exceptions(head, groups, at=at)
    giving = [group for group in groups if not waits_with(group, at=at)]
    rooms = Rooms(giving)
    for group in giving:
        _fill(head, group, rooms, at=at)


def waits_with(group: Group, *, at: datetime) -> Idle | None:
    """Why the group gives no place now, whoever waits."""
    if why := withheld(group, today=today_of(at)):
        return why
    if is_untold():
        return Idle.UNTOLD
    return Idle.NIGHT if deadlines.is_night(at) else None


def is_untold() -> bool:
    """Whether families of a list that was taken in do not know of it yet."""
    return Batch.objects.filter(told_at__isnull=True).exists()


def withheld(group: Group, *, today: date) -> Idle | None:
    """The same, of the whole day and of this group alone."""
    if not group.is_open:
        return Idle.CLOSED
    if group.held_back:
        return Idle.HELD_BACK
    if group.term.asks_until and today < group.term.asks_until:
        return Idle.STAYING
    if today > group.term.ends_on - LAST_DAYS:
        return Idle.ENDING
    return None


def idle(group: Group, *, at: datetime) -> Idle | None:
    """Why free places of a group are offered to nobody; None where it has none."""
    if not group.free:
        return None
    return waits_with(group, at=at) or Idle.NOBODY


def tidy(*, at: datetime) -> None:
    """What the worker does every minute."""
    if is_due(at=at):
        with ledger.held() as head:
            settle(head, at=at)


def is_due(*, at: datetime) -> bool:
    """Whether there may be something for the worker: an offer that is over, or a free place and somebody who
    waits."""
    over = Offer.objects.filter(state=OfferState.PENDING, until__lte=at - deadlines.GRACE)
    free = Group.objects.filter(opened_at__isnull=False, held_back="", taken__lt=F("capacity") - F("held"))
    waits = Application.objects.filter(state=State.WAITING)
    return over.exists() or (not deadlines.is_night(at) and free.exists() and waits.exists())


def lapse(head: Head, *, at: datetime) -> None:
    """First silence pauses, and never expels: the child keeps its month and its ticket."""
    pending = Offer.objects.select_related("application", "group").filter(state=OfferState.PENDING)
    for offer in pending.filter(until__lte=at - deadlines.GRACE).order_by("number"):
        end(offer, OfferState.EXPIRED, at=at)
        ledger.write(head, Deed.EXPIRED, offer.code, by=By.CLOCK, at=at, number=offer.number)
        if offer.application:
            moving.pause(
                head, offer.application, why=Application.Pause.SILENT, by=By.CLOCK, at=at, resumes_on=None
            )
            telling.tell("school_expired", offer.application, cause=f"offer {offer.number}", at=at)


def end(offer: Offer, state: OfferState, *, at: datetime) -> None:
    offer.state, offer.ended_at = state, at
    offer.save(update_fields=["state", "ended_at"])


def recount(group: Group) -> None:
    """From the rows themselves. More children than places are an overhang: nobody is thrown out."""
    counted = Group.objects.filter(pk=group.pk).aggregate(
        taken=Count("enrolments", filter=Q(enrolments__state__in=SITTING), distinct=True),
        held=Count("offers", filter=Q(offers__state=OfferState.PENDING), distinct=True),
    )
    group.taken, group.held = counted["taken"], counted["held"]
    group.overhang = max(0, group.taken + group.held - group.capacity)
    group.save(update_fields=["capacity", "overhang", "taken", "held"])


def take(group: Group) -> bool:
    """Whether there was a free place; then it is held. One condition on one row: no two can pass it."""
    free = Q(taken__lte=F("capacity") - F("held") - 1)
    if not Group.objects.filter(free, pk=group.pk).update(held=F("held") + 1):
        return False
    group.held += 1
    return True


def _seat_pupils(head: Head, groups: Iterable[Group], *, at: datetime) -> None:
    """Who has said in time that they stay, and for whom no group had room then: before all who wait."""
    later = Enrolment.objects.filter(
        application=OuterRef("application"),
        term__starts_on__gt=OuterRef("term__starts_on"),
        ended_at__isnull=True,
    )
    rows = Enrolment.objects.filter(~Exists(later), stays=True, ended_at__isnull=True)
    for row in rows.select_related("application", "term").order_by("made_at", "pk"):
        following = row.term.following
        theirs = [each for each in groups if following and each.term_id == following.pk and each.is_open]
        group = row.application and Rooms(theirs).place_for(row.application.code, free=lambda each: each.free)
        if row.application and group:
            seat(head, group, row.application, by=By.CLOCK, at=at)
            telling.tell("school_accepted", row.application, cause=f"stays {row.pk}", at=at)


def seat(head: Head, group: Group, application: Application, *, by: By, at: datetime) -> None:
    """A pupil goes on in a group of the next term."""
    Enrolment.objects.create(application=application, term=group.term, group=group, made_at=at)
    recount(group)
    ledger.write(head, Deed.STAYED, application.code, by=by, at=at, inside={"group": str(group)})


def _keep_exceptions(head: Head, groups: Iterable[Group], *, at: datetime) -> None:
    """What two have signed comes before the order, at night too, and though the group makes no new offers."""
    ready = {each.pk: each for each in groups if waits_with(each, at=at) in EXCEPTED}
    signed = Override.objects.filter(
        group__in=ready, signed_at__isnull=False, offer=None, application__state=State.WAITING
    )
    offered: set[str] = set()
    for row in signed.select_related("application").order_by("signed_at", "pk"):
        group, child = ready[row.group_id], row.application
        if child and child.code not in offered and group.free and not Rooms([group]).unfit(group)(child.code):
            give(head, group, child, tier=child.tier, at=at, is_override=True)
            offered.add(child.code)


def _fill(head: Head, group: Group, rooms: Rooms, *, at: datetime) -> None:
    while group.free:
        if not offer_next(head, group, rooms, at=at):
            return


def offer_next(head: Head, group: Group, rooms: Rooms, *, at: datetime) -> Offer | None:
    """To the first in the list whom the group fits; who stood before is written down with the reason."""
    waiting = standings.waiting()
    chosen = turn(waiting, given=standings.given(), unfit=rooms.unfit(group))
    if chosen.code is None:
        return None
    application = Application.objects.select_for_update(no_key=True).get(code=chosen.code)
    passed = [(each.code, each.reason) for each in chosen.passed]
    bundle = _bundle(application, group, rooms, by=chosen.tier)
    offer = give(
        head, group, application, tier=chosen.tier, at=at, passed=passed, bundle=uuid4() if bundle else None
    )
    for other, place in bundle or ():
        give(head, place, other, tier=Tier.SIBLING, at=at, bundle=offer.bundle)
    return offer


def _bundle(
    application: Application, group: Group, rooms: Rooms, *, by: int
) -> list[tuple[Application, Group]]:
    """A brother or sister who wants to come together or not at all, with the place. One more can be given
    at once, since the rule allows one such place in three; where it does not, they are asked one by one."""
    if not application.together or Tier.SIBLING in (by, *standings.given()[-1:]):
        return []
    others = Application.objects.select_for_update(no_key=True).filter(
        family=application.family, state=State.WAITING
    )
    rest = list(others.exclude(pk=application.pk).order_by("code"))
    if len(rest) != 1:
        return []
    place = rooms.place_for(rest[0].code, free=lambda each: each.free - (each.pk == group.pk))
    return [(rest[0], place)] if place else []


def give(
    head: Head,
    group: Group,
    application: Application,
    *,
    tier: int,
    at: datetime,
    passed: Iterable[tuple[str, str]] = (),
    bundle: UUID | None = None,
    is_override: bool = False,
) -> Offer:
    """Hold a place for that child. Raises SchoolRefused where there is none."""
    if not take(group):
        raise SchoolRefused(Why.NO_PLACE)
    head.offers += 1
    head.save(update_fields=["offers"])
    offer = Offer.objects.create(
        number=head.offers,
        application=application,
        code=application.code,
        group=group,
        tier=tier,
        bundle=bundle,
        made_at=at,
        until=deadlines.held_until(at, is_lesson_day=is_lesson_day(group)),
        is_override=is_override,
    )
    moving.move(application, State.OFFERED, at=at)
    for row in application.overrides.filter(signed_at__isnull=False, offer=None):
        row.offer = offer
        row.save(update_fields=["offer"])
    inside = {"group": str(group), "passed": dict(passed)}
    facts = {"number": offer.number, "tier": tier, "passed": list(inside["passed"]), "override": is_override}
    facts |= {"bundle": str(bundle)} if bundle else {}
    by = By.TWO if is_override else By.CLOCK
    ledger.write(head, Deed.OFFERED, offer.code, by=by, at=at, inside=inside, **facts)
    telling.tell("school_offered", application, cause=f"offer {offer.number}", at=at)
    return offer
