"""The office's page of writing to the families of a group."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from config.languages import LANGUAGES
from letters.by_hand import MessageForm
from office.fresh import needs_fresh_sign_in
from office.people import hidden_without, signed_in
from school import by_hand
from school.desk import rights
from school.desk.doors import FORMS
from school.desk.groups import ROWS
from school.models import Guardian


@FORMS
@never_cache
@hidden_without(rights.WRITE)
@needs_fresh_sign_in
def write(request: HttpRequest, group_id: int) -> HttpResponse:
    row, form = get_object_or_404(ROWS, pk=group_id), MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by_hand.write_to_group(
            group_id=row.pk,
            words=form.words,
            form_key=form.cleaned_data["form_key"],
            by=signed_in(request),
            at=timezone.now(),
        )
        messages.success(request, _("It is on its way."))
        return redirect("school_group", row.pk)
    return render(request, "school/desk/write.html", {"form": form, "group": row, **_readers(row.pk)})


def _readers(group_id: int) -> dict[str, Any]:
    """How many grown-ups, by which way, in which language."""
    readers = {care.guardian_id: care.guardian for care in by_hand.cares_of(group_id)}.values()
    spoken = Counter(each.language for each in readers)
    return {
        "by_letter": sum(each.reached_by == Guardian.Reach.EMAIL for each in readers),
        "by_call": sum(each.reached_by == Guardian.Reach.PHONE for each in readers),
        "speaking": [(name, spoken[code]) for code, name in LANGUAGES if code in spoken],
    }
