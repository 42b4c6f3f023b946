"""The admin's JavaScript speaks our languages too: Wagtail's texts with our corrections over them."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response


class Catalogue(JavaScriptCatalog):
    """Wagtail's own view reads its packages alone and would pass over `LOCALE_PATHS`."""

    packages = ["wagtail.admin", "wagtail_localize"]

    def get_paths(self, packages: list[str]) -> list[str]:
        return [*super().get_paths(packages), *map(str, settings.LOCALE_PATHS)]


in_default_language = Catalogue.as_view()


def catalogue(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """In the language the editor has chosen for herself."""
    return get_localized_response(in_default_language, request, **kwargs)
