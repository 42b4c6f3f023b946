"""What pages add to the office: reports, the way of a translation to an editor, the guide."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from config.languages import LANGUAGES
from pages import duties, guide, moderation_views, translation_duties, translations, writing_views  # noqa: F401 - duties are known once they are imported
from pages.listings import AllPagesViewSet
from pages.reports import REPORTS, ConsentEnding, Report

FIRST_REPORT = 100
GUIDE = 9_500
"""Below the reports, above the settings."""


class PageReportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(page_permission_policy.user_has_any_permission(request.user, {"change", "publish"}))


class PictureReportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(ConsentEnding.permission_policy.user_has_any_permission(request.user, {"change"}))


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern | URLResolver]:
    reports = [each for report in REPORTS for each in _report_urls(report)]
    return [
        path("reports/pages/", include((reports, "page_reports"))),
        path("guide/", guide.GuideView.as_view(), name="guide"),
        path("guide/images/<str:name>", guide.image, name="guide_image"),
        path(
            "translations/<int:pk>/write/<slug:language>/",
            writing_views.WriteView.as_view(),
            name="write_translation",
        ),
        path("translations/<int:pk>/hand-over/", moderation_views.hand_over, name="hand_over"),
        path("translations/<int:pk>/approve/", moderation_views.approve, name="approve_translation"),
        path("translations/<int:pk>/send-back/", moderation_views.send_back, name="send_back_translation"),
    ]


def _report_urls(report: Report) -> list[URLPattern]:
    slug = report.name.replace("_", "-")
    return [
        path(f"{slug}/", report.as_view(), name=report.name),
        path(f"{slug}/results/", report.as_view(results_only=True), name=f"{report.name}_results"),
    ]


@hooks.register("register_admin_viewset")
def all_pages() -> AllPagesViewSet:
    return AllPagesViewSet("all_pages")


@hooks.register("register_admin_menu_item")
def guide_item() -> MenuItem:
    return MenuItem(_("Guide"), reverse("guide"), name="guide", icon_name="doc-full", order=GUIDE)


def _item(number: int, report: Report) -> MenuItem:
    kind = PictureReportItem if report is ConsentEnding else PageReportItem
    return kind(
        report.page_title,
        reverse(f"page_reports:{report.name}"),
        name=report.name.replace("_", "-"),
        icon_name=report.header_icon,
        order=FIRST_REPORT + number,
    )


for _number, _report in enumerate(REPORTS):
    hooks.register("register_reports_menu_item", lambda number=_number, report=_report: _item(number, report))


@hooks.register("after_publish_page")
def offer_translations(request: HttpRequest, page: Page) -> None:
    """The next thing to do, while the words are still in one's head."""
    missing = [] if page.alias_of_id else translations.missing_languages(page)
    if not missing or translations.translation_of(page):
        return
    names = dict(LANGUAGES)
    buttons = [
        messages.button(reverse("write_translation", args=[page.pk, code]), names[code]) for code in missing
    ]
    messages.info(request, _now("Translate it into:"), buttons=buttons)
