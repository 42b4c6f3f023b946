"""The doorways of drafts, for any form: two buttons, and a page that says where what was typed now lies."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseBase
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
    return keep_all(request, kind, form.typed, key=form.cleaned_data["stamp"], at=at)


def keep_all(
    request: HttpRequest, kind: Kind, typed: Mapping[str, Sequence[str]], *, key: UUID, at: datetime
) -> HttpResponseBase:
    """Also what was typed on other pages of the same form."""
    draft = keep_here(request, kind, typed, key=key, at=at)
    url = links.issue(kind.purpose, draft.pk, language=get_language() or DEFAULT_LANGUAGE, at=at)
    answer = page(request, "privacy/draft_kept.html", {"draft": draft, "link": url, "form_url": kind.to})
    let_in(request, answer, kind, draft, at=at)
    return answer


def keep_here(
    request: HttpRequest, kind: Kind, typed: Mapping[str, Sequence[str]], *, key: UUID, at: datetime
) -> Draft:
    """Under the form's own key; but what lives in another browser by now is not touched from this one."""
    mine = links.subject_of(request, kind.purpose, at=at)
    is_free = mine == key or not Draft.objects.filter(pk=key).exists()
    return drafts.keep(kind, typed, key=key if is_free else uuid4(), at=at)


def let_in(request: HttpRequest, answer: HttpResponse, kind: Kind, draft: Draft, *, at: datetime) -> None:
    """This browser goes on with it, for another day from now on."""
    links.stay(request, answer, kind.purpose, draft.pk, at=at)


def discarded(request: HttpRequest, kind: Kind, *, at: datetime, to: str = "") -> HttpResponseBase:
    draft = kept(request, kind, at=at)
    if draft:
        drafts.discard(draft.pk, at=at)
    answer = redirect(to or request.path)
    answer.delete_cookie(links.cookie_name(kind.purpose), samesite="Lax")
    return answer
