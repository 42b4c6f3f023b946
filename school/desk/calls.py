"""Families to be called: who has left a telephone alone, and who has not answered an offer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import permission_required

from office import journal
from office.fresh import needs_fresh_sign_in
from office.people import signed_in
from school import by_hand, hosting, still
from school.desk import rights, words
from school.desk.doors import FORMS, now, obeyed
from school.models import Call, Copy, Guardian, Offer, Reached
from school.states import OfferState, State

SHOWN = 50
OF_AN_OFFER = ("school_offered", "school_reminder")


@dataclass(frozen=True, kw_only=True)
class Card:
    """Of the board: a code, and what about."""

    code: str
    about: Any
    since: datetime
    until: datetime | None
    """While an offer waits for the answer."""


@dataclass(frozen=True, kw_only=True, repr=False)
class ToCall:
    guardian: Guardian
    person: Reached
    sentences: list[Any]
    texts: list[str]
    codes: list[tuple[UUID, str]]
    offers: list[Offer]
    """That they can answer now."""
    is_asked: bool
    """Whether they still wait."""


def open_calls(*, at: datetime) -> "QuerySet[Call]":
    """What is true still: of an offer that is answered nobody has to be called, nor of the place in the list
    of who has left it."""
    rows = Call.objects.filter(done_at__isnull=True, made_at__lte=at)
    answered = Q(about__in=OF_AN_OFFER) & ~Q(application__state=State.OFFERED)
    return rows.exclude(answered).exclude(Q(about="school_drawn") & ~Q(application__state=State.WAITING))


def open_guardians(*, at: datetime) -> "QuerySet[Guardian]":
    """Who must be called: those whose offer ends soonest first, whatever else is typed into forms; then those
    who wait longest."""
    offers = Offer.objects.filter(
        state=OfferState.PENDING,
        application__cares__guardian=OuterRef("pk"),
        application__cares__may_decide=True,
    )
    rows = Guardian.objects.filter(calls__in=open_calls(at=at)).annotate(since=Min("calls__made_at"))
    until = Subquery(offers.order_by("until").values("until")[:1])
    return rows.annotate(until=until).order_by(F("until").asc(nulls_last=True), "since", "pk")


def cards(*, at: datetime) -> list[Card]:
    """Those whose offer ends soonest first: that is what “call now” means."""
    rows = open_calls(at=at).filter(application__isnull=False)
    found = list(rows.select_related("application").order_by("made_at"))
    offers = Offer.objects.filter(
        state=OfferState.PENDING, application__in=[row.application_id for row in found]
    )
    until = dict(offers.values_list("application_id", "until"))
    told = [
        Card(
            code=row.application.code if row.application else "",
            about=words.SAY.get(row.about, ""),
            since=row.made_at,
            until=until.get(row.application_id) if row.application_id else None,
        )
        for row in found
    ]
    return sorted(told, key=lambda card: (card.until is None, card.until or card.since))


@FORMS
@never_cache
@permission_required(rights.SEE_CALLS)
@needs_fresh_sign_in
def calls(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    found = open_guardians(at=at)
    if request.method == "POST" and request.user.has_perm(rights.CALL):
        _wrote_down(request, found)
        return redirect("school_calls")
    shown = list(found[:SHOWN])
    told = {
        "calls": _told(shown, request, at=at),
        "number": found.count(),
        "may_act": request.user.has_perm(rights.CALL),
    }
    return render(request, "school/desk/calls.html", told)


def _wrote_down(request: HttpRequest, found: "QuerySet[Guardian]") -> None:
    who = now(request)
    row = get_object_or_404(found, pk=_uuid(request.POST.get("guardian", "")))
    do, offer = request.POST.get("do", ""), request.POST.get("offer", "")
    if do in ("yes", "keep", "no") and offer.isdecimal():
        live = get_object_or_404(_offers(row), pk=int(offer))
        if not obeyed(request, lambda: _answered(live, do, **who)):
            return
        if _offers(row).exists():
            return
    act = {"confirm": hosting.confirm, "still": hosting.still_waits}.get(do)
    if act is None or obeyed(request, lambda: act(guardian_id=row.pk, **who)):
        hosting.called(guardian_id=row.pk, **who)


def _answered(offer: Offer, do: str, **who: Any) -> None:
    if do == "yes":
        hosting.accept(offer_id=offer.pk, **who)
    else:
        hosting.decline(offer_id=offer.pk, keep=do == "keep", **who)


def _offers(guardian: Guardian) -> "QuerySet[Offer]":
    """Of children about whom she may decide."""
    rows = Offer.objects.filter(
        state=OfferState.PENDING,
        application__cares__guardian=guardian,
        application__cares__may_decide=True,
    )
    return rows.select_related("group__term", "application").order_by("until")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _told(rows: list[Guardian], request: HttpRequest, *, at: datetime) -> list[ToCall]:
    opened = journal.opened(Guardian.person, rows, by=signed_in(request), at=at)
    calls_of: dict[UUID, list[Call]] = {row.pk: [] for row in rows}
    for call in open_calls(at=at).filter(guardian__in=rows).select_related("application"):
        calls_of[call.guardian_id].append(call)
    texts = _texts(call for some in calls_of.values() for call in some)
    offers: dict[UUID, list[Offer]] = {row.pk: list(_offers(row)) for row in rows}
    return [
        ToCall(
            guardian=row,
            person=opened[row.pk],
            sentences=list(dict.fromkeys(words.SAY.get(call.about, call.about) for call in calls_of[row.pk])),
            texts=[texts[call.cause] for call in calls_of[row.pk] if call.cause in texts],
            codes=sorted(
                {
                    (call.application.pk, call.application.code)
                    for call in calls_of[row.pk]
                    if call.application
                }
            ),
            offers=offers[row.pk],
            is_asked=any(call.about == still.LETTER for call in calls_of[row.pk]),
        )
        for row in rows
        if row.pk in opened
    ]


def _texts(found: Any) -> dict[str, str]:
    """What is read out, by the cause of the call."""
    causes = {call.cause for call in found if call.about == "school_message"}
    ids = [cause.removeprefix("school_message ") for cause in causes]
    copies = Copy.objects.select_related("message", "guardian").filter(pk__in=ids)
    return {by_hand.cause_of(copy): copy.words for copy in copies}
