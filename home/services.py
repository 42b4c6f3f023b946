"""What is true of a service today, who must look at it again, and the one way to change it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from config.languages import DEFAULT_LANGUAGE
from home.models import GuideIndexPage, PlainPage, Service, ServiceIndexPage, ServicePage, Status
from pages import locales, visibility
from pages.menus import Link, home_crumb

ASK = "ask"
"""What readers see in place of a status that nobody can vouch for."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    kind: str
    since: date
    until: date | None


@dataclass(frozen=True, kw_only=True)
class Glance:
    """A service in a list: one line, one status, one way to more of it."""

    name: str
    summary: str
    url: str
    language: str
    status: str
    words: str


def shown(status: str, since: date, until: date | None, *, today: date) -> Shown:
    """Never as fact what is over, or has not begun."""
    vouched = since <= today and (until is None or today <= until)
    return Shown(kind=str(status) if vouched else ASK, since=since, until=until)


def status_of(service: Service, *, today: date) -> Shown:
    return shown(service.status, service.since, service.until, today=today)


def day(value: date, *, today: date) -> str:
    """With its year only where it is not this one."""
    return date_format(value, "MONTH_DAY_FORMAT" if value.year == today.year else "DATE_FORMAT")


def words(status: Shown, *, today: date) -> str:
    """A status and its date, short enough for a list."""
    if status.kind == ASK:
        over = status.until is not None and status.until < today
        return _("Ask us: known only until %(until)s") % _days(status, today) if over else _("Ask us")
    if status.until:
        sentences = {
            Status.OPEN: _("Open until %(until)s"),
            Status.LIMITED: _("Limited until %(until)s"),
            Status.SUSPENDED: _("Suspended until %(until)s"),
        }
    else:
        sentences = {
            Status.OPEN: _("Open since %(since)s"),
            Status.LIMITED: _("Limited since %(since)s"),
            Status.SUSPENDED: _("Suspended since %(since)s"),
        }
    return sentences[Status(status.kind)] % _days(status, today)


def full_words(status: Shown, *, today: date) -> str:
    """The same with both ends, where there is room for them."""
    if status.kind == ASK or status.until is None:
        return words(status, today=today)
    sentences = {
        Status.OPEN: _("Open from %(since)s until %(until)s"),
        Status.LIMITED: _("Limited from %(since)s until %(until)s"),
        Status.SUSPENDED: _("Suspended from %(since)s until %(until)s"),
    }
    return sentences[Status(status.kind)] % _days(status, today)


def _days(status: Shown, today: date) -> dict[str, str]:
    until = day(status.until, today=today) if status.until else ""
    return {"since": day(status.since, today=today), "until": until}


def past_until(*, today: date) -> "QuerySet[Service]":
    """Those whose status readers see as “ask us”: somebody has to find out and say what is true now."""
    return Service.objects.filter(until__lt=today)


@transaction.atomic
def change(
    service: Service,
    *,
    status: str,
    until: date | None,
    today: date,
    by: AbstractBaseUser | AnonymousUser | None = None,
) -> Service:
    """Say what is true from today on, in all languages at once. Raises ValidationError with a sentence.

    The reasons stay written, so that the next pause for the same reason needs no words.
    """
    service = Service.objects.select_for_update().get(pk=service.pk)
    service.since = service.since if service.status == status else today
    service.status, service.until = status, until
    service.full_clean()
    service.save()
    log(instance=service, action="wagtail.edit", user=by)
    return service


def at_a_glance(request: HttpRequest | None, *, at: datetime) -> list[Glance]:
    """All services in their order, in the reader's language; a missing page is lent by the original."""
    pages = _pages(request, at=at)
    today = timezone.localdate(at)
    return [_glance(service, pages.get(service.pk), request, today) for service in Service.objects.all()]


def _pages(request: HttpRequest | None, *, at: datetime) -> dict[int, ServicePage]:
    language = get_language() or DEFAULT_LANGUAGE
    both = ServicePage.objects.filter(locale__language_code__in={language, DEFAULT_LANGUAGE})
    pages = visibility.listed(both, at=at).select_related("locale")
    return {
        page.service_id: page
        for page in sorted(pages, key=lambda each: each.locale.language_code == language)
    }


def _glance(service: Service, page: ServicePage | None, request: HttpRequest | None, today: date) -> Glance:
    status = status_of(service, today=today)
    return Glance(
        name=service.name,
        summary=page.summary if page else "",
        url=(page.get_url(request) or "") if page else "",
        language=page.locale.language_code if page else "",
        status=status.kind,
        words=words(status, today=today),
    )


def index_url(request: HttpRequest, *, at: datetime) -> str:
    pages = ServiceIndexPage.objects.filter(locale=locales.active())
    index = visibility.readable(pages, at=at).first()
    return (index.get_url(request) or "") if index else ""


def for_home(request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    volunteer = plain_url(PlainPage.Kind.VOLUNTEER, request, at=at)
    return {
        "services": at_a_glance(request, at=at),
        "services_url": index_url(request, at=at),
        "volunteer_url": volunteer,
        "today": timezone.localdate(at),
    }


def plain_url(kind: str, request: HttpRequest, *, at: datetime) -> str:
    """Where the page of this kind is in the reader's language; empty while it is a draft."""
    pages = PlainPage.objects.filter(kind=kind, locale=locales.active())
    page = visibility.readable(pages, at=at).first()
    return (page.get_url(request) or "") if page else ""


def listing(request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    guides = visibility.readable(GuideIndexPage.objects.filter(locale=locales.active()), at=at).first()
    return {
        "crumbs": [home_crumb()],
        "services": at_a_glance(request, at=at),
        "guides_url": (guides.get_url(request) or "") if guides else "",
        "safety_url": plain_url(PlainPage.Kind.SAFETY, request, at=at),
        "today": timezone.localdate(at),
    }


def surroundings(page: ServicePage, request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    today, service = timezone.localdate(at), page.service
    status, url = status_of(service, today=today), index_url(request, at=at)
    return {
        "crumbs": [home_crumb(), Link(title=_("Help"), url=url)],
        "service": service,
        "status": status,
        "status_words": full_words(status, today=today),
        "others": [each for each in at_a_glance(request, at=at) if each.name != service.name],
        "services_url": url,
    }
