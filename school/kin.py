"""Brothers and sisters who were registered together: those of a pupil come before everyone, as long as one of
them is a pupil."""

from datetime import datetime
from uuid import UUID

from school import moving
from school.ledger import By
from school.models import Application, Head
from school.order import Tier
from school.states import State

ON_THE_WAY = (State.VERIFIED, State.WAITING, State.OFFERED, State.PAUSED, State.INELIGIBLE)
"""To a place: neither had nor given up."""


def follow(head: Head, family: UUID, *, at: datetime) -> None:
    """One of them has become a pupil."""
    others = Application.objects.filter(family=family, tier=Tier.EVERYONE, state__in=ON_THE_WAY)
    for other in others.order_by("code"):
        moving.set_tier(head, other, Tier.SIBLING, by=By.CLOCK, at=at)


def stay_behind(head: Head, family: UUID, *, at: datetime) -> None:
    """A pupil has left the school. Without another one they are brothers and sisters of nobody there: they
    stand among everyone, with month and ticket, as does who comes back to the list later."""
    if Application.objects.filter(family=family, state=State.PLACED).exists():
        return
    others = Application.objects.filter(family=family, tier=Tier.SIBLING, round__isnull=False)
    for other in others.order_by("code"):
        moving.set_tier(head, other, Tier.EVERYONE, by=By.CLOCK, at=at)
