"""What services and guides ask of editors, for the dashboard: to find out what is true today, and say it."""

from datetime import date, datetime, time, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import page_permission_policy

from home import guides, services
from home.models import GuidePage, Service
from office.duties import A_KIND, Duty, Seen, look


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@look
def services_past_their_end(user: AbstractBaseUser, at: datetime) -> Seen:
    if not user.has_perm("home.change_service"):  # type: ignore[attr-defined]
        return Seen()
    overdue = services.past_until(today=timezone.localdate(at)).order_by("until", "pk")
    found = [_ask_about(service) for service in overdue[:A_KIND]]
    return Seen(duties=found, number=len(found) if len(found) < A_KIND else overdue.count())


def _ask_about(service: Service) -> Duty:
    return Duty(
        act=_("Say what is true of this help now"),
        subject=service.name,
        url=reverse(f"{Service.snippet_viewset.url_namespace}:status", args=[service.pk]),
        since=midnight((service.until or service.since) + timedelta(days=1)),
    )


@look
def guides_to_check(user: AbstractBaseUser, at: datetime) -> Seen:
    may = page_permission_policy.instances_user_has_any_permission_for(user, {"change", "publish"})
    stale: QuerySet[GuidePage] = guides.stale(today=timezone.localdate(at)).filter(pk__in=may.values("pk"))
    found = [_check(guide) for guide in stale[:A_KIND]]
    return Seen(duties=found, number=len(found) if len(found) < A_KIND else stale.count())


def _check(guide: GuidePage) -> Duty:
    return Duty(
        act=_("Compare this guide with today’s rules"),
        subject=guide.draft_title,
        url=reverse("wagtailadmin_pages:edit", args=[guide.pk]),
        since=midnight(guide.checked_on + guides.FRESH_FOR),
    )
