"""The one place where a gift's state changes: checked against the table of moves, and written down."""

from datetime import datetime

from donations import standing
from donations.models import Gift, Transition

Cause = Transition.Cause


def become(gift: Gift, after: str, *, cause: Transition.Cause, at: datetime) -> bool:
    """Of a row that is locked. False when it is so already, or the table knows no such way."""
    before = gift.state
    if before == after or not standing.may_become(before, after):
        return False
    gift.state = Gift.State(after)
    if after in standing.MONEY_CAME and gift.received_at is None:
        gift.received_at = at
    gift.save(update_fields=["state", "received_at"])
    Transition.objects.create(gift=gift, before=before, after=after, cause=cause, at=at)
    return True
