"""The office's pages of terms and of teachers."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import permission_required

from office.fresh import needs_fresh_sign_in
from office.people import hidden_without
from school import planning
from school.desk import rights, waiting
from school.desk.doors import FORMS, now, obeyed, typed
from school.desk.forms import CheckForm, TeacherForm, TermForm
from school.desk.groups import named
from school.models import Teacher, Term


@FORMS
@never_cache
@permission_required(rights.PLAN)
def new(request: HttpRequest) -> HttpResponse:
    return _form(request, Term())


@FORMS
@never_cache
@hidden_without(rights.PLAN)
def change(request: HttpRequest, term_id: int) -> HttpResponse:
    return _form(request, get_object_or_404(Term, pk=term_id))


def _form(request: HttpRequest, term: Term) -> HttpResponse:
    form = TermForm(request.POST or None, instance=term, label_suffix="")
    if request.method == "POST" and form.is_valid():
        who = now(request)
        if obeyed(request, lambda: planning.save_term(form.instance, **who)):
            return redirect("school_board")
    return render(request, "school/desk/term_form.html", {"form": form, "term": term})


@FORMS
@never_cache
@permission_required(rights.SEE_TEACHERS)
@needs_fresh_sign_in
def teachers(request: HttpRequest) -> HttpResponse:
    form = TeacherForm(typed(request, "add"), label_suffix="")
    check = CheckForm(typed(request, "check"), label_suffix="", initial={"on": timezone.localdate()})
    if request.method == "POST" and _act(request, form, check):
        return redirect("school_teachers")
    here = list(Teacher.objects.filter(left_at__isnull=True).select_related("checked_by"))
    told = {
        "form": form,
        "check": check,
        "asked": request.POST.get("teacher", ""),
        "teachers": sorted(named(here, request, at=timezone.now()), key=lambda each: each[1].casefold()),
        "may": waiting.rights_of(request),
    }
    return render(request, "school/desk/teachers.html", told)


def _act(request: HttpRequest, form: TeacherForm, check: CheckForm) -> bool:
    do = request.POST.get("do", "") if request.user.has_perm(rights.CHANGE_TEACHERS) else ""
    who = now(request)
    if do == "add":
        return form.is_valid() and obeyed(
            request, lambda: planning.add_teacher(name=form.cleaned_data["name"], **who)
        )
    if do not in ("check", "left"):
        return False
    row = get_object_or_404(Teacher, pk=uuid_of(request, "teacher"), left_at__isnull=True)
    if do == "left":
        return obeyed(request, lambda: planning.let_teacher_go(teacher_id=row.pk, **who))
    return check.is_valid() and obeyed(
        request, lambda: planning.check_teacher(teacher_id=row.pk, on=check.cleaned_data["on"], **who)
    )


def uuid_of(request: HttpRequest, name: str) -> UUID:
    """Nobody's where nothing sound was sent."""
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return UUID(int=0)
