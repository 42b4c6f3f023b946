"""Plays half a year of a school by the verbs that families, coordinators and the clock call, in the order of
time: a list is taken in, months are drawn, pupils leave, places are offered, accepted, let slip."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from hashlib import sha256
from uuid import UUID, uuid4

from django.db.models import F

from letters.models import Letter
from office.models import User
from school import (
    answering,
    applying,
    beacon,
    deadlines,
    draw,
    drawing,
    enrolling,
    import_reading,
    importing,
    leaving,
    ledger,
    places,
    planning,
)
from school.demo import people
from school.ledger import By
from school.models import Application, Call, Draw, Enrolment, Group, Meeting, Offer, Term
from school.registered import Family
from school.states import SITTING, OfferState
from timetable.expansion import WARSAW
from timetable.models import Room
from timetable.pattern import Kind
from timetable.rules import Rule

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
ROOMS = {"A": ("201", 14), "B": ("202", 14), "C": ("203", 14), "D": ("204", 14), "E": ("205", 25)}
TEACHERS = {"A": "Алена", "B": "Дзяніс", "C": "Святлана", "D": "Раман", "E": "Людміла"}
LONG_DAY, SHORT_DAY, TUESDAY_LESSON = 330, 240, 45
"""Minutes."""
FRESH = timedelta(days=3)
"""What is older was told long ago: neither letters nor calls wait for anybody."""
PLACED = 11
SOURCE = "Прыкладная латарэя, розыгрыш %s"
Step = tuple[datetime, Callable[[], object]]


def build(*, at: datetime, coordinator: User, manager: User) -> None:
    first, second, third = _months(at)
    steps: list[Step] = [
        (_noon(first), partial(_begin, first, by=coordinator, manager=manager)),
        *_registering(first, 0, first_day=first),
        *_registering(second, 1, first_day=first),
        *_late(third, first_day=first, before=at),
        *_drawing(first, coordinator, manager),
        *_drawing(second, coordinator, manager),
        (_noon(third), partial(_name, third, coordinator)),
        *_changing(first, before=at),
    ]
    for _when, step in sorted((each for each in steps if each[0] <= at), key=lambda each: each[0]):
        step()  # Each knows its moment.
    enrolling.turn_the_page(at=at)
    _tell_no_more(before=at - FRESH)


def _months(at: datetime) -> tuple[date, date, date]:
    """The first days of two months that are drawn, and of the one that goes on."""
    third = leaving.month_of(at - 2 * DAY)
    second = _month(third - DAY)
    return _month(second - DAY), second, third


def _month(day: date) -> date:
    return day.replace(day=1)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=WARSAW)


def _begin(first: date, *, by: User, manager: User) -> None:
    """A term, five groups, and the list there was before. Its families are told at once."""
    at = _noon(first)
    term = planning.save_term(Term(starts_on=first, ends_on=_month(first + 180 * DAY) - DAY), by=by, at=at)
    for name in people.GROUPS:
        _open_group(name, term, by=by, manager=manager, at=at)
    read, key = import_reading.read(people.list_before(first_day=first), today=first), uuid4()
    importing.take_in(read, key=key, by=by, at=at + HOUR)
    importing.tell(key=key, by=by, at=at + 2 * HOUR)


def _open_group(name: str, term: Term, *, by: User, manager: User, at: datetime) -> None:
    youngest, oldest = people.GROUPS[name]
    teacher = planning.add_teacher(name=TEACHERS[name], by=by, at=at)
    planning.check_teacher(teacher_id=teacher.pk, on=at.date(), by=manager, at=at)
    group = Group(
        term=term,
        name=name,
        youngest=youngest,
        oldest=oldest,
        languages=["be", "ru"] if oldest < 9 else ["be"],
        per_teacher=people.PUPILS[name],
    )
    planning.make_group(group, teachers=[teacher], by=by, at=at)
    saturday = LONG_DAY if oldest > 9 else SHORT_DAY
    for weekday, clock, minutes in (
        (people.SATURDAY, time(10), saturday),
        (people.TUESDAY, time(17, 30), TUESDAY_LESSON),
    ):
        rule = _weekly(term.starts_on, weekday, clock)
        meeting = Meeting(group=group, rule=rule, minutes=minutes, room=_room(name))
        planning.set_meeting(meeting, reason="", by=by, at=at)
    planning.open_group(group_id=group.pk, by=by, at=at)


def _room(group: str) -> Room:
    name, holds = ROOMS[group]
    return Room.objects.get_or_create(name=name, defaults={"capacity": holds})[0]


def _weekly(since: date, weekday: int, clock: time) -> Rule:
    first = since + timedelta(days=(weekday - since.weekday()) % 7)
    return Rule(
        start=datetime.combine(first, clock),
        kind=Kind.WEEKLY,
        weekdays=frozenset({weekday}),
        not_on_holidays=True,
    )


def _registering(month: date, nth: int, *, first_day: date) -> list[Step]:
    """Every other day a family."""
    registered = enumerate(people.families(nth, first_day=first_day))
    moments = [(_noon(month + (1 + 2 * number) * DAY) + HOUR, family) for number, family in registered]
    return [(when, partial(_register, family, at=when)) for when, family in moments]


def _late(month: date, *, first_day: date, before: datetime) -> list[Step]:
    """Of this month: four have confirmed, two have not yet."""
    *early, one, two = people.families(2, first_day=first_day)[:6]
    moments = [(_noon(month + number * DAY) + HOUR, family) for number, family in enumerate(early)]
    confirmed = [(when, partial(_register, family, at=when)) for when, family in moments]
    open_ones = [(before - 30 * HOUR, one), (before - 5 * HOUR, two)]
    return [*confirmed, *[(when, partial(_received, family, at=when)) for when, family in open_ones]]


def _received(family: Family, *, at: datetime) -> UUID | None:
    guardian = applying.register(family=family, form_key=uuid4(), at=at)
    return guardian.pk if guardian else None


def _register(family: Family, *, at: datetime) -> None:
    if guardian_id := _received(family, at=at):
        applying.verify(guardian_id=guardian_id, at=at + HOUR, by=By.FAMILY if family.email else By.STAFF)


def _drawing(month: date, coordinator: User, manager: User) -> list[Step]:
    value_at = beacon.value_at(month)
    listed_at = draw.closes_at(month) + 10 * MINUTE
    return [
        (_noon(month), partial(_name, month, coordinator)),
        (listed_at, partial(drawing.publish, at=listed_at)),
        (value_at + HOUR, partial(_type, month, coordinator, at=value_at + HOUR)),
        (value_at + 2 * HOUR, partial(_type, month, manager, at=value_at + 2 * HOUR)),
        (value_at + 3 * HOUR, partial(_sign, month, manager, at=value_at + 3 * HOUR)),
    ]


def _name(month: date, coordinator: User) -> None:
    source = SOURCE % month.strftime("%m/%Y")
    drawing.name(
        month=month, source=source, source_at=beacon.value_at(month), by=coordinator, at=_noon(month)
    )


def _drawn_value(month: date) -> str:
    """Six numbers of 49, made up: nobody has drawn them anywhere."""
    numbers: list[int] = []
    for byte in sha256(f"{month}".encode()).digest():
        if len(numbers) < 6 and 1 + byte % 49 not in numbers:
            numbers.append(1 + byte % 49)
    return " ".join(map(str, sorted(numbers)))


def _type(month: date, by: User, *, at: datetime) -> None:
    drawing.type_value(draw_id=Draw.objects.get(round=month).pk, value=_drawn_value(month), by=by, at=at)


def _sign(month: date, by: User, *, at: datetime) -> None:
    row = Draw.objects.get(round=month)
    drawing.sign(draw_id=row.pk, by=by, at=at)
    drawing.tell(draw_id=row.pk, at=at)


def _changing(first: date, *, before: datetime) -> list[Step]:
    """Pupils move away, and whoever is offered their places takes them; the last time somebody is silent, and
    the next in the list has an offer that lives."""
    leaves_at, lapses_at = silence(before)
    apart = (leaves_at.date() - first - 7 * DAY) // (PLACED + 1)
    steps: list[Step] = []
    for nth in range(PLACED):
        when = _noon(first + 7 * DAY + nth * timedelta(days=apart.days))
        steps += [(when, partial(_leave, nth, at=when)), (when + DAY, partial(_accept, at=when + DAY))]
    last = partial(_leave, PLACED, at=leaves_at)
    return [*steps, (leaves_at, last), (lapses_at, partial(_settle, at=lapses_at))]


def is_lesson_day(day: date) -> bool:
    return day.weekday() in (people.SATURDAY, people.TUESDAY)


def silence(before: datetime) -> tuple[datetime, datetime]:
    """The last noon on which an offer can have been made that is over by now, and when it was over."""
    day = before.astimezone(WARSAW).date()
    while True:
        made_at = _noon(day)
        until = deadlines.held_until(made_at, is_lesson_day=is_lesson_day)
        if until + deadlines.GRACE + MINUTE <= before:
            return made_at, until + deadlines.GRACE + MINUTE
        day -= DAY


def _leave(nth: int, *, at: datetime) -> None:
    sitting = Enrolment.objects.filter(state__in=SITTING, application__isnull=False)
    ids = list(sitting.order_by("group__name", "pk").values_list("application", flat=True))
    leaving.leave(application_id=ids[(5 + 13 * nth) % len(ids)], why=Application.Away.MOVED, at=at)


def _accept(*, at: datetime) -> None:
    for offer in Offer.objects.filter(state=OfferState.PENDING).order_by("number"):
        answering.accept(offer_id=offer.pk, at=at)


def _settle(*, at: datetime) -> None:
    with ledger.held() as head:
        places.settle(head, at=at)


def _tell_no_more(*, before: datetime) -> None:
    old = Letter.objects.filter(name__startswith="school_", created_at__lt=before, state=Letter.State.WAITING)
    old.update(state=Letter.State.SENT, done_at=F("created_at"), next_try_at=None, tries=1)
    Call.objects.filter(made_at__lt=before, done_at__isnull=True).update(done_at=F("made_at") + HOUR)
