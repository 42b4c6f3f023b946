"""The doorways of registering: one question a page, then all answers to look at, then the button.

After each page what was answered is kept for a day, sealed, for this browser or by a link (`privacy.drafts`):
a lost connection loses nothing.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from config.languages import DEFAULT_LANGUAGE
from privacy import draft_views, drafts, forms, limits, links
from privacy.models import Draft
from privacy.private_pages import emptied_on_leaving, gone_on_leaving, page, private
from school import applying, check_page, walk
from school.models.applications import UNCONFIRMED
from school.refusals import SchoolRefused
from school.register_forms import CheckForm, FirstForm, Question
from school.registered import Family
from school.walk import FIRST, Page, Walk
from timetable.expansion import WARSAW

PAGES = require_http_methods(["GET", "HEAD", "POST"])
DRAFT = drafts.Kind(name="school_register", to="school_register_on")
SENT, SENT_FOR = "school_sent", 600
"""A cookie for the one look at where we have written to."""
gone_on_leaving.add(SENT)
REMOVE, MORE = "remove", "more"


def language() -> str:
    return get_language() or DEFAULT_LANGUAGE


def walk_of(draft: Draft | None, *, at: datetime) -> Walk:
    today = at.astimezone(WARSAW).date()
    return Walk(drafts.typed(draft) if draft else {}, today=today, term=applying.term_for(today=today))


@PAGES
@emptied_on_leaving
def question(request: HttpRequest, step: str = FIRST.step, child: int = FIRST.child) -> HttpResponseBase:
    at = timezone.now()
    draft = draft_views.kept(request, DRAFT, at=at)
    way = walk_of(draft, at=at)
    here = way.find(step, child)
    if step not in walk.NAMES:
        raise Http404
    if here is None or (draft is None and here != FIRST):
        return private(redirect("school_register"))
    form = _form(request, way, here, draft)
    if request.method == "POST" and (done := _pressed(request, form, way, here, draft, at=at)):
        return private(done)
    return page(request, "school/register/question.html", _told(form, way, here, draft))


def _form(request: HttpRequest, way: Walk, here: Page, draft: Draft | None) -> Question:
    kind = here.form if draft else FirstForm
    if request.method == "POST":
        return kind(request.POST, **way.around)
    first = {"language": language(), "by": "email"}
    return kind(initial={**first, **way.shown(here)}, **way.around)


def _told(form: Question, way: Walk, here: Page, draft: Draft | None) -> dict[str, Any]:
    pages = list(way.pages())
    own = [each for each in pages if (each.child > 1) == (here.child > 1) and each.child == here.child]
    on = _next(way) if draft and here == FIRST else ""
    return {
        "form": form,
        "here": here,
        "back": way.before(here),
        "number": own.index(here) + 1,
        "steps": [each == here for each in own],
        "draft": draft,
        "is_begun": draft is not None and here == FIRST,
        "on": on if on != FIRST.url else "",
    }


def _pressed(
    request: HttpRequest, form: Question, way: Walk, here: Page, draft: Draft | None, *, at: datetime
) -> HttpResponseBase | None:
    """Nothing when there is something to correct."""
    do = request.POST.get("do", "")
    if do == draft_views.DISCARD:
        return draft_views.discarded(request, DRAFT, at=at)
    if do == REMOVE and draft and here.is_removable:
        way.remove_child(here.child)
        return _on(request, way, draft.pk, at=at)
    key = _key(request, form, draft, may_be_wrong=do == draft_views.KEEP, at=at)
    if key is None:
        return None
    way.answer(here, _lists(request))
    if do == draft_views.KEEP:
        return draft_views.keep_all(request, DRAFT, way.typed, key=key, at=at)
    return _on(request, way, key, at=at)


def _lists(request: HttpRequest) -> dict[str, list[str]]:
    return {name: request.POST.getlist(name) for name in request.POST}


def _key(
    request: HttpRequest, form: Question, draft: Draft | None, *, may_be_wrong: bool, at: datetime
) -> UUID | None:
    """Of the draft to keep it in. Whoever begins is counted: each draft costs us a key."""
    if draft:
        return draft.pk if may_be_wrong or form.is_valid() else None
    if not isinstance(form, FirstForm) or not (form.may_be_kept() if may_be_wrong else form.is_valid()):
        return None
    work = form.cleaned_data["proof"]
    if not limits.allows("school begun", request=request, known_by=[], at=at, work=work):
        form.refuse_flood()
        return None
    return UUID(str(form.cleaned_data["stamp"]))


def _on(request: HttpRequest, way: Walk, key: UUID, *, at: datetime) -> HttpResponseBase:
    """To the first page that lacks an answer, or to look at them all."""
    draft = draft_views.keep_here(request, DRAFT, way.typed, key=key, at=at)
    answer = redirect(_next(way))
    draft_views.let_in(request, answer, DRAFT, draft, at=at)
    return answer


def _next(way: Walk) -> str:
    return way.first_missing.url if way.first_missing else reverse("school_register_check")


@PAGES
def go_on(request: HttpRequest) -> HttpResponseBase:
    """Where the link to a draft leads: a page that says when it was begun, and offers to begin anew."""
    at = timezone.now()
    if request.method == "POST":
        return private(draft_views.discarded(request, DRAFT, at=at, to="school_register"))
    if draft_views.kept(request, DRAFT, at=at) is None:
        return links.closed(request)
    return private(redirect("school_register"))


@PAGES
@emptied_on_leaving
def check(request: HttpRequest) -> HttpResponseBase:
    """All answers, to look at and change; what becomes of them; and the button."""
    at = timezone.now()
    draft = draft_views.kept(request, DRAFT, at=at)
    if draft is None:
        return private(_after(request))
    way = walk_of(draft, at=at)
    if way.first_missing:
        return private(redirect(way.first_missing.url))
    if request.method == "POST" and request.POST.get("do") == MORE:
        return private(_more(request, way, draft, at=at))
    form = CheckForm(request.POST if request.method == "POST" else None, draft=draft)
    if request.method == "POST" and (done := _sent(request, form, way, draft, at=at)):
        return private(done)
    *before, last = way.pages()
    told = {
        "form": form,
        "answers": check_page.answers(way),
        "way": way,
        "back": last.url,
        "steps": [False] * (len(before) + 1),
        "number": len(before) + 2,
    }
    return page(request, "school/register/check.html", told)


def _after(request: HttpRequest) -> HttpResponseBase:
    """Pressed twice, or an old page: what was sent is not sent again. Whether it made anything, or the
    family was here already, must not be seen by the answer: so only what this browser has sent decides."""
    return redirect("school_sent" if _just_sent(request) else "school_register")


def _more(request: HttpRequest, way: Walk, draft: Draft, *, at: datetime) -> HttpResponseBase:
    added = way.add_child()
    return _on(request, way, draft.pk, at=at) if added else redirect("school_register_check")


def _sent(
    request: HttpRequest, form: CheckForm, way: Walk, draft: Draft, *, at: datetime
) -> HttpResponseBase | None:
    """Nothing when there is something to correct."""
    if request.POST.get("do") == draft_views.KEEP:
        return draft_views.keep_all(request, DRAFT, way.typed, key=draft.pk, at=at)
    if not form.is_valid():
        return None
    family = way.family(together=form.cleaned_data["together"])
    work = form.cleaned_data["proof"]
    if not limits.allows("school", request=request, known_by=[family.contact], at=at, work=work):
        form.refuse_flood()
        return None
    form_key = forms.key_of_record(draft.pk, family.contact)
    try:
        applying.register(family=family, form_key=form_key, at=at)
    except SchoolRefused as refused:
        form.add_error(None, str(refused))
        return None
    drafts.discard(draft.pk, at=at)
    return _answer(family)


def _answer(family: Family) -> HttpResponseBase:
    """The same whoever was here already."""
    answer = redirect("school_sent")
    answer.delete_cookie(links.cookie_name(DRAFT.purpose), samesite="Lax")
    answer.set_cookie(
        SENT,
        signing.dumps([family.contact.kind, check_page.masked(family)], salt=SENT),
        max_age=SENT_FOR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return answer


@require_safe
@emptied_on_leaving
def sent(request: HttpRequest) -> HttpResponseBase:
    """Where we have written, for ten minutes; then only that we have."""
    at = timezone.now()
    kind, place = _just_sent(request) or ("", "")
    told = {"kind": kind, "place": place, "until": at + UNCONFIRMED, **check_page.draw_of(at)}
    return page(request, "school/register/sent.html", told)


def _just_sent(request: HttpRequest) -> tuple[str, str] | None:
    """How this browser’s family is reached and where, as the page says it."""
    try:
        kind, place = signing.loads(request.COOKIES.get(SENT, ""), salt=SENT, max_age=SENT_FOR)
    except signing.BadSignature:
        return None
    return kind, place
