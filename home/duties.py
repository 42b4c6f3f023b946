"""What services ask of staff, for the dashboard."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from home import services
from home.models import Service
from office.duties import Duty, Seen, look, oldest_few
from pages.duties import begins


@look(
    "services",
    title=_("Services past their date"),
    counts=_("Services whose status was said to hold until a day that is over."),
    page="wagtailsnippets_home_service:list",
    may="home.change_service",
)
def services_past_until(user: AbstractBaseUser, at: datetime) -> Seen:
    """Readers are told to ask: somebody has to find out what is true now."""
    past = services.past_until(today=localdate(at)).order_by("until", "pk")
    return oldest_few(past, lambda oldest: [_duty(service) for service in oldest])


def _duty(service: Service) -> Duty:
    return Duty(
        act=_("Say what is true of this service now"),
        subject=str(service),
        url=reverse(f"{Service.snippet_viewset.url_namespace}:status", args=[service.pk]),
        since=begins(service.until + timedelta(days=1)) if service.until else service.changed_at,
    )
