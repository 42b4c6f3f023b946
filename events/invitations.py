"""Links that invite: to an activity that readers do not find. Whoever has one may sign up, and pass it on."""

from datetime import datetime

from events.links import INVITATION
from events.models import Activity
from privacy import links


def issue(activity: Activity, *, language: str, at: datetime) -> str:
    """The address, which is shown this once: of a link we keep only the hash."""
    return links.issue(INVITATION, activity.key, language=language, at=at)


def revoke(activity: Activity) -> None:
    """None of its links opens any more; who has signed up stays."""
    links.revoke(activity.key)
