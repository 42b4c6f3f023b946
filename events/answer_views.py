"""Pages behind a letter's own links, with one button that does what the letter is about. Opening one changes
nothing: scanners of mail open links too."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from events import booking, party_page
from events.links import ANSWER, NO_REMINDERS
from events.models import Booking, Party
from events.refusals import BookingRefused
from privacy import links
from privacy.links import Purpose
from privacy.private_pages import page, private

PAGES = require_http_methods(["GET", "HEAD", "POST"])


@PAGES
def seat_answer(request: HttpRequest, token: str) -> HttpResponseBase:
    at = timezone.now()
    mine = Booking.objects.select_related("party", "occurrence__activity", "occurrence__room")
    subject = _subject(token, ANSWER, at=at)
    found = mine.filter(pk=subject).first() if subject else None
    if found is None or found.party is None:
        return links.closed(request)
    trouble = ""
    if request.method == "POST":
        try:
            _answer(request.POST.get("do", ""), found, at=at)
            return private(redirect(request.path))
        except BookingRefused as refused:
            trouble = str(refused)
    told = {"line": party_page.line(found, found.party, at=at), "trouble": trouble}
    return page(request, "events/answer/seat.html", told)


def _answer(do: str, mine: Booking, *, at: datetime) -> None:
    if do == "accept":
        booking.accept(booking_id=mine.pk, at=at)
    if do == "cancel":
        booking.cancel(booking_id=mine.pk, at=at)


@PAGES
def no_reminders(request: HttpRequest, token: str) -> HttpResponseBase:
    subject = _subject(token, NO_REMINDERS, at=timezone.now())
    party = Party.objects.filter(pk=subject).first() if subject else None
    if party is None:
        return links.closed(request)
    if request.method == "POST":
        party.wants_reminder = False
        party.save(update_fields=["wants_reminder"])
        return private(redirect(request.path))
    return page(request, "events/answer/reminders.html", {"party": party})


def _subject(token: str, purpose: Purpose, *, at: datetime) -> UUID | None:
    link = links.find(token, at=at, opens=purpose.opens)
    return link.subject if link else None
