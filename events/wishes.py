"""“We want a second group”: counted, of nobody."""

from datetime import datetime
from uuid import UUID

from events.models import Activity, Wish


def wish(*, activity: Activity, form_key: UUID, at: datetime) -> None:
    """Sending the same form again counts once."""
    Wish.objects.get_or_create(form_key=form_key, defaults={"activity": activity, "made_at": at})
