from django.http import FileResponse, Http404, HttpRequest
from django.utils import timezone
from wagtail.models import Locale

from home import media_kit as kit
from home import press
from pages.frame import absolute
from pages.views import read_only


@read_only
def media_kit(request: HttpRequest) -> FileResponse:
    """Of a press center that can be read: what is a draft or kept back has no kit either."""
    page = press.page_in(Locale.get_active(), at=timezone.now())
    if page is None:
        raise Http404
    file = kit.pack(
        page, url=absolute(page.get_url(request) or ""), at=timezone.localtime(page.last_published_at)
    )
    return FileResponse(
        file, as_attachment=True, filename=f"{kit.FOLDER}.zip", content_type="application/zip"
    )
