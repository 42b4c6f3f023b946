"""Pages behind a letter’s own links, with one button that does what the letter is about. Opening one changes
nothing: scanners of mail open links too."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from privacy import links
from privacy.private_pages import page, private
from school import caring, family_words, leaving, still
from school.links import CONTACT, JOIN, SCHOOL, STILL, page_of
from school.models import Application, Care, Guardian
from school.refusals import attempt
from school.states import State

PAGES = require_http_methods(["GET", "HEAD", "POST"])


NOBODY = UUID(int=0)


def _subject(token: str, opens: str, *, at: datetime) -> UUID:
    link = links.find(token, at=at, opens=opens)
    return link.subject if link else NOBODY


@PAGES
def still_waiting(request: HttpRequest, token: str) -> HttpResponseBase:
    """“We still wait”; and for who is paused and stays so, “Stand in the list again”."""
    at = timezone.now()
    rows = Care.objects.select_related("application").filter(may_decide=True)
    care = rows.filter(pk=_subject(token, STILL.opens, at=at)).first()
    if care is None:
        return links.closed(request)
    trouble = ""
    if request.method == "POST":
        stands_again = request.POST.get("do") == "resume" and care.application.state == State.PAUSED
        verb = leaving.resume if stands_again else still.answer
        trouble = attempt(lambda: verb(application_id=care.application_id, at=at))
        if not trouble:
            return private(redirect(request.path))
    told = {"trouble": trouble, **_stands(care.application)}
    return page(request, "school/family/still.html", told)


def _stands(application: Application) -> dict[str, Any]:
    """What is true of the child now, whatever the letter said when it was sent."""
    state = State(application.state)
    return {
        "application": application,
        "state": state,
        "asks": still.is_asked(application),
        "comes_back": still.comes_back(application),
        "heading": family_words.heading(state),
        "meaning": family_words.meaning(application, state),
    }


@PAGES
def confirm_contact(request: HttpRequest, token: str) -> HttpResponseBase:
    """Whoever reads a letter of hers is not let in by it: she is in already, or has a link of her own."""
    guardian = _guardian(token, CONTACT.opens)
    if guardian is None:
        return links.closed(request)
    if request.method != "POST":
        return page(request, "school/family/new_contact.html", {"guardian": guardian})
    caring.confirm_email(guardian_id=guardian.pk, at=timezone.now())
    return page(request, "school/family/said.html", {"kind": "confirmed"})


@PAGES
def join(request: HttpRequest, token: str) -> HttpResponseBase:
    """“Yes, I care for this child too.”"""
    guardian, at = _guardian(token, JOIN.opens), timezone.now()
    if guardian is None:
        return links.closed(request)
    if request.method != "POST":
        return page(request, "school/family/join.html", {"guardian": guardian})
    caring.join(guardian_id=guardian.pk, at=at)
    return let_in(request, guardian, at=at)


def _guardian(token: str, opens: str) -> Guardian | None:
    rows = Guardian.objects.filter(ends_at__isnull=True, seal_id__isnull=False)
    return rows.filter(pk=_subject(token, opens, at=timezone.now())).first()


def let_in(request: HttpRequest, guardian: Guardian, *, at: datetime) -> HttpResponseBase:
    """To her own page. Where she has chosen four digits, only a link in a letter leads there, which asks for
    them: one that is made at each press of a button could be tried without end."""
    if guardian.guard:
        return page(request, "school/family/said.html", {"kind": "guarded"})
    page_of(guardian, at=at)
    answer = redirect("school_family")
    links.let_in(answer, SCHOOL, guardian.pk)
    return private(answer)
