"""The office's pages of exceptions from the order, and of what one more teacher or room would change."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from office.people import signed_in
from school import outlook, overriding, standings, what_if
from school.desk import rights
from school.desk.doors import FORMS, now, obeyed
from school.models import Override


@FORMS
@never_cache
@permission_required(rights.EXCEPT)
def exceptions(request: HttpRequest) -> HttpResponse:
    """Children stand here as codes: who signs opens the record first, if she wants to know more."""
    found, awaited = overriding.unsigned(), overriding.awaited()
    if request.method == "POST":
        number = request.POST.get("exception", "")
        row = get_object_or_404(found | awaited, pk=int(number) if number.isdecimal() else 0)
        who = now(request)
        act = {"sign": overriding.sign, "drop": overriding.drop}.get(request.POST.get("do", ""))
        if act:
            obeyed(request, lambda: act(override_id=row.pk, **who))
        return redirect("school_exceptions")
    done = Override.objects.filter(signed_at__isnull=False, offer__isnull=False).select_related(
        "application", "group__term", "asked_by", "signed_by"
    )
    told = {
        "unsigned": found,
        "awaited": awaited,
        "done": done.order_by("-signed_at")[:20],
        "me": signed_in(request),
    }
    return render(request, "school/desk/exceptions.html", told)


@require_safe
@never_cache
@permission_required(rights.LOOK)
def what_if_page(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    told = {
        "options": outlook.options(at=at),
        "waiting": len(standings.waiting()),
        "pace": outlook.pace(at=at),
        "enough": what_if.ENOUGH,
    }
    return render(request, "school/desk/what_if.html", told)
