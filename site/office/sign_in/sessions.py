"""When a session of staff is over, and when it is too old for what is sealed. Pure: time is an argument."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

LONGEST = timedelta(hours=12)
IDLE = timedelta(minutes=30)
FRESH = timedelta(minutes=15)
"""So long after a person has shown who she is, sealed data opens without asking again."""
NOTED_EVERY = timedelta(minutes=1)
"""Signs of life are written down so often, not at each click."""

BY_ITSELF = re.compile(r"^/admin/editing-sessions/|/preview/|^/[a-z]{2}/sign-in/still-here/|/results/$")
"""What an open page asks for while nobody looks at it."""


@dataclass(frozen=True, kw_only=True)
class Session:
    began: datetime
    active: datetime
    confirmed: datetime
    """When she last showed who she is."""
    with_factor: bool = False
    of_demo: bool = False

    @property
    def ends(self) -> datetime:
        return min(self.began + LONGEST, self.active + IDLE)

    def is_over(self, *, at: datetime, signed_out: datetime | None = None) -> bool:
        """`signed_out` is when every session of this person was ended, in all browsers."""
        return at >= self.ends or (signed_out is not None and self.began <= signed_out)

    def is_fresh(self, *, at: datetime) -> bool:
        return at - self.confirmed < FRESH

    def is_due(self, *, at: datetime) -> bool:
        """A sign of life at that moment is worth writing down."""
        return at - self.active >= NOTED_EVERY

    def seen(self, *, at: datetime) -> "Session":
        return replace(self, active=at)

    def confirm(self, *, at: datetime) -> "Session":
        return replace(self, active=at, confirmed=at)


def is_activity(path: str, *, method: str, destination: str) -> bool:
    """Whether a person has asked for it. `destination` is what the browser says the answer is for: a page
    that somebody opens is a document; what a page asks for by itself (a draft being saved, a preview, a
    sign of life for colleagues) is not. Browsers that say nothing are believed but for known addresses.
    """
    if destination:
        return destination == "document"
    return not BY_ITSELF.search(path) and method in ("GET", "HEAD", "POST")
