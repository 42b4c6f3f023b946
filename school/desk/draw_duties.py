"""Draws that wait for somebody's hand. Who has typed a value first is not asked to be the second person."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from office.duties import A_KIND, Duty, Seen, look
from school import draws_due
from school.desk import rights
from school.draws_due import Month, Step

ACTS: dict[Step, Any] = {
    Step.NAME_AGAIN: _("Name a value for a draw"),
    Step.TYPE: _("Type the value of a draw"),
    Step.TYPE_TWICE: _("Type the value of a draw, as the second person"),
    Step.SIGN: _("Look at a draw and sign it"),
}


@look(
    "school_draws",
    title=_("Draws"),
    counts=_("Months whose draw waits for a value to be named or typed, or for a second person to sign."),
    page="school_draws",
    may=rights.DRAW,
)
def draws(user: AbstractBaseUser, at: datetime) -> Seen:
    found = draws_due.due(at=at, but=user.pk)
    return Seen(duties=[_duty(each) for each in found[:A_KIND]], number=len(found))


def _duty(due: Month) -> Duty:
    if due.draw is None or due.step == Step.NAME_AGAIN:
        url = reverse("school_draw_name") + f"?month={due.month:%Y-%m}"
    else:
        url = reverse("school_draw", args=[due.draw.pk])
    return Duty(
        act=ACTS[due.step],
        subject=date_format(due.month, "YEAR_MONTH_FORMAT"),
        url=url,
        since=due.since,
    )
