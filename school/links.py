"""Links that are capabilities of the school: a family's own page, and answers by one button."""

from datetime import datetime, timedelta
from uuid import UUID

from letters import sending
from privacy import links
from privacy.links import Purpose
from school.models import Guardian

LIFE = timedelta(days=30)
CONFIRMED_WITHIN = timedelta(days=14)


def send_new_link(seal_id: UUID, at: datetime) -> None:
    """At most one an hour for each guardian, and only to who has confirmed once."""
    reached = Guardian.objects.filter(seal_id=seal_id, verified_at__isnull=False)
    for guardian in reached.filter(reached_by=Guardian.Reach.EMAIL):
        cause = f"school_link {guardian.pk} {at:%Y-%m-%d %H}"
        sending.enqueue("school_link", subject=guardian.pk, cause=cause, at=at)


SCHOOL = Purpose(name="school", to="school_family", lifetime=LIFE, renew=send_new_link)
"""Of one guardian: all children she cares for."""
STILL = Purpose(name="school_still", to="school_family", lifetime=LIFE, opens="school_still")
"""“We still wait”: of one child, by the care of one guardian."""
CONTACT = Purpose(
    name="school_contact", to="school_family", lifetime=CONFIRMED_WITHIN, opens="school_contact_confirm"
)
"""Goes to an address that somebody says is hers."""
JOIN = Purpose(name="school_join", to="school_family", lifetime=CONFIRMED_WITHIN, opens="school_join")
"""Goes to who another guardian says cares for the child too."""


def page_of(guardian: Guardian, *, at: datetime) -> str:
    """Where she has chosen four digits, the link asks for them."""
    return links.issue(SCHOOL, guardian.pk, language=guardian.language, at=at, guarded=guardian.guard)
