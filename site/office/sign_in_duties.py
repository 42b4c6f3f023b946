"""What accounts ask of managers, for the dashboard."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.duties import Duty, Seen, look, oldest_few
from office.models import LostKey
from office.people import MAY_HELP, name_of


@look(
    "lost_keys",
    title=_("Lost keys"),
    counts=_("Colleagues for whom somebody has asked to begin anew, until it is done or stopped."),
    page="wagtailusers_users:index",
    may=MAY_HELP,
)
def lost_keys(user: AbstractBaseUser, at: datetime) -> Seen:
    return oldest_few(LostKey.objects.select_related("person"), _duties)


def _duties(waiting: list[LostKey]) -> list[Duty]:
    return [
        Duty(
            act=_("Agree or say no: a colleague is to begin anew without keys"),
            subject=name_of(lost.person),
            url=reverse("staff_sign_in", args=[lost.person.pk]),
            since=lost.asked_at,
        )
        for lost in waiting
    ]
