from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page

from office.people import signed_in
from pages import moderation, publishing


@require_POST
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=pk).specific
    try:
        moderation.hand_over(page, user=signed_in(request), at=timezone.now())
    except publishing.UnpublishableError as refusal:
        messages.error(request, str(refusal))
    except ValidationError:
        messages.error(request, _("Some texts do not fit. They are marked below."))
    else:
        messages.success(request, _("The translation is with the editors. They have been told by e-mail."))
    return redirect("wagtailadmin_pages:edit", pk)


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=pk).specific
    try:
        moderation.approve(page, user=signed_in(request), at=timezone.now())
    except publishing.UnpublishableError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The translation is published."))
    return redirect("wagtailadmin_pages:edit", pk)


@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=pk).specific
    if moderation.in_hand(page, user=signed_in(request)) is None:
        raise PermissionDenied
    why = request.POST.get("why", "").strip()
    if not why:
        messages.error(request, _("Say in a few words what should be different, then send it back."))
    else:
        moderation.send_back(page, user=signed_in(request), why=why)
        messages.success(request, _("The translation is back with the translator, with your words."))
    return redirect("wagtailadmin_pages:edit", pk)
