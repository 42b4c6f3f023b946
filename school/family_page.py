"""What a guardian is shown of each child she cares for. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from school import (
    deadlines,
    enrolling,
    family_reasons,
    family_words,
    fitting,
    forecast,
    lesson_words,
    standings,
    still,
    why,
)
from school.family_reasons import History, Moved, Reason
from school.forecast import Growing
from school.lesson_words import Lessons
from school.models import Application, Care, Child, Guardian, Offer, Reached, Term
from school.order import Standing, Tier
from school.states import OfferState, State
from timetable.expansion import WARSAW

MOST_DRAWN = 150
"""So many people are drawn one by one; more would tell nothing and load slowly."""
BACK = (State.WITHDRAWN, State.LEFT)


@dataclass(frozen=True, kw_only=True)
class Queue:
    """A place in the list, as people."""

    position: int
    total: int
    reasons: list[Reason]
    likely: str
    """How many months, for eight of ten; empty where we do not know."""
    moved: list[Moved]
    growing: Growing
    grows_out: str
    exceptions: str
    is_sibling: bool
    """It stands here as a brother or sister of a pupil."""

    @property
    def ahead(self) -> int:
        return self.position - 1

    @property
    def behind(self) -> int:
        return self.total - self.position

    @property
    def drawn_behind(self) -> int:
        return min(self.behind, MOST_DRAWN - self.position)

    @property
    def is_drawn(self) -> bool:
        return self.position <= MOST_DRAWN

    @property
    def columns(self) -> list[str]:
        return family_reasons.columns()

    @property
    def ahead_words(self) -> str:
        return family_words.ahead(self.ahead)


@dataclass(frozen=True, kw_only=True)
class Held:
    """A place that is offered."""

    offer: Offer
    until: str
    moment: str
    """The same, with the day of the week."""
    lessons: Lessons


@dataclass(frozen=True, kw_only=True)
class Stay:
    """Whether a pupil goes on to the next term."""

    enrolment_id: int
    until: str
    says: bool | None


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One child."""

    nth: int
    care: Care
    child: Child
    heading: str
    meaning: str
    word: str
    sign: str
    queue: Queue | None = None
    held: Held | None = None
    lessons: Lessons | None = None
    stay: Stay | None = None
    goes_on: str = ""
    """The first day of the next term, in which it has a place too."""

    @property
    def application(self) -> Application:
        return self.care.application

    @property
    def is_asked(self) -> bool:
        """Whether they still wait."""
        return self.care.may_decide and still.is_asked(self.application)

    @property
    def comes_back(self) -> bool:
        return still.comes_back(self.application)

    @property
    def days(self) -> str:
        return lesson_words.weekdays(self.application.days)

    @property
    def may(self) -> frozenset[str]:
        """What she may do here and now."""
        if not self.care.may_decide:
            return frozenset()
        return frozenset(name for name, states in DEEDS.items() if self.application.state in states)


DEEDS: dict[str, tuple[State, ...]] = {
    "days": (State.RECEIVED, State.VERIFIED, State.WAITING, State.PAUSED, State.INELIGIBLE),
    "pause": (State.WAITING, State.OFFERED),
    "resume": (State.PAUSED,),
    "withdraw": (
        State.RECEIVED,
        State.VERIFIED,
        State.WAITING,
        State.PAUSED,
        State.INELIGIBLE,
        State.OFFERED,
    ),
    "return": BACK,
    "leave": (State.PLACED,),
    "first_day": (State.PLACED,),
    "answer": (State.OFFERED,),
}


def _in_order(cares: "QuerySet[Care]") -> "QuerySet[Care]":
    """Of registering."""
    rows = cares.select_related("application")
    return rows.order_by("application__made_at", "application__nth", "application__code")


def _masked(email: str) -> str:
    local, at, domain = email.partition("@")
    return f"{local[:1]}•••{at}{domain}" if at else ""


