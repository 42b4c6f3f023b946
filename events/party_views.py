"""The doorways of a party: its own page behind its link, and what can be taken along from it."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from events import booking, calendar_files, party_page
from events.links import CALENDAR, PAGE
from events.models import Booking, Party
from events.refusals import BookingRefused, Why
from events.sign_up_forms import number
from office import journal
from privacy import forgetting, links
from privacy.private_pages import page, private
from timetable import ical

PAGES = require_http_methods(["GET", "HEAD", "POST"])
ERASED = journal.deed("sign_up_erased", _("had a sign-up erased"))
Act = Callable[[HttpRequest, Booking, datetime], object]


@PAGES
@links.behind(PAGE)
def my_booking(request: HttpRequest, subject: UUID) -> HttpResponseBase:
    at = timezone.now()
    party = Party.objects.get(pk=subject)
    trouble = ""
    if request.method == "POST":
        try:
            if done := act(request, party, at=at):
                return done
        except BookingRefused as refused:
            trouble = str(refused)
    told = {"shown": party_page.shown(party, at=at), "signed": party.signed.open(), "trouble": trouble}
    return page(request, "events/mine/page.html", told)


def act(request: HttpRequest, party: Party, *, at: datetime) -> HttpResponseBase | None:
    """Do what a button says, which may name one date of this party; nothing for what no button says."""
    verb, _space, which = request.POST.get("do", "").partition(" ")
    if verb in OF_ONE_DATE and (mine := _own(party, which)):
        OF_ONE_DATE[verb](request, mine, at)
        return redirect("my_booking")
    if verb == "reminders":
        party.wants_reminder = not party.wants_reminder
        party.save(update_fields=["wants_reminder"])
        return redirect("my_booking")
    if verb == "erase":
        erase(party, at=at)
        return redirect("my_booking_erased")
    if verb in GIVEN:
        url = links.issue(GIVEN[verb], party.pk, language=party.language, at=at)
        return page(request, "events/mine/link.html", {"link": url, "kind": verb})
    return None


GIVEN = {"link": PAGE, "calendar": CALENDAR}
"""Links a party may ask for: each is shown once."""


def _own(party: Party, which: str) -> Booking | None:
    try:
        return Booking.objects.filter(party=party, pk=UUID(which)).first()
    except ValueError:
        return None


def _cancel(request: HttpRequest, mine: Booking, at: datetime) -> None:
    booking.cancel(booking_id=mine.pk, at=at)


def _accept(request: HttpRequest, mine: Booking, at: datetime) -> None:
    booking.accept(booking_id=mine.pk, at=at)


def _shrink(request: HttpRequest, mine: Booking, at: datetime) -> None:
    booking.shrink(booking_id=mine.pk, to=number(request.POST.get("to", "")) or 0, at=at)


def _move(request: HttpRequest, mine: Booking, at: datetime) -> None:
    to = number(request.POST.get("to", ""))
    if to is None:
        raise BookingRefused(Why.NO_DATES)
    booking.move(booking_id=mine.pk, to=to, at=at)


OF_ONE_DATE: dict[str, Act] = {"cancel": _cancel, "accept": _accept, "shrink": _shrink, "move": _move}


def erase(party: Party, *, at: datetime) -> None:
    """At once; the seats go to others."""
    if party.seal_id:
        journal.note(ERASED, who=None, record=party, why=journal.ASKED_FOR, at=at)
        forgetting.erase([party.seal_id], at=at)


@require_safe
def erased(request: HttpRequest) -> HttpResponseBase:
    return page(request, "events/mine/erased.html")


@require_safe
@links.behind(PAGE)
def copy(request: HttpRequest, subject: UUID) -> HttpResponseBase:
    """All we have of the party, as plain text to take along."""
    party = Party.objects.get(pk=subject)
    told = {"shown": party_page.shown(party, at=timezone.now()), "signed": party.signed.open()}
    answer = render(request, "events/mine/copy.txt", told, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="copy.txt"'
    return answer


@require_safe
@links.behind(PAGE)
def dates(request: HttpRequest, subject: UUID) -> HttpResponseBase:
    return _calendar(Party.objects.get(pk=subject))


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """For calendar programs, which come back by themselves and press no button: reading changes nothing."""
    link = links.find(token, at=timezone.now(), opens=CALENDAR.opens)
    party = Party.objects.filter(pk=link.subject).first() if link else None
    return private(_calendar(party)) if party else links.closed(request)


def _calendar(party: Party) -> HttpResponse:
    made = calendar_files.of_party(party, at=timezone.now())
    answer = HttpResponse(made, content_type=ical.CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{calendar_files.NAME}"'
    return answer
