"""What a rule means, before anybody relies on it: the sentence, and the next dates."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from timetable import expansion, sentences
from timetable.expansion import WARSAW, Start
from timetable.pattern import LATEST
from timetable.rules import Rule

SHOWN = 10


@dataclass(frozen=True, kw_only=True)
class Preview:
    sentence: str
    dates: list[str]
    more: bool
    left_out: list[str]
    """Days between those shown that are holidays."""


def of(rule: Rule, *, language: str, at: datetime) -> Preview:
    today = at.astimezone(WARSAW).date()
    coming = list(islice(expansion.starts(rule, since=at), SHOWN + 1))
    shown, more = coming[:SHOWN], len(coming) > SHOWN
    last = shown[-1].local.date() if shown and (more or rule.count) else LATEST
    left_out = expansion.left_out(rule, since=today, until=last)
    said = sentences.sentence(rule, language=language, today=today)
    return Preview(
        sentence=said[0].upper() + said[1:],
        dates=[_said(start, language, at) for start in shown],
        more=more,
        left_out=[sentences.day(day, language=language, today=today) for day in left_out],
    )


def _said(start: Start, language: str, at: datetime) -> str:
    """With its time only where the clocks leave out the one that the rule says."""
    day = sentences.day(start.local.date(), language=language, today=at.astimezone(WARSAW).date())
    return day if start.at.time() == start.local.time() else f"{day}, {start.at:%H:%M}"
