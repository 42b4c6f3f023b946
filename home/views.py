"""The media kit as a file; and the admin's own page for the commonest act of a tired coordinator."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from home import media_kit as kit
from home import press, services
from home.models import Service, Status
from home.status_form import StatusForm
from pages import locales
from pages.frame import absolute
from pages.views import read_only


@read_only
def media_kit(request: HttpRequest) -> FileResponse:
    """Of a press center that can be read: what is a draft or kept back has no kit either."""
    page = press.page_in(locales.active(), at=timezone.now())
    if page is None:
        raise Http404
    file = kit.pack(
        page, url=absolute(page.get_url(request) or ""), at=timezone.localtime(page.last_published_at)
    )
    return FileResponse(
        file, as_attachment=True, filename=f"{kit.FOLDER}.zip", content_type="application/zip"
    )


def change_status(request: HttpRequest, pk: int) -> HttpResponse:
    service = get_object_or_404(Service, pk=pk)
    if not request.user.has_perm("home.change_service"):
        raise PermissionDenied
    form = StatusForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _changed(request, service, form):
        return redirect(Service.snippet_viewset.get_url_name("list"))
    now = services.words(services.status_of(service, today=timezone.localdate()), today=timezone.localdate())
    shown = {
        "service": service, "now": now, "form": form, "statuses": Status.choices,
        "edit_url": reverse(Service.snippet_viewset.get_url_name("edit"), args=[service.pk]),
    }  # fmt: skip
    return render(request, "home/change_status.html", shown)


def _changed(request: HttpRequest, service: Service, form: StatusForm) -> bool:
    today, wanted = timezone.localdate(), form.cleaned_data
    try:
        changed = services.change(
            service, status=wanted["status"], until=wanted["until"], today=today, by=request.user
        )
    except ValidationError as refused:
        for sentence in dict.fromkeys(refused.messages):
            form.add_error(None, sentence)
        return False
    words = services.words(services.status_of(changed, today=today), today=today)
    told = {"service": changed.name, "status": words}
    messages.success(request, _("%(service)s: %(status)s. Readers see it already, in four languages.") % told)
    return True
