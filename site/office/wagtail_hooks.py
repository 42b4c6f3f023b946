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
    export_views,
    journal_duties,  # noqa: F401 - duties are known once they are imported
    journal_views,
    letter_views,
    openings,
    rights,  # noqa: F401 - hooks are known once they are imported
    staff_journal,  # noqa: F401 - as above
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


class JournalMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(openings.MAY_SEE)


@hooks.register("register_admin_urls")
def letter_urls() -> list[URLPattern]:
    return [
        path("letters/", letter_views.overview, name="letters_overview"),
        path("letters/test/", letter_views.send_test, name="letters_test"),
        path("letters/<uuid:letter>/again/", letter_views.try_again, name="letters_again"),
    ]


@hooks.register("register_admin_urls")
def journal_urls() -> list[URLPattern]:
    return [
        path("journal/", journal_views.Journal.as_view(), name="journal"),
        path("journal/results/", journal_views.Journal.as_view(results_only=True), name="journal_results"),
        path("journal/looked-at/", journal_views.looked_at, name="journal_looked_at"),
    ]


@hooks.register("register_admin_urls")
def export_urls() -> list[URLPattern]:
    return [path("export/<slug:name>/", export_views.export, name="export")]


@hooks.register("register_permissions")
def office_permissions() -> QuerySet[Permission]:
    """So that a manager can grant them to other groups."""
    return Permission.objects.filter(
        content_type__app_label__in=["letters", "office"],
        codename__in=["view_letter", "change_letter", "view_journalentry"],
    )


@hooks.register("register_admin_menu_item")
def letters_menu_item() -> MenuItem:
    return LettersMenuItem(_("Letters"), reverse("letters_overview"), icon_name="mail", order=900)


@hooks.register("register_reports_menu_item")
def journal_menu_item() -> MenuItem:
    return JournalMenuItem(_("Journal"), reverse("journal"), icon_name="clipboard-list", order=50)
