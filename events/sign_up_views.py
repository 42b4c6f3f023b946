"""The doorways of signing up: the form, by an invitation too, what comes after it, and the wish for a second
group."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from config.languages import DEFAULT_LANGUAGE
from events import faces, offered_dates, opening, party_page, signing_up, wishes, wording
from events.links import INVITATION, PAGE
from events.models import Activity, Occurrence, Party
from events.refusals import SENTENCES, BookingRefused
from events.sign_up_forms import ALL, SignUpForm, WishForm, number
from privacy import draft_views, drafts, forms, limits, links
from privacy.models import Draft
from privacy.private_pages import emptied_on_leaving, page, private

PAGES = require_http_methods(["GET", "HEAD", "POST"])
DRAFT = drafts.Kind(name="sign_up", to="sign_up_kept")
FRESH, FRESH_FOR = "fresh", 600
"""A cookie for the one look at a ticket of two words."""


def language() -> str:
    return get_language() or DEFAULT_LANGUAGE


@PAGES
@emptied_on_leaving
def sign_up(request: HttpRequest, activity: int) -> HttpResponseBase:
    found = _found(activity, at=timezone.now())
    return _form(request, found, invited=False)


@PAGES
@links.behind(INVITATION)
@emptied_on_leaving
def invited(request: HttpRequest, subject: UUID) -> HttpResponseBase:
    activity = Activity.objects.filter(key=subject, policy=Activity.Policy.INVITATION).first()
    return _form(request, activity, invited=True) if activity else links.closed(request)


def _found(number: int, *, at: datetime) -> Activity:
    activity = Activity.objects.filter(pk=number, policy=Activity.Policy.SIGN_UP).first()
    if activity is None or not faces.is_on_the_site(activity, language=language(), at=at):
        raise Http404
    return activity


def _form(request: HttpRequest, activity: Activity, *, invited: bool) -> HttpResponseBase:
    at = timezone.now()
    draft = _draft(request, activity, at=at)
    rows = offered_dates.bookable(offered_dates.coming(activity, at=at), at=at)
    asked_for = _asked_for(request, activity)
    chosen = str(asked_for.pk) if asked_for and asked_for.pk in {row.pk for row in rows} else ""
    posted = request.POST if request.method == "POST" else None
    form = SignUpForm(posted, activity=activity, rows=rows, chosen=chosen, draft=draft)
    if request.method == "POST":
        done = draft_views.pressed(request, DRAFT, form, at=at)
        done = done or _signed_up(request, form, activity, rows, invited=invited, at=at)
        if done:
            return private(done)
    told = {"form": form, "draft": draft, "activity": activity, "largest": activity.largest_party}
    told |= _around(activity, rows, form, asked_for, at=at)
    told["wish"] = not invited and (not rows or offered_dates.waits(rows))
    return page(request, "events/sign_up/form.html", told)


def _draft(request: HttpRequest, activity: Activity, *, at: datetime) -> Draft | None:
    """What was kept of this activity's form, not of another's."""
    draft = draft_views.kept(request, DRAFT, at=at)
    return draft if draft and drafts.typed(draft).get("activity") == [str(activity.pk)] else None


def _asked_for(request: HttpRequest, activity: Activity) -> Occurrence | None:
    """The date whose button a reader has pressed."""
    pk = number(request.GET.get("date", ""))
    return activity.occurrences.select_related("activity").filter(pk=pk).first() if pk else None


def _around(
    activity: Activity,
    rows: list[Occurrence],
    form: SignUpForm,
    asked_for: Occurrence | None,
    *,
    at: datetime,
) -> dict[str, Any]:
    offered = offered_dates.choices(rows, chosen=form["dates"].value() or [])
    why = opening.refusal(asked_for, at=at) if asked_for else None
    return {
        "face": faces.face(activity, language=language(), at=at),
        "first": offered[: offered_dates.FIRST_SHOWN],
        "more": offered[offered_dates.FIRST_SHOWN :],
        "more_open": any(each.checked for each in offered[offered_dates.FIRST_SHOWN :]),
        "course": len(rows) if offered_dates.is_course(activity, rows) else 0,
        "course_checked": ALL in (form["dates"].value() or []),
        "refused": f"{wording.day(asked_for)}: {SENTENCES[why]}" if asked_for and why else "",
        "has_queue": offered_dates.waits(rows),
    }


def _signed_up(
    request: HttpRequest,
    form: SignUpForm,
    activity: Activity,
    rows: list[Occurrence],
    *,
    invited: bool,
    at: datetime,
) -> HttpResponseBase | None:
    """Nothing when there is something to correct."""
    if request.POST.get("do") or not form.is_valid():
        return None
    stamp = form.cleaned_data["stamp"]
    key = forms.key_of_record(stamp, form.known)
    if not signing_up.is_made(key) and not _allowed(request, form, at=at):
        form.refuse_flood()
        return None
    wanted = _wanted(form.cleaned_data["dates"], activity, rows)
    try:
        party = signing_up.sign_up(
            dates=[row.pk for row in wanted],
            party_of=form.cleaned_data["party_of"],
            signed=form.signed,
            language=language(),
            form_key=key,
            at=at,
            invited=invited,
        )
    except BookingRefused as refused:
        form.refuse(refused, wanted, at=at)
        return None
    drafts.discard(stamp, at=at)
    return _answer(party, at=at)


def _wanted(values: list[str], activity: Activity, rows: list[Occurrence]) -> list[Occurrence]:
    if ALL in values:
        return rows
    pks = [pk for pk in map(number, values) if pk is not None]
    return list(activity.occurrences.select_related("activity").filter(pk__in=pks).order_by("start"))


def _allowed(request: HttpRequest, form: SignUpForm, *, at: datetime) -> bool:
    known = [form.known] if form.known else []
    return limits.allows("sign-up", request=request, known_by=known, at=at, work=form.cleaned_data["proof"])


def _answer(party: Party | None, *, at: datetime) -> HttpResponseBase:
    """Without an e-mail there is no letter: this browser is let in at once."""
    answer = redirect("signed_up")
    if party:
        links.issue(PAGE, party.pk, language=language(), at=at)
        links.let_in(answer, PAGE, party.pk)
        answer.set_signed_cookie(
            FRESH,
            str(party.pk),
            max_age=FRESH_FOR,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
    return answer


@require_safe
def signed_up(request: HttpRequest) -> HttpResponseBase:
    """After the form: of somebody with an e-mail nothing, of others the ticket, whose words are shown this
    once."""
    at = timezone.now()
    mine = links.subject_of(request, PAGE, at=at)
    party = Party.objects.filter(pk=mine).first() if mine and _fresh(request) == str(mine) else None
    if party is None:
        return page(request, "events/sign_up/written.html")
    told = {"shown": party_page.shown(party, at=at), "words": party.signed.open().words}
    answer = page(request, "events/sign_up/ticket.html", told)
    answer.delete_cookie(FRESH, samesite="Lax")
    return answer


def _fresh(request: HttpRequest) -> str:
    try:
        return str(request.get_signed_cookie(FRESH, default="", max_age=FRESH_FOR))
    except signing.BadSignature:
        return ""


@require_safe
def kept(request: HttpRequest) -> HttpResponseBase:
    """Where the link to a draft leads: to the form it was typed into."""
    draft = draft_views.kept(request, DRAFT, at=timezone.now())
    typed = drafts.typed(draft).get("activity", []) if draft else []
    activity = Activity.objects.filter(pk=number("".join(typed)) or 0).first()
    if activity is None:
        return links.closed(request)
    if activity.policy == Activity.Policy.INVITATION:
        return private(redirect("invited"))
    return private(redirect("sign_up", activity.pk))


@PAGES
def wish(request: HttpRequest, activity: int) -> HttpResponseBase:
    at = timezone.now()
    found = _found(activity, at=at)
    form = WishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if limits.allows("wish", request=request, known_by=[], at=at, work=given["proof"]):
            wishes.wish(activity=found, form_key=given["stamp"], at=at)
            return private(redirect("wish_heard"))
        form.refuse_flood()
    told = {"form": form, "face": faces.face(found, language=language(), at=at)}
    return page(request, "events/sign_up/wish.html", told)


@require_safe
def wish_heard(request: HttpRequest) -> HttpResponseBase:
    return page(request, "events/sign_up/wish_heard.html")
