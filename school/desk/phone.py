"""The office’s page of registering a family that is on the telephone, and what to read out to it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from office.fresh import needs_fresh_sign_in
from office.people import hidden_without
from school import applying, check_page, phoning
from school.desk import rights
from school.desk.doors import FORMS, now
from school.desk.phone_form import PhoneForm
from school.models import Guardian
from school.refusals import SchoolRefused
from timetable.expansion import WARSAW


@FORMS
@never_cache
@hidden_without(rights.ADD_CHILDREN)
@needs_fresh_sign_in
def phone(request: HttpRequest) -> HttpResponse:
    today = timezone.now().astimezone(WARSAW).date()
    form = PhoneForm(request.POST or None, today=today, term=applying.term_for(today=today))
    made = _registered(request, form) if request.method == "POST" and form.is_valid() else None
    if made:
        messages.success(request, _("Registered and confirmed."))
        return redirect("school_phoned", made.pk)
    return render(request, "school/desk/phone.html", {"form": form})


def _registered(request: HttpRequest, form: PhoneForm) -> Guardian | None:
    """Nothing when there is something to correct."""
    try:
        return phoning.register(family=form.family, form_key=form.cleaned_data["form_key"], **now(request))
    except SchoolRefused as refused:
        form.add_error(None, str(refused))
    return None


@require_safe
@never_cache
@hidden_without(rights.ADD_CHILDREN)
@needs_fresh_sign_in
def phoned(request: HttpRequest, guardian_id: UUID) -> HttpResponse:
    """Codes and the month of the draw: nothing sealed is opened for it."""
    guardian = get_object_or_404(Guardian, pk=guardian_id)
    rows = list(guardian.children.order_by("nth"))
    since = next((row.verified_at for row in rows if row.verified_at), timezone.now())
    told = {"guardian": guardian, "rows": rows, **check_page.draw_of(since)}
    return render(request, "school/desk/phoned.html", told)
