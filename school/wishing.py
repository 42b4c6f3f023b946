"""What a family may change of its wish for a place while it waits."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from school import ledger, moving, places
from school.models import Application
from school.refusals import SchoolRefused, Why
from school.states import State

CHANGEABLE = (State.RECEIVED, State.VERIFIED, State.WAITING, State.PAUSED, State.INELIGIBLE)
"""While no place is offered: an offer is for the days that were said before it."""


def change_days(*, application_id: UUID, days: Collection[int], at: datetime) -> Application:
    """Neither month nor ticket changes. More days may fit a place that is free this moment: then it is
    offered at once."""
    if not days:
        raise SchoolRefused(Why.WHICH_DAYS)
    with ledger.held() as head:
        application = moving.child(application_id)
        if application.state not in CHANGEABLE:
            raise SchoolRefused(Why.MOVE)
        application.days, application.answered_at = sorted(set(days)), at
        application.save(update_fields=["days", "answered_at"])
        places.settle(head, at=at)
        return application