class Family:
    """Everything of one guardian, asked for once."""

    def __init__(self, guardian: Guardian, *, at: datetime) -> None:
        self.guardian, self.at = guardian, at

    @classmethod
    def of(cls, guardian_id: UUID, *, at: datetime) -> "Family | None":
        """None for who is forgotten, or is about to be."""
        rows = list(_in_order(Care.objects.select_related("guardian").filter(guardian=guardian_id)))
        guardian = rows[0].guardian if rows else Guardian.objects.filter(pk=guardian_id).first()
        if guardian is None or guardian.ends_at:
            return None
        family = cls(guardian, at=at)
        family.__dict__["rows"] = rows
        return family

    @cached_property
    def person(self) -> Reached:
        return self.guardian.person.open()

    @property
    def reach(self) -> str:
        """«h•••@example.org», «•••099»: enough for her to know it again."""
        phone = f"•••{self.person.phone[-3:]}" if self.person.phone else ""
        return ", ".join(filter(None, [_masked(self.person.email or ""), phone]))

    @cached_property
    def rows(self) -> list[Care]:
        return list(_in_order(self.guardian.cares.all()))

    @cached_property
    def _children(self) -> dict[Any, Child]:
        return Application.child.open_many([each.application for each in self.rows])

    @cached_property
    def cares(self) -> list[Care]:
        """In the order in which they were registered; what is erased is not there."""
        return [care for care in self.rows if care.application_id in self._children]

    @cached_property
    def line(self) -> Sequence[Standing]:
        return standings.in_line()

    def care(self, nth: int) -> Care | None:
        return self.cares[nth - 1] if 0 < nth <= len(self.cares) else None

    def shown(self, nth: int) -> Shown:
        care = self.cares[nth - 1]
        application, child = care.application, self._children[care.application_id]
        held = self._held(application) if application.state == State.OFFERED else None
        state = State(application.state)
        if state == State.OFFERED and held is None:
            state = State.PAUSED
        sign, word = family_words.WORDS[state]
        return Shown(
            nth=nth,
            care=care,
            child=child,
            heading=family_words.heading(state),
            meaning=family_words.meaning(application, state),
            word=str(word),
            sign=sign,
            held=held,
            **self._of(state, application, child),
        )

    def all_shown(self) -> list[Shown]:
        return [self.shown(number) for number, _care in enumerate(self.cares, start=1)]

    def _of(self, state: State, application: Application, child: Child) -> dict[str, Any]:
        if state == State.WAITING:
            return {"queue": self._queue(application, child)}
        return self._placed(application) if state == State.PLACED else {}

    @cached_property
    def history(self) -> History:
        return History()

    def _queue(self, application: Application, child: Child) -> Queue | None:
        """Those who have an offer stand in nobody's way: they are not counted."""
        known = why.why(application.code, self.line)
        if known is None:
            return None
        expected = self.history.expected(known.ahead, today=self._today)
        too_old_on = fitting.grows_out_on(year=child.born_year, month=child.born_month)
        return Queue(
            position=known.position,
            total=known.of,
            reasons=family_reasons.reasons(known),
            likely=family_reasons.likely(expected) if expected else "",
            moved=family_reasons.moved(self.history.movements(application.code)),
            growing=forecast.growing(too_old_on, expected, today=self._today),
            grows_out=family_words.month(too_old_on),
            exceptions=self.history.exceptions(today=self._today),
            is_sibling=application.tier == Tier.SIBLING,
        )

    @property
    def _today(self) -> date:
        return self.at.astimezone(WARSAW).date()

    def _held(self, application: Application) -> Held | None:
        """An offer whose time is over is none, whoever has tidied it or not."""
        rows = Offer.objects.select_related("group__term").prefetch_related("group__meetings")
        offer = rows.filter(application=application, state=OfferState.PENDING).first()
        if offer is None or deadlines.is_over(offer.until, at=self.at):
            return None
        lessons = lesson_words.lessons(offer.group, at=self.at)
        return Held(
            offer=offer,
            until=family_words.of_moment(offer.until),
            moment=lesson_words.moment_of(offer.until, today=self.at),
            lessons=lessons,
        )

    def _placed(self, application: Application) -> dict[str, Any]:
        enrolment = enrolling.enrolment_of(application.pk)
        if enrolment is None:
            return {}
        term = Term.objects.filter(asks_from__lte=self._today, starts_on__gt=enrolment.term.starts_on).first()
        stay = None
        if term and term.asks_until and self._today < term.asks_until:
            until = family_words.of_day(term.asks_until - timedelta(days=1))
            stay = Stay(enrolment_id=enrolment.pk, until=until, says=enrolment.stays)
        later = enrolling.seat_after(enrolment) if enrolment.stays else None
        goes_on = family_words.of_day(later.term.starts_on) if later else ""
        lessons = lesson_words.lessons(enrolment.group, at=self.at)
        return {"lessons": lessons, "stay": stay, "goes_on": goes_on}
