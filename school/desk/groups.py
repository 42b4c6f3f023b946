"""The office's pages of one group: its facts, its pupils, its places; making, changing and opening it."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from config.languages import DEFAULT_LANGUAGE
from office import journal
from office.fresh import needs_fresh_sign_in
from office.people import hidden_without, signed_in
from school import capacity, hosting, lessons, order, places, planning, standings
from school.desk import rights, waiting, words
from school.desk.doors import FORMS, now, obeyed, typed
from school.desk.forms import GroupForm, HoldBackForm, MeetingForm
from school.models import Application, Enrolment, Group, Meeting, Teacher, Term
from school.places import Idle
from school.refusals import SENTENCES
from school.rooms import Rooms
from school.states import SITTING
from timetable import sentences

ROWS = Group.objects.select_related("term")


def times_of(group: Group) -> list[str]:
    """When and where it meets, in the reader's language."""
    language = get_language() or DEFAULT_LANGUAGE
    today = timezone.localdate()
    said = [
        (sentences.sentence(each.rule, language=language, today=today), each.room)
        for each in group.meetings.all()
    ]
    return [f"{capfirst(when)},\N{NO-BREAK SPACE}{room}" for when, room in said]


@FORMS
@never_cache
@hidden_without(rights.SEE_CHILDREN)
@needs_fresh_sign_in
def group(request: HttpRequest, group_id: int) -> HttpResponse:
    row, at = get_object_or_404(ROWS, pk=group_id), timezone.now()
    form = HoldBackForm(typed(request, "hold"), label_suffix="")
    if request.method == "POST" and _act(request, row, form):
        return redirect("school_group", row.pk)
    teachers = list(row.teachers.order_by("checked_on"))
    why = capacity.cannot_open(row)
    told = {
        "group": row,
        "when": times_of(row),
        "meetings": list(row.meetings.select_related("room")),
        "clashes": lessons.said(lessons.clashes_of(row, at=at)),
        "teachers": named(teachers, request, at=at),
        "limits": capacity.limits(row),
        "pupils": pupils_of(row, request, at=at),
        "changes": row.changes.select_related("by").order_by("-at")[:10],
        "cannot_open": SENTENCES[why] if why else "",
        "idle": words.IDLE.get(places.idle(row, at=at) or ""),
        "messages_sent": row.messages.select_related("by"),
        "form": form,
        "may": waiting.rights_of(request),
    }
    return render(request, "school/desk/group.html", told)


def named(teachers: list[Teacher], request: HttpRequest, *, at: datetime) -> list[tuple[Teacher, str]]:
    """Opened once for all of them."""
    opened = journal.opened(Teacher.person, teachers, by=signed_in(request), at=at)
    return [(row, opened[row.pk].name) for row in teachers if row.pk in opened]


def pupils_of(row: Group, request: HttpRequest, *, at: datetime) -> list[tuple[Enrolment, str]]:
    """By first name; of grown-ups nothing stands here."""
    sitting = row.enrolments.select_related("application").filter(state__in=SITTING)
    kept = {each.application_id: each for each in sitting if each.application}
    children = [each.application for each in kept.values() if each.application]
    opened = journal.opened(Application.child, children, by=signed_in(request), at=at)
    told = [(kept[pk], child.name) for pk, child in opened.items()]
    return sorted(told, key=lambda each: each[1].casefold())


def _act(request: HttpRequest, row: Group, form: HoldBackForm) -> bool:
    """Whether a button was pressed and something was said of it."""
    do, who = request.POST.get("do", ""), now(request)
    if not request.user.has_perm(rights.PLAN):
        return False
    if do == "open":
        obeyed(request, lambda: planning.open_group(group_id=row.pk, **who))
    elif do == "hold" and form.is_valid():
        reason = form.cleaned_data["reason"]
        obeyed(request, lambda: planning.hold_back(group_id=row.pk, reason=reason, **who))
    elif do == "go-on":
        obeyed(request, lambda: planning.hold_back(group_id=row.pk, reason="", **who))
    else:
        return False
    return True


@FORMS
@never_cache
@hidden_without(rights.PLAN)
@needs_fresh_sign_in
def new(request: HttpRequest, term_id: int) -> HttpResponse:
    term = get_object_or_404(Term, pk=term_id)
    form = _form(request, Group(term=term))
    if request.method == "POST" and form.is_valid():
        teachers = form.cleaned_data["teachers"]
        row = planning.make_group(form.instance, teachers=teachers, by=signed_in(request), at=timezone.now())
        messages.success(request, _("It is there. Next: when and where it meets."))
        return redirect("school_group", row.pk)
    return render(request, "school/desk/group_form.html", {"form": form, "term": term, "is_new": True})


def _form(request: HttpRequest, row: Group) -> GroupForm:
    here = list(Teacher.objects.filter(left_at__isnull=True))
    names = {teacher.pk: name for teacher, name in named(here, request, at=timezone.now())}
    return GroupForm(request.POST or None, instance=row, names=names)


@FORMS
@never_cache
@hidden_without(rights.PLAN)
@needs_fresh_sign_in
def change(request: HttpRequest, group_id: int) -> HttpResponse:
    row = get_object_or_404(ROWS, pk=group_id)
    form = _form(request, row)
    if request.method == "POST" and form.is_valid():
        said = {"teachers": form.cleaned_data["teachers"], "reason": form.cleaned_data["reason"]}
        who = now(request)
        if obeyed(request, lambda: planning.change_group(form.instance, **said, **who)):
            return redirect("school_group", row.pk)
    return render(request, "school/desk/group_form.html", {"form": form, "group": row, "term": row.term})


@FORMS
@never_cache
@hidden_without(rights.PLAN)
def meeting(request: HttpRequest, group_id: int, meeting_id: int | None = None) -> HttpResponse:
    """A new one, or one that is there."""
    row = get_object_or_404(ROWS, pk=group_id)
    known = get_object_or_404(row.meetings, pk=meeting_id) if meeting_id else Meeting(group=row)
    form, who = MeetingForm(request.POST or None, instance=known), now(request)
    if request.method == "POST" and request.POST.get("do") == "remove" and known.pk:
        obeyed(request, lambda: planning.remove_meeting(meeting_id=known.pk, **who))
        return redirect("school_group", row.pk)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data.get("reason") or ""
        if obeyed(request, lambda: planning.set_meeting(form.instance, reason=reason, **who)):
            return redirect("school_group", row.pk)
    return render(request, "school/desk/meeting_form.html", {"form": form, "group": row, "meeting": known})


@FORMS
@never_cache
@hidden_without(rights.OFFER)
def offer_next(request: HttpRequest, group_id: int) -> HttpResponse:
    """Whose turn it is, and who is passed over for which reason; the second click offers the place."""
    row, at = get_object_or_404(ROWS, pk=group_id), timezone.now()
    if request.method == "POST":
        obeyed(request, lambda: hosting.offer_next(group_id=row.pk, by=signed_in(request), at=at))
        return redirect("school_board")
    turn = order.turn(standings.waiting(), given=standings.given(), unfit=Rooms([row]).unfit(row))
    idle = places.idle(row, at=at)
    told = {
        "group": row,
        "turn": turn,
        "passed": [(each.code, words.UNFIT.get(each.reason, each.reason)) for each in turn.passed],
        "child": Application.objects.filter(code=turn.code).first() if turn.code else None,
        "idle": words.IDLE.get(idle or "") if idle not in (Idle.NOBODY, Idle.NIGHT) else "",
    }
    return render(request, "school/desk/offer_next.html", told)
