"""Terms, groups and families, as the tests of the school need them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import Model
from django.utils.timezone import localdate
from wagtail.models import Page

from privacy import alike, keys
from privacy.documents import Email, Phone
from school import capacity, ledger, overriding
from school.ledger import By, Deed
from school.models import (
    Application,
    Care,
    Child,
    Entry,
    Group,
    Guardian,
    Head,
    Meeting,
    Offer,
    Override,
    Reached,
    Teacher,
    TeacherName,
    Term,
)
from school.order import Tier
from school.states import State
from timetable.expansion import WARSAW
from timetable.models import Room
from timetable.pattern import Kind
from timetable.rules import Rule

NOW = datetime(2026, 11, 18, 12, tzinfo=WARSAW)
"""A Wednesday, in the middle of a term."""
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
MARCH, APRIL, MAY = (date(2026, month, 1) for month in (3, 4, 5))
TUESDAY, SATURDAY = 1, 5
SATURDAYS = Rule(
    start=datetime.fromisoformat("2026-09-05T10:00"), kind=Kind.WEEKLY, weekdays=frozenset({SATURDAY})
)
TUESDAYS = Rule(
    start=datetime.fromisoformat("2026-09-08T17:00"), kind=Kind.WEEKLY, weekdays=frozenset({TUESDAY})
)
CHECKER, OPENER = "checker", "opener"
"""Of the staff: who has looked at the registers, who opens groups."""
SIGNS = "ABEKMHOPCTX23456789"
numbers = count(1)


def nobody_yet() -> None:
    """The demo’s children would stand in one line with those of a test. The ledger begins anew."""
    models = apps.get_app_config("school").get_models(include_auto_created=True)
    emptied(*tables(model for model in models if not issubclass(model, Page)))
    Head.objects.create()


def tables(models: Iterable[type[Model]]) -> list[str]:
    return [model._meta.db_table for model in models]


def emptied(*tables: str) -> None:
    """Whatever points to them, and though the ledger is only added to."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of ours
        cursor.execute("SET LOCAL session_replication_role = origin")


def term(**more: Any) -> Term:
    """The autumn; lessons go on."""
    known: dict[str, Any] = {"starts_on": date(2026, 9, 1), "ends_on": date(2027, 1, 31)}
    return Term.objects.create(**known | more)


def teacher(*, checked: bool = True) -> Teacher:
    row = Teacher(seal_id=keys.new_seal(at=NOW))
    row.person.seal(TeacherName(name="Настаўніца"), at=NOW)
    if checked:
        row.checked_on, row.checked_by = NOW.date(), staff(CHECKER)
    row.save()
    return row


def staff(name: str) -> Any:
    return get_user_model().objects.get_or_create(username=name)[0]


def group(
    of: Term, *, name: str = "A", rule: Rule | None = SATURDAYS, places: int = 12, **more: Any
) -> Group:
    """Open, with a checked teacher, a room of that size and a lesson a week."""
    made = Group.objects.create(term=of, name=name, languages=["be"], **more)
    made.teachers.add(teacher())
    if rule:
        room = Room.objects.create(name=f"{name}{next(numbers)}", capacity=max(1, places))
        Meeting.objects.create(group=made, rule=rule, minutes=90, room=room)
    return made


def told_of() -> Group:
    """What readers see of a group that meets now; nobody teaches it and nobody can have a place."""
    today = localdate()
    of = term(starts_on=today - 30 * DAY, ends_on=today + 90 * DAY)
    made = Group.objects.create(term=of, name="T", languages=["be"], opened_at=NOW)
    room = Room.objects.create(name=f"T{next(numbers)}", capacity=12)
    Meeting.objects.create(group=made, rule=SATURDAYS, minutes=90, room=room)
    return made


def opened(of: Term | None = None, *, at: datetime = NOW, **more: Any) -> Group:
    """A group that gives its places to whoever waits."""
    made = group(of or term(), **more)
    return capacity.open_group(group_id=made.pk, by=staff(OPENER), at=at)


def exception(of: Group, *, at: datetime = NOW) -> Override:
    """Signed by two: one more child is offered a place of the group out of order."""
    row = overriding.ask(
        application_id=waiting().pk, group_id=of.pk, why=Override.Why.MEDICAL, by=staff(CHECKER), at=at
    )
    return overriding.sign(override_id=row.pk, by=staff(OPENER), at=at)


def code() -> str:
    """One that nobody has yet."""
    number, signs = next(numbers), ""
    for _sign in range(6):
        number, rest = divmod(number, len(SIGNS))
        signs += SIGNS[rest]
    return f"{signs[:3]}-{signs[3:]}"


def guardian(*, email: str = "", phone: str = "", language: str = "be", at: datetime = NOW) -> Guardian:
    email = email or ("" if phone else f"family{next(numbers)}@example.org")
    known = alike.phone(phone) if phone else alike.email(email)
    row = Guardian(
        seal_id=keys.new_seal(known, at=at),
        language=language,
        reached_by="phone" if phone else "email",
        made_at=at,
        verified_at=at,
    )
    person = Reached(
        name="Буслік", email=None if phone else Email(email), phone=Phone(phone) if phone else None
    )
    row.person.seal(person, at=at)
    row.save()
    return row


def waiting(
    by: Guardian | None = None,
    *,
    month: date = MARCH,
    ticket: str = "",
    tier: int = Tier.EVERYONE,
    born: tuple[int, int] = (2018, 5),
    days: tuple[int, ...] = (TUESDAY, SATURDAY),
    at: datetime = NOW,
    **more: Any,
) -> Application:
    """A child in the line, eight years old; `ticket` is short for one that begins so."""
    row = Application(
        seal_id=keys.new_seal(at=at), code=code(), state=State.WAITING, tier=tier, round=month,
        days=list(days), origin="family", notice="1", form_key=uuid4(), made_at=at, verified_at=at,
        state_at=at, **more,
    )  # fmt: skip
    row.ticket_of = row.ticket_of or row.code
    row.ticket = ticket + sha256(row.ticket_of.encode()).hexdigest()[len(ticket) :]
    row.child.seal(Child(name="Зорка", born_year=born[0], born_month=born[1]), at=at)
    row.save()
    Care.objects.create(guardian=by or guardian(at=at), application=row)
    with ledger.held() as head:
        ledger.write(
            head, Deed.VERIFIED, row.code, by=By.FAMILY, at=at,
            tier=int(tier), round=f"{month:%Y-%m}", ticket_of=row.ticket_of,
        )  # fmt: skip
        ledger.write(head, Deed.DRAWN, row.code, by=By.TWO, at=at, ticket=row.ticket, round=f"{month:%Y-%m}")
    return row


def words(*rows: Application) -> list[str]:
    """What has become of them."""
    return [Application.objects.get(pk=row.pk).state for row in rows]


def offer_of(row: Application) -> Offer:
    """The newest."""
    return Offer.objects.filter(code=row.code).latest("number")


def counters(of: Group) -> tuple[int, int, int, int]:
    """Places, held, taken, too many."""
    of.refresh_from_db()
    return of.capacity, of.held, of.taken, of.overhang


def lines(code: str = "") -> list[str]:
    """Of the ledger, of one code or of all; without who."""
    rows = Entry.objects.filter(code=code) if code else Entry.objects.all()
    return list(rows.values_list("deed", flat=True))
