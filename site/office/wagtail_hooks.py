"""What every page of the admin carries besides Wagtail's own."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from office import (
    dashboard,  # noqa: F401 - it hangs its panel up itself
    letter_views,
)


@hooks.register("insert_global_admin_css")
def office_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("office/office.css"))


@hooks.register("insert_global_admin_js")
def admin_styles() -> SafeString:
    """`data-nonce` becomes the nonce of the answer on its way out (see config/headers.py)."""
    return format_html('<script data-nonce src="{}"></script>', static("js/admin-styles.js"))


class LettersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(letter_views.MAY_SEE)


@hooks.register("register_admin_urls")
def letter_urls() -> list[URLPattern]:
    return [
        path("letters/", letter_views.overview, name="letters_overview"),
        path("letters/test/", letter_views.send_test, name="letters_test"),
        path("letters/<uuid:letter>/again/", letter_views.try_again, name="letters_again"),
    ]


@hooks.register("register_permissions")
def letter_permissions() -> QuerySet[Permission]:
    """So that a manager can grant them to other groups."""
    return Permission.objects.filter(
        content_type__app_label="letters", codename__in=["view_letter", "change_letter"]
    )


@hooks.register("register_admin_menu_item")
def letters_menu_item() -> MenuItem:
    return LettersMenuItem(_("Letters"), reverse("letters_overview"), icon_name="mail", order=900)
