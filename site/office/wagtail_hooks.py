"""What every page of the admin carries besides Wagtail's own."""

from collections.abc import Iterator
from typing import Any

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
from wagtail.admin.widgets.button import Button

from office import (
    dashboard,  # noqa: F401 - it hangs its panel up itself
    export_views,
    health,
    health_views,
    journal_duties,  # noqa: F401 - duties are known once they are imported
    journal_views,
    letter_duties,  # noqa: F401 - as above
    letter_views,
    openings,
    people,
    rights,  # noqa: F401 - hooks are known once they are imported
    sign_in_duties,  # noqa: F401 - as above
    staff_journal,  # noqa: F401 - as above
    staff_views,
)
from office.models import User
from office.sign_in.presence import script


@hooks.register("insert_global_admin_css")
def office_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("office/office.css"))


@hooks.register("insert_global_admin_js")
def admin_styles() -> SafeString:
    """`data-nonce` becomes the nonce of the answer on its way out (see config/headers.py)."""
    return format_html('<script data-nonce src="{}"></script>', static("js/admin-styles.js"))


@hooks.register("insert_global_admin_js")
def notice_when_the_session_ends() -> SafeString:
    return script()


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
def staff_urls() -> list[URLPattern]:
    return [
        path("users/invite/", staff_views.invite, name="staff_invite"),
        path("users/invite/<uuid:invitation_id>/", staff_views.withdraw, name="staff_withdraw"),
        path("users/<int:person_id>/sign-in/", staff_views.sign_in_of, name="staff_sign_in"),
    ]


@hooks.register("register_user_listing_buttons")
def help_to_sign_in(user: User, request_user: User) -> Iterator[Button]:
    if request_user.has_perm(people.MAY_HELP) and user.is_active and people.may_touch(request_user, user):
        yield Button(
            _("Help to sign in"), url=reverse("staff_sign_in", args=[user.pk]), icon_name="key", priority=30
        )


@hooks.register("register_account_menu_item")
def own_keys(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("mfa_index"),
        "label": _("Your keys and codes"),
        "help_text": _("How you sign in: passkeys, codes, the password."),
    }


class HealthMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(health.MAY_SEE)


@hooks.register("register_admin_urls")
def health_urls() -> list[URLPattern]:
    return [path("health/", health_views.overview, name="health")]


@hooks.register("register_admin_urls")
def export_urls() -> list[URLPattern]:
    return [path("export/<slug:name>/", export_views.export, name="export")]


@hooks.register("register_permissions")
def office_permissions() -> QuerySet[Permission]:
    """So that a manager can grant them to other groups."""
    return Permission.objects.filter(
        content_type__app_label__in=["letters", "office"],
        codename__in=["view_letter", "change_letter", "view_journalentry", "view_health"],
    )


@hooks.register("register_admin_menu_item")
def letters_menu_item() -> MenuItem:
    return LettersMenuItem(_("Letters"), reverse("letters_overview"), icon_name="mail", order=900)


@hooks.register("register_reports_menu_item")
def journal_menu_item() -> MenuItem:
    return JournalMenuItem(_("Journal"), reverse("journal"), icon_name="clipboard-list", order=50)


@hooks.register("register_reports_menu_item")
def health_menu_item() -> MenuItem:
    return HealthMenuItem(_("Health of the site"), reverse("health"), icon_name="circle-check", order=40)
