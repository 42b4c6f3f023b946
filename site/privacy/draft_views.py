"""The doorways of drafts, for any form: two buttons, and a page that says where what was typed now lies."""

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language

from config.languages import DEFAULT_LANGUAGE
from privacy import drafts, limits, links
from privacy.drafts import Kind
from privacy.forms import GuardedForm
from privacy.models import Draft
from privacy.private_pages import page

KEEP, DISCARD = "keep", "discard draft"


def kept(request: HttpRequest, kind: Kind, *, at: datetime) -> Draft | None:
    """What this browser has been let in to, by keeping it or by its link."""
    found = links.subject_of(request, kind.purpose, at=at)
    return drafts.find(kind, found, at=at) if found else None


def pressed(request: HttpRequest, kind: Kind, form: GuardedForm, *, at: datetime) -> HttpResponseBase | None:
    """The answer to one of a draft's buttons; None when none was pressed, or the form says what is wrong."""
    if request.POST.get("do") == DISCARD:
        return discarded(request, kind, at=at)
    if request.POST.get("do") != KEEP or not form.may_be_kept():
        return None
    work = form.cleaned_data["proof"]
    if not limits.allows(f"{kind.name} draft", request=request, known_by=[], at=at, work=work):
        form.refuse_flood()
        return None
    return keep(request, kind, form, at=at)


def keep(request: HttpRequest, kind: Kind, form: GuardedForm, *, at: datetime) -> HttpResponseBase:
    draft = drafts.keep(kind, form.typed, key=form.cleaned_data["stamp"], at=at)
    url = links.issue(kind.purpose, draft.pk, language=get_language() or DEFAULT_LANGUAGE, at=at)
    answer = page(request, "privacy/draft_kept.html", {"draft": draft, "link": url, "form_url": kind.to})
    links.let_in(answer, kind.purpose, draft.pk)
    return answer


def discarded(request: HttpRequest, kind: Kind, *, at: datetime) -> HttpResponseBase:
    draft = kept(request, kind, at=at)
    if draft:
        drafts.discard(draft.pk, at=at)
    answer = redirect(kind.to)
    answer.delete_cookie(links.cookie_name(kind.purpose), samesite="Lax")
    return answer
