"""A monthly gift in words, and what its donor may do with it at this moment. Reads only."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from donations import paydays, wording
from donations.models import MonthlyChange, MonthlyGift
from donations.paydays import Rest

State = MonthlyGift.State
What = MonthlyChange.What
OPEN, HALF, EMPTY = "open", "limited", "suspended"
"""Full, half or empty sign beside the words."""
MAY: dict[str, tuple[State, ...]] = {
    "amount": MonthlyGift.RUNNING,
    "rest": (State.ACTIVE,),
    "resume": (State.PAUSED,),
    "method": (State.ACTIVE, State.PAUSED),
    "mend": (State.OVERDUE,),
    "stop": MonthlyGift.RUNNING,
}
RESTS = (1, 3, 6)
"""Payments that a pause may leave out."""


@dataclass(frozen=True, kw_only=True)
class Monthly:
    nth: int
    row: MonthlyGift
    purpose: str
    at: datetime
    change: MonthlyChange | None
    """The last that was asked for."""

    @property
    def amount(self) -> str:
        return wording.amount(self.row.amount_minor, self.row.currency)

    @property
    def may(self) -> frozenset[str]:
        """While something is asked for and not done, only stopping: that goes before everything."""
        allowed = {deed for deed, states in MAY.items() if self.row.state in states}
        return frozenset(allowed & {"mend", "stop"} if self.waits else allowed)

    @property
    def next_at(self) -> datetime | None:
        """Of the next payment that will be taken."""
        row = self.row
        if row.next_at is None or row.state not in (State.ACTIVE, State.PAUSED):
            return None
        if row.state == State.PAUSED and row.paused_until is None:
            return None
        start = max(self.at, row.paused_until) if row.state == State.PAUSED and row.paused_until else self.at
        return paydays.first_from(start, coming=row.next_at, began=row.began_at)

    @property
    def next_day(self) -> str:
        return wording.day(self.next_at) if self.next_at else ""

    @property
    def sign(self) -> str:
        return {State.ACTIVE: OPEN, State.STOPPED: EMPTY}.get(State(self.row.state), HALF)

    @property
    def standing(self) -> str:
        row = self.row
        if row.state == State.STOPPED:
            return _("Stopped on %(day)s") % {"day": wording.day(row.ended_at or self.at)}
        if row.state == State.OVERDUE:
            return _("The last payment did not work")
        if row.state == State.PAUSED and not self.next_day:
            return _("A pause, until you end it")
        if row.state == State.PAUSED:
            return _("A pause, the next payment is on %(day)s") % {"day": self.next_day}
        if not self.next_day:
            return _("Every month")
        return _("Every month, the next time on %(day)s") % {"day": self.next_day}

    @property
    def waits(self) -> str:
        """What was asked for and the payment service has not done yet."""
        return self._asked() if self._change_is(MonthlyChange.State.WAITING) else ""

    @property
    def refused(self) -> str:
        is_refused = self._change_is(MonthlyChange.State.REFUSED) and self.row.state in MonthlyGift.RUNNING
        return self._asked() if is_refused else ""

    def _change_is(self, state: MonthlyChange.State) -> bool:
        return self.change is not None and self.change.state == state

    def _asked(self) -> str:
        change = self.change
        if change is None:
            return ""
        if change.what == What.AMOUNT:
            amount = wording.amount(change.amount_minor or 0, self.row.currency)
            return _("%(amount)s every month") % {"amount": amount}
        return {
            What.PAUSE: _("A pause"),
            What.RESUME: _("The end of the pause"),
            What.STOP: _("Stopping"),
        }[What(change.what)]

    def rest(self, payments: int) -> Rest:
        coming = self.row.next_at or self.at
        return paydays.rest(payments, coming=coming, began=self.row.began_at, at=self.at)

    @property
    def rests(self) -> list[tuple[str, str, str]]:
        """What a form says to the doorway, what it says to people, and what comes of it."""
        names = {
            1: _("Leave out one payment"),
            3: _("A pause of three months"),
            6: _("A pause of half a year"),
        }
        return [(f"rest {each}", names[each], self._then(each)) for each in RESTS]

    def _then(self, payments: int) -> str:
        day = wording.day(self.rest(payments).then)
        return _("the next payment is on %(day)s") % {"day": day}
