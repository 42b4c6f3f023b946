"""What can be wrong with a rule. Pure; the sentences are in `refusals`."""

from datetime import date
from enum import StrEnum


class Fault(StrEnum):
    SHAPE = "shape"
    YEARS = "years"
    MINUTES = "minutes"
    EVERY = "every"
    WEEKDAYS = "weekdays"
    NTHS = "nths"
    MONTH_DAY = "month-day"
    START = "start"
    TWO_ENDS = "two-ends"
    TIMES = "times"
    UNTIL = "until"
    MANY_DATES = "many-dates"
    BOTH_WAYS = "both-ways"
    NOTHING_TO_SKIP = "nothing-to-skip"
    NO_DATES = "no-dates"
    TEXT = "text"


class BadRule(ValueError):
    """`day` is the date that is to blame, where there is one."""

    def __init__(self, fault: Fault, day: date | None = None) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.day = day
