"""The office's pages of activities: the list, a new one, one with its dates, and changing it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.auth import permission_required

from config.languages import DEFAULT_LANGUAGE, LANGUAGES
from events import rooms, running, schedule
from events.desk import event_words, plans, rights
from events.desk.activity_form import ActivityForm
from events.models import Activity, Occurrence
from office.people import hidden_without, signed_in
from timetable import sentences
from timetable.expansion import moment

A_PAGE, DATES = 40, 12
FORMS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
@permission_required(rights.SEE_ACTIVITIES)
def activities(request: HttpRequest) -> HttpResponse:
    wanted = request.GET.get("q", "").strip()
    found = Activity.objects.filter(name__icontains=wanted).order_by("is_paused", "name", "pk")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("p"))
    rows = [{"activity": each, "when": sentence(each)} for each in page]
    told = {"rows": rows, "page": page, "q": wanted, "may_add": request.user.has_perm(rights.MAKE_ACTIVITIES)}
    return render(request, "events/desk/activities.html", told)


def sentence(activity: Activity) -> str:
    """When it is, in the reader's language."""
    language = get_language() or DEFAULT_LANGUAGE
    return capfirst(sentences.sentence(activity.rule, language=language, today=timezone.localdate()))


@FORMS
@never_cache
@permission_required(rights.MAKE_ACTIVITIES)
def new(request: HttpRequest) -> HttpResponse:
    known, hosts = _copied(request.GET.get("copy", ""))
    form = ActivityForm(request.POST or None, instance=known, initial={"hosts": hosts})
    if request.method == "POST" and form.is_valid():
        return _made(request, form)
    return render(request, "events/desk/activity_form.html", {"form": form, "is_new": True})


def _copied(number: str) -> tuple[Activity, list[Any]]:
    """Everything but the dates and the people."""
    activity = Activity.objects.filter(pk=int(number)).first() if number.isdecimal() else None
    if activity is None:
        return Activity(), []
    hosts = list(activity.hosts.all())
    activity.pk, activity.key = None, Activity().key
    activity._state.adding = True
    activity.is_paused = False
    return activity, hosts


def _made(request: HttpRequest, form: ActivityForm) -> HttpResponse:
    hosts = form.cleaned_data["hosts"]
    activity = running.make(form.instance, hosts=hosts, by=signed_in(request), at=timezone.now())
    number = activity.occurrences.count()
    words = ngettext(
        "It is there, with %(number)d date. Next: write its page.",
        "It is there, with %(number)d dates. Next: write its page.",
        number,
    )
    messages.success(request, words % {"number": number})
    return redirect("event_activity", activity.pk)


@FORMS
@never_cache
@hidden_without(rights.SEE_ACTIVITIES)
def activity(request: HttpRequest, activity_id: int) -> HttpResponse:
    row, at = get_object_or_404(Activity.objects.select_related("room"), pk=activity_id), timezone.now()
    invitation = _invited(request, row) if request.method == "POST" else ""
    coming = list(row.occurrences.select_related("activity", "room").filter(start__gte=at)[: DATES + 1])
    pages = event_words.of(row, user=signed_in(request))
    told = {
        "activity": row,
        "when": sentence(row),
        "hosts": row.hosts.all(),
        "pages": pages,
        "is_written": any(page.is_begun for page in pages),
        "write_url": event_words.write_url(row, user=signed_in(request)),
        "invitation": invitation,
        "languages": LANGUAGES,
        "dates": coming[:DATES],
        "more": len(coming) > DATES,
        "clashes": rooms.said(rooms.clashes_of(coming)),
        "wishes": row.wishes.filter(heard_at__isnull=True).count(),
        "may_change": request.user.has_perm(rights.CHANGE_ACTIVITIES),
        "may_add": request.user.has_perm(rights.MAKE_ACTIVITIES),
        "now": at,
    }
    return render(request, "events/desk/activity.html", told)


def _invited(request: HttpRequest, row: Activity) -> str:
    """A new link, if that was asked for: it goes into this answer and is kept nowhere."""
    if not request.user.has_perm(rights.CHANGE_ACTIVITIES) or row.policy != Activity.Policy.INVITATION:
        raise Http404
    by, at, language = signed_in(request), timezone.now(), request.POST.get("invite", "")
    if language in dict(LANGUAGES):
        return running.invite(row, language=language, by=by, at=at)
    if request.POST.get("do") == "withdraw":
        running.withdraw_invitations(row, by=by, at=at)
        messages.success(request, _("No link that was given away opens any more. Who has signed up stays."))
    return ""


@FORMS
@never_cache
@hidden_without(rights.CHANGE_ACTIVITIES)
def change(request: HttpRequest, activity_id: int) -> HttpResponse:
    """All coming dates, or one and those after it (`?from=`). What becomes of them is shown first."""
    row, at = get_object_or_404(Activity, pk=activity_id), timezone.now()
    first = _first(request, row)
    since = max(at, moment(first.original)) if first else at
    form = ActivityForm(request.POST or None, instance=row)
    told: dict[str, Any] = {"form": form, "activity": row, "first": first}
    if request.method != "POST" or not form.is_valid() or request.POST.get("do") == "edit":
        return render(request, "events/desk/activity_form.html", told)
    plan = plans.of(row, schedule.planned(row, at=at, since=since))
    if plan.is_empty or request.POST.get("plan") == plan.key:
        return _changed(request, form, at=at, since=since)
    told |= {"plan": plan, "sent": sent(request), "is_other": bool(request.POST.get("plan"))}
    return render(request, "events/desk/activity_plan.html", told)


def _first(request: HttpRequest, row: Activity) -> Occurrence | None:
    number = request.GET.get("from", "")
    return get_object_or_404(row.occurrences, pk=int(number)) if number.isdecimal() else None


def _changed(request: HttpRequest, form: ActivityForm, *, at: datetime, since: datetime) -> HttpResponse:
    running.change(form.instance, hosts=form.cleaned_data["hosts"], by=signed_in(request), at=at, since=since)
    messages.success(request, _("Changed, as it was shown."))
    return redirect("event_activity", form.instance.pk)


def sent(request: HttpRequest) -> list[tuple[str, Any]]:
    """What was typed, to be sent again with the confirmation."""
    ours = ("csrfmiddlewaretoken", "do", "plan")
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in ours and not name.startswith("fresh-")
    ]


@require_POST
@hidden_without(rights.CHANGE_ACTIVITIES)
def pause(request: HttpRequest, activity_id: int) -> HttpResponse:
    row = get_object_or_404(Activity, pk=activity_id)
    act = running.resume if row.is_paused else running.pause
    act(activity_id=row.pk, by=signed_in(request), at=timezone.now())
    return redirect("event_activity", row.pk)
