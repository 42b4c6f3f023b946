"""The doorways of a family: its own page behind its link, each child, and what can be changed."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from privacy import limits, links
from privacy.digits import DigitsForm
from privacy.private_pages import page
from school import caring, erasing, family_acts, first_days, wishing
from school.family_copy import copy_of
from school.family_forms import ContactForm, DaysForm, FirstDayForm, GuardianForm
from school.family_page import Family, Shown
from school.links import SCHOOL
from school.models import Guardian
from school.refusals import SENTENCES, SchoolRefused, Why, attempt

PAGES = require_http_methods(["GET", "HEAD", "POST"])
PRESSED = limits.Most(from_network=200, from_contact=20)
"""So often in an hour something is changed on the pages of one network, and of one guardian."""
CHANGES = limits.Most(from_network=60, from_contact=3)
"""Of contacts, in an hour, by one guardian: each new one is a letter or a call to whoever it belongs to."""
View = Callable[..., HttpResponseBase]


def of_family(view: View) -> View:
    """For who was let in by a link of her own; a guardian who is about to be forgotten is nobody any more."""

    @PAGES
    @links.behind(SCHOOL)
    @wraps(view)
    def guarded(request: HttpRequest, subject: UUID, **kwargs: Any) -> HttpResponseBase:
        family = Family.of(subject, at=timezone.now())
        if family is None:
            return links.closed(request)
        if request.method == "POST" and not _may(request, family):
            return page(request, "school/family/too_often.html", status=429)
        return view(request, family, **kwargs)

    return guarded


def _may(request: HttpRequest, family: Family) -> bool:
    """Each button writes letters to others who care for the child, and lines that stay for ever."""
    account = str(family.guardian.pk)
    return limits.may_try("school family", request=request, account=account, at=family.at, most=PRESSED)


def of_child(view: View) -> View:
    """The number of the child among hers; those of others have none."""

    @of_family
    @wraps(view)
    def guarded(request: HttpRequest, family: Family, nth: int = 1) -> HttpResponseBase:
        if family.care(nth) is None:
            raise Http404
        return view(request, family, family.shown(nth))

    return guarded


@of_family
def family(request: HttpRequest, family: Family) -> HttpResponseBase:
    if len(family.cares) == 1:
        return _child(request, family, family.shown(1))
    return page(request, "school/family/list.html", {"family": family, "children": family.all_shown()})


@of_child
def child(request: HttpRequest, family: Family, shown: Shown) -> HttpResponseBase:
    return _child(request, family, shown)


def _child(request: HttpRequest, family: Family, shown: Shown) -> HttpResponseBase:
    trouble = ""
    if request.method == "POST":
        said = request.POST.get("do", "") or request.POST.get("answer", "")
        trouble = attempt(lambda: family_acts.do(said, shown, at=family.at))
        if not trouble:
            return redirect("school_family_child", nth=shown.nth)
        family = Family(family.guardian, at=family.at)
        shown = family.shown(shown.nth)
    return page(request, "school/family/page.html", {"family": family, "shown": shown, "trouble": trouble})


@of_child
def leave(request: HttpRequest, family: Family, shown: Shown) -> HttpResponseBase:
    """Out of the list or the school: for a while, for good, or with everything erased."""
    trouble = ""
    if request.method == "POST":
        said = request.POST.get("answer", "")
        trouble = attempt(lambda: _leave(said, shown, at=family.at))
        if said == "erase" and not trouble:
            return _receipt(request, erasing.erase_child(application_id=shown.application.pk, at=family.at))
        if not trouble:
            return redirect("school_family_child", nth=shown.nth)
    return page(request, "school/family/leave.html", {"shown": shown, "trouble": trouble})


def _leave(said: str, shown: Shown, *, at: datetime) -> None:
    _require(shown)
    family_acts.do(said, shown, at=at)


def _receipt(request: HttpRequest, receipt: erasing.Receipt) -> HttpResponseBase:
    return page(request, "school/family/erased.html", {"receipt": receipt})


@of_child
def days(request: HttpRequest, family: Family, shown: Shown) -> HttpResponseBase:
    form = DaysForm(_typed(request), initial={"days": shown.application.days})
    if _sent(request, form) and _done(
        form, "days", lambda: _change_days(shown, form.cleaned_data["days"], at=family.at)
    ):
        return redirect("school_family_child", nth=shown.nth)
    return page(request, "school/family/days.html", {"shown": shown, "form": form})


def _change_days(shown: Shown, days: list[int], *, at: datetime) -> None:
    _require(shown)
    wishing.change_days(application_id=shown.application.pk, days=days, at=at)


def _require(shown: Shown) -> None:
    if not shown.care.may_decide:
        raise SchoolRefused(Why.NO_RIGHT)


def _typed(request: HttpRequest) -> Any:
    """A form with nothing chosen in it was sent all the same."""
    return request.POST if request.method == "POST" else None


def _sent(request: HttpRequest, form: Any) -> bool:
    return request.method == "POST" and form.is_valid()


def _done(form: Any, field: str | None, deed: Callable[[], object]) -> bool:
    if trouble := attempt(deed):
        form.add_error(field, trouble)
    return not trouble


@of_child
def first_day(request: HttpRequest, family: Family, shown: Shown) -> HttpResponseBase:
    """Of who decides alone: others are neither asked nor shown what was told."""
    if not shown.care.may_decide:
        refusal = {"shown": shown, "trouble": SENTENCES[Why.NO_RIGHT]}
        return page(request, "school/family/first_day.html", refusal)
    form = FirstDayForm(_typed(request), initial=first_days.told(shown.care))
    if _sent(request, form) and _done(
        form, None, lambda: first_days.save(shown.care, form.answers, form.cleaned_data, at=family.at)
    ):
        return redirect("school_family_child", nth=shown.nth)
    return page(request, "school/family/first_day.html", {"shown": shown, "form": form})


@of_family
def contact(request: HttpRequest, family: Family) -> HttpResponseBase:
    known, guardian = family.person, family.guardian
    initial = {"email": known.email or "", "phone": known.phone or "", "language": guardian.language}
    form = ContactForm(_typed(request), initial=initial)
    if _sent(request, form) and _done(form, None, lambda: _require_few_changes(request, form, family)):
        given = form.cleaned_data
        caring.change_language(guardian_id=guardian.pk, language=given["language"])
        to = {"email": given["email"], "phone": given["phone"], "at": family.at}
        waits = caring.change_contacts(guardian_id=guardian.pk, **to)
        return _said(request, "letter") if waits else redirect("school_family")
    return page(request, "school/family/contact.html", {"form": form, "waits_for": known.new_email})


def _require_few_changes(request: HttpRequest, form: ContactForm, family: Family) -> None:
    new = [each for each in form.contacts if each not in caring.known_by(family.person)]
    if not new:
        return
    account, at = str(family.guardian.pk), family.at
    of_one = limits.may_try("school contact of one", request=request, account=account, at=at, most=CHANGES)
    if not (of_one and limits.allows("school contact", request=request, known_by=new, at=at)):
        raise SchoolRefused(Why.MANY_CHANGES)


def _said(request: HttpRequest, kind: str) -> HttpResponseBase:
    return page(request, "school/family/said.html", {"kind": kind})


@of_family
def others(request: HttpRequest, family: Family) -> HttpResponseBase:
    """Who else cares for the child, and whether they are told of this one."""
    guardian = family.guardian
    if request.POST.get("do") in ("hide", "show"):
        caring.hide(guardian_id=guardian.pk, hidden=request.POST["do"] == "hide")
        return redirect("school_others")
    form = GuardianForm(_typed(request), initial={"language": guardian.language})
    if _sent(request, form) and _done(form, None, lambda: _added(form, family)):
        return _said(request, "guardian")
    known = caring.others(guardian.pk)
    names = Guardian.person.open_many(known)
    told = {
        "form": form,
        "others": [(each, names[each.pk]) for each in known if each.pk in names],
        "hidden": any(care.is_hidden for care in family.cares),
        "may_add": any(care.may_decide for care in family.cares),
    }
    return page(request, "school/family/others.html", told)


def _added(form: GuardianForm, family: Family) -> None:
    given = form.cleaned_data
    caring.add_guardian(
        by=family.guardian.pk,
        person=form.person,
        language=given["language"],
        may_decide=given["may_decide"] == "yes",
        at=family.at,
    )


@of_family
def safe(request: HttpRequest, family: Family) -> HttpResponseBase:
    """Four digits for a telephone that others look into."""
    guardian = family.guardian
    form = DigitsForm(_typed(request), subject=guardian.pk, guarded=guardian.guard, at=family.at)
    if _sent(request, form):
        caring.guard(guardian_id=guardian.pk, digits=form.cleaned_data["guard"])
        return _let_in_anew(guardian)
    return page(request, "school/family/safe.html", {"form": form, "has_guard": bool(guardian.guard)})


def _let_in_anew(guardian: Guardian) -> HttpResponseBase:
    """This window alone: all that were open are closed."""
    answer = redirect("school_family")
    links.let_in(answer, SCHOOL, guardian.pk)
    return answer


@of_family
def forget_me(request: HttpRequest, family: Family) -> HttpResponseBase:
    if request.method == "POST" and request.POST.get("do") == "erase":
        return _receipt(request, erasing.erase_guardian(guardian_id=family.guardian.pk, at=family.at))
    return page(request, "school/family/forget_me.html", {"family": family})


@of_family
def copy(request: HttpRequest, family: Family) -> HttpResponseBase:
    """All we have of her and the children, as plain text to take along."""
    answer = render(
        request, "school/family/copy.txt", copy_of(family), content_type="text/plain; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="copy.txt"'
    return answer
