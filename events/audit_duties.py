"""What an audit of the seats has found, for the dashboard of whoever looks after dates."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from events.models import Finding
from office.duties import Duty, Seen, look, oldest_few

MAY = "events.view_booking"


@look(
    "seats",
    title=_("Seats that do not add up"),
    counts=_(
        "Findings of the audit of seats, for dates whose counters, waiting list or letters can not be right."
    ),
    may=MAY,
)
def seats_that_do_not_add_up(user: AbstractBaseUser, at: datetime) -> Seen:
    found = Finding.objects.select_related("occurrence__activity")
    return oldest_few(found, lambda oldest: [_duty(finding) for finding in oldest])


def _duty(finding: Finding) -> Duty:
    row = finding.occurrence
    day = date_format(timezone.localtime(row.start), "SHORT_DATETIME_FORMAT")
    return Duty(
        act=finding.get_wrong_display(),
        subject=f"{row.activity.name}, {day}",
        url=reverse("event_date", args=[row.pk]),
        since=finding.found_at,
    )
