"""Families behind their own links, as the tests of their doorways need them: their clock is the real one."""

from datetime import date, datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from letters import sending
from letters.models import Letter
from privacy import links
from school import ledger, places
from school.links import SCHOOL
from school.models import Application, Enrolment, Group, Guardian, Offer, Term
from school.order import Tier
from school.states import State
from tests.school import children
from timetable.expansion import WARSAW
from timetable.pattern import Kind
from timetable.rules import Rule

ORIGIN = "http://localhost:8000"
MINE = "/be/school/mine/"
DAY = timedelta(days=1)


def today() -> date:
    return timezone.now().astimezone(WARSAW).date()


def this_term(**more: Any) -> Term:
    """Around today."""
    if not more and (found := Term.objects.filter(starts_on__lte=today(), ends_on__gte=today()).first()):
        return found
    return children.term(starts_on=today() - 60 * DAY, ends_on=today() + 60 * DAY, **more)


def saturdays() -> Rule:
    """For months already."""
    since = today() - 56 * DAY
    first = since + (5 - since.weekday()) % 7 * DAY
    start = datetime.combine(first, datetime.min.time()).replace(hour=10)
    return Rule(start=start, kind=Kind.WEEKLY, weekdays=frozenset({5}))


def group(**more: Any) -> Group:
    """Open, on Saturdays, for everybody who waits."""
    known = {"rule": saturdays(), "at": timezone.now()}
    return children.opened(more.pop("of", None) or this_term(), **known | more)


def shut_group(places: int = 5) -> Group:
    """Open, but it gives nothing by itself: tests offer by hand, at any hour."""
    made = children.group(this_term(), name=f"S{next(children.numbers)}", rule=saturdays(), places=places)
    now = {"opened_at": timezone.now(), "capacity": places, "held_back": "tests"}
    Group.objects.filter(pk=made.pk).update(**now)
    return Group.objects.get(pk=made.pk)


def child(by: Guardian | None = None, **more: Any) -> Application:
    born = (today().year - 8, 1)
    return children.waiting(by, **{"born": born, "at": timezone.now(), **more})


def guardian_of(row: Application) -> Guardian:
    return row.guardians.earliest("made_at")


def let_in(client: Client, guardian: Guardian) -> None:
    url = links.issue(SCHOOL, guardian.pk, language="be", at=timezone.now())
    client.post(url.removeprefix(ORIGIN))


def offered(row: Application, to: Group) -> Offer:
    """By the verb, whatever the hour."""
    with ledger.held() as head:
        return places.give(head, to, row, tier=Tier.EVERYONE, at=timezone.now())


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\xa0", " ")


def whole(code: str) -> str:
    """As it stands on a page: it never breaks at its dash."""
    return f'<span class="unbroken">{code}</span>'


def letters(name: str = "") -> list[str]:
    rows = Letter.objects.filter(name__startswith=name or "school_").order_by("created_at", "name")
    return list(rows.values_list("name", flat=True))


def delivered(name: str) -> Letter:
    letter = Letter.objects.filter(name=name).latest("created_at")
    sending.hand_over(letter.pk, at=timezone.now())
    letter.refresh_from_db()
    return letter


def press(client: Client, do: str, path: str = "1/") -> Any:
    return client.post(f"{MINE}{path}", {"do": do})


def state(row: Application) -> str:
    return Application.objects.get(pk=row.pk).state


def offer(row: Application, **more: Any) -> Offer:
    made = offered(row, shut_group())
    Offer.objects.filter(pk=made.pk).update(**more)
    return Offer.objects.get(pk=made.pk)


def as_if(row: Application, state: State, **more: Any) -> None:
    pause = Application.Pause.WISH if state == State.PAUSED else ""
    Application.objects.filter(pk=row.pk).update(state=state, pause=pause, **more)
    if state == State.PLACED:
        group = shut_group()
        term = {"term": group.term, "group": group, "made_at": timezone.now()}
        Enrolment.objects.create(application=row, **term)
