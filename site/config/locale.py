from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

WITHOUT_LANGUAGE = ("/admin/", "/documents/")


class OurLocaleMiddleware(LocaleMiddleware):
    """What has no language in its address is not sought below one, among readers' pages: it is not there."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == 404 and request.path_info.startswith(WITHOUT_LANGUAGE):
            response.headers.setdefault("Content-Language", translation.get_language() or "")
            return response
        return super().process_response(request, response)
