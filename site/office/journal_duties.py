"""What the journal asks of managers, for the dashboard."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office import journal, openings
from office.duties import Duty, Seen, look, oldest_few
from office.models import JournalEntry, User


@look(
    "openings",
    title=_("Unusual openings"),
    counts=_("Members of staff who have opened unusually many records, and nobody has asked why."),
    page="journal",
    may=openings.MAY_SEE,
)
def unusual_openings(user: AbstractBaseUser, at: datetime) -> Seen:
    return oldest_few(openings.not_looked_at(), _duties)


def _duties(alerts: list[JournalEntry]) -> list[Duty]:
    names = User.objects.in_bulk([int(alert.record) for alert in alerts])
    return [_duty(alert, names.get(int(alert.record))) for alert in alerts]


def _duty(alert: JournalEntry, person: User | None) -> Duty:
    return Duty(
        act=_("See who has opened unusually many records"),
        subject=str(person or alert.record),
        url=f"{reverse('journal')}?deed={journal.OPENED.name}&who={alert.record}",
        since=alert.at,
    )
