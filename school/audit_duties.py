"""What an audit of the school has found, for the first page of the office of whoever looks after it."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.duties import Duty, Seen, look, oldest_few
from school.desk import rights
from school.models import Finding


@look(
    "school_audit",
    title=_("The school does not add up"),
    counts=_("Findings of the audit of the school: its list, its draws, its places, its letters."),
    may=rights.SEE_DRAWS,
)
def school_does_not_add_up(user: AbstractBaseUser, at: datetime) -> Seen:
    return oldest_few(Finding.objects.all(), lambda oldest: [_duty(finding) for finding in oldest])


def _duty(finding: Finding) -> Duty:
    return Duty(
        act=finding.get_wrong_display(),
        subject=finding.subject or _("the waiting list"),
        url=reverse("school_draws"),
        since=finding.found_at,
    )
