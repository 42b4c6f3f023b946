"""The doorways of a ticket of two words: what they let in to is to be looked at and cancelled, no more."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from config.languages import DEFAULT_LANGUAGE
from events import booking, party_page, tried_words, wording
from events.links import WORDS
from events.models import Booking
from events.refusals import BookingRefused
from events.sign_up_forms import WordsForm
from privacy import links
from privacy.private_pages import emptied_on_leaving, page, private

PAGES = require_http_methods(["GET", "HEAD", "POST"])
WRONG = _("There is no such ticket on that day, or it was tried too often. Try in an hour, or call us")


@PAGES
@emptied_on_leaving
def ticket(request: HttpRequest) -> HttpResponseBase:
    at = timezone.now()
    form = WordsForm(request.POST if request.method == "POST" else None, days=_days(at=at))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        day = date.fromisoformat(given["day"])
        if found := tried_words.find(given["words"], day, request=request, at=at):
            return _let_in(found, at=at)
        form.add_error("words", WRONG)
    return page(request, "events/ticket/ask.html", {"form": form})


def _days(*, at: datetime) -> list[tuple[str, str]]:
    return [(day.isoformat(), wording.of_day(day)) for day in tried_words.days(at=at)]


def _let_in(found: Booking, *, at: datetime) -> HttpResponseBase:
    links.issue(WORDS, found.pk, language=get_language() or DEFAULT_LANGUAGE, at=at)
    answer = redirect("ticket_found")
    links.let_in(answer, WORDS, found.pk)
    return private(answer)


@PAGES
@links.behind(WORDS)
def ticket_found(request: HttpRequest, subject: UUID) -> HttpResponseBase:
    at = timezone.now()
    rows = Booking.objects.select_related("party", "occurrence__activity", "occurrence__room")
    mine = rows.filter(pk=subject).first()
    if mine is None or mine.party is None:
        return links.closed(request)
    trouble = ""
    if request.method == "POST" and request.POST.get("do") == "cancel":
        try:
            booking.cancel(booking_id=mine.pk, at=at)
            return redirect("ticket_found")
        except BookingRefused as refused:
            trouble = str(refused)
    told = {"line": party_page.line(mine, mine.party, at=at), "party": mine.party, "trouble": trouble}
    return page(request, "events/ticket/found.html", told)
