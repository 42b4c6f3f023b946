"""A list of a thousand children who wait, and one of ten thousand: the draw, a place that is given, the pages
of coordinators and of a family."""

import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from config.routers import VAULT
from home import tree
from home.measuring import scratch, signed_in
from home.measuring.school_form import this_term
from home.measuring.timing import Row, page_row, timed, worked
from office.models import User
from privacy import alike, keys, links
from privacy.documents import Email
from school import capacity, codes, draw, drawing, ledger, standings
from school.ledger import By, Deed
from school.links import SCHOOL
from school.models import (
    Application,
    Care,
    Child,
    Draw,
    Group,
    Guardian,
    Meeting,
    Reached,
    Teacher,
    TeacherName,
)  # fmt: skip
from school.states import State
from timetable.models import Room
from timetable.pattern import Kind
from timetable.rules import Rule

SIZES = (1000, 10_000)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BATCH = 1000


def rows(*, rounds: int) -> Iterator[Row]:
    with scratch.databases():
        tree.ensure()
        group = a_group()
        office = Client()
        name, _equals, value = signed_in.cookie().partition("=")
        office.cookies[name] = value
        before = 0
        for nth, size in enumerate(SIZES):
            yield from drawn(size - before, month=months_ago(len(SIZES) - nth))
            before = size
            yield from given(group, size)
            yield from pages(office, size, rounds)


def months_ago(number: int) -> date:
    day = timezone.localdate().replace(day=1)
    for _month in range(number):
        day = (day - DAY).replace(day=1)
    return day


def a_group() -> Group:
    """Open, and full."""
    term, at = this_term(), timezone.now()
    start = datetime.combine(term.starts_on, datetime.min.time()).replace(hour=10)
    rule = Rule(start=start, kind=Kind.WEEKLY, weekdays=frozenset({start.weekday()}))
    made = Group.objects.create(term=term, name="A", languages=["be"], ceiling=1, per_teacher=30)
    room = Room.objects.create(name="A", capacity=30)
    Meeting.objects.create(group=made, rule=rule, minutes=90, room=room)
    teacher = Teacher(seal_id=keys.new_seal(at=at), checked_on=at.date(), checked_by=somebody("first"))
    teacher.person.seal(TeacherName(name="Настаўніца"), at=at)
    teacher.save()
    made.teachers.add(teacher)
    return capacity.open_group(group_id=made.pk, by=None, at=at)


def somebody(name: str) -> User:
    return User.objects.get_or_create(username=name)[0]


def drawn(number: int, *, month: date) -> Iterator[Row]:
    """So many of one month."""
    confirmed(number, month=month)
    row = named(month)
    at = row.source_at + HOUR
    for name in ("first", "second"):
        row = drawing.type_value(draw_id=row.pk, value="a public value", by=somebody(name), at=at)
    yield once(f"dry run of a draw of {number}", lambda: drawing.dry_run(row))
    at = row.source_at + 2 * HOUR
    yield once(
        f"a draw of {number} is signed", lambda: drawing.sign(draw_id=row.pk, by=somebody("second"), at=at)
    )


def named(month: date) -> Draw:
    closes = draw.closes_at(month)
    row = drawing.name(
        month=month, source="a value", source_at=closes + 12 * HOUR, by=None, at=closes - 3 * DAY
    )
    drawing.publish(at=closes + HOUR)
    return Draw.objects.get(pk=row.pk)


def confirmed(number: int, *, month: date) -> None:
    """Each a family with a key of its own, as the form would make it."""
    at, taken = draw.closes_at(month) - 5 * DAY, set[str]()
    known = set(Application.objects.values_list("code", flat=True))
    while len(taken) < number:
        taken |= {codes.new()} - known
    with connections[VAULT].cursor() as cursor:
        cursor.execute(
            "SET synchronous_commit = off"
        )  # Each key is a transaction: it is not what is measured.
    made = [family(code, month, at=at) for code in taken]
    Guardian.objects.bulk_create([grown_up for grown_up, _child in made], batch_size=BATCH)
    Application.objects.bulk_create([child for _grown_up, child in made], batch_size=BATCH)
    Care.objects.bulk_create(
        [Care(guardian=grown_up, application=child) for grown_up, child in made], batch_size=BATCH
    )
    with ledger.held() as head:
        facts = {"tier": 3, "round": f"{month:%Y-%m}"}
        lines = [(code, {**facts, "ticket_of": code}) for code in sorted(taken)]
        ledger.write_all(head, Deed.VERIFIED, lines, by=By.FAMILY, at=at)
    with connection.cursor() as cursor:
        for model in (Application, Guardian, Care):
            cursor.execute(f"ANALYZE {model._meta.db_table}")


def family(code: str, month: date, *, at: datetime) -> tuple[Guardian, Application]:
    """Children of six to twelve, in turn."""
    email = f"{uuid4().hex}@example.org"
    grown_up = Guardian(
        seal_id=keys.new_seal(alike.email(email), at=at), language="be", reached_by="email", made_at=at,
        verified_at=at,
    )  # fmt: skip
    grown_up.person.seal(Reached(name="Алена", email=Email(email)), at=at)
    child = Application(
        seal_id=keys.new_seal(at=at), code=code, ticket_of=code, state=State.VERIFIED, round=month,
        days=list(range(7)), origin="family", notice="1", form_key=uuid4(), made_at=at, verified_at=at,
        state_at=at,
    )  # fmt: skip
    year = timezone.localdate().year - 7 - ord(code[0]) % 5
    child.child.seal(Child(name="Буслік", born_year=year, born_month=1), at=at)
    return grown_up, child


def once(what: str, work: Callable[[], object]) -> Row:
    begun, before = time.perf_counter(), worked()
    work()
    cpu = round((worked() - before) * 1000)
    return {"what": what, "ms": round((time.perf_counter() - begun) * 1000), "cpu": cpu}


def given(group: Group, size: int) -> Iterator[Row]:
    yield {"what": f"the order of {size}", **timed(standings.in_line, 5)}
    waits = Application.objects.filter(state=State.WAITING).count()
    yield once(f"a place becomes free, {waits} wait", lambda: one_more(group))


def one_more(group: Group) -> None:
    """By day: at night nobody would be asked."""
    at = timezone.localtime().replace(hour=12)
    held = Group.objects.get(pk=group.pk).held
    Group.objects.filter(pk=group.pk).update(ceiling=held + 1)
    capacity.review(group_id=group.pk, reason="measured", by=None, at=at)
    if Group.objects.get(pk=group.pk).held != held + 1:
        raise RuntimeError("Nobody was offered the place.")


def pages(office: Client, size: int, rounds: int) -> Iterator[Row]:
    for name in ("school_board", "school_children"):
        yield page_row(f"{name}, {size} in the list", reverse(name), rounds, client=office)
    last = standings.in_line()[-1].code
    client: Any = Client()
    with override("be"):
        url, mine = (
            links.issue(SCHOOL, mother_of(last).pk, language="be", at=timezone.now()),
            reverse("school_family"),
        )
    client.post(url.removeprefix(settings.BASE_URL))
    yield page_row(f"page of the last family, {size} in the list", mine, rounds, client=client)


def mother_of(code: str) -> Guardian:
    return Guardian.objects.get(children__code=code)
