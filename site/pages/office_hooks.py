"""What pages add to the office: reports, the way of a translation to an editor, the guide."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from pages import duties, guide, moderation_views  # noqa: F401 - duties are known once they are imported
from pages.reports import REPORTS, UpkeepReport

FIRST_REPORT = 100
GUIDE = 9_500
"""Below the reports, above the settings."""


class PageReportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(page_permission_policy.user_has_any_permission(request.user, {"change", "publish"}))


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern | URLResolver]:
    reports = [each for report in REPORTS for each in _report_urls(report)]
    return [
        path("reports/pages/", include((reports, "page_reports"))),
        path("guide/", guide.GuideView.as_view(), name="guide"),
        path("guide/images/<str:name>", guide.image, name="guide_image"),
        path("translations/<int:pk>/hand-over/", moderation_views.hand_over, name="hand_over"),
        path("translations/<int:pk>/approve/", moderation_views.approve, name="approve_translation"),
        path("translations/<int:pk>/send-back/", moderation_views.send_back, name="send_back_translation"),
    ]


def _report_urls(report: type[UpkeepReport]) -> list[URLPattern]:
    slug = report.name.replace("_", "-")
    return [
        path(f"{slug}/", report.as_view(), name=report.name),
        path(f"{slug}/results/", report.as_view(results_only=True), name=f"{report.name}_results"),
    ]


@hooks.register("register_admin_menu_item")
def guide_item() -> MenuItem:
    return MenuItem(_("Guide"), reverse("guide"), name="guide", icon_name="help", order=GUIDE)


def _item(number: int, report: type[UpkeepReport]) -> MenuItem:
    return PageReportItem(
        report.page_title,
        reverse(f"page_reports:{report.name}"),
        name=report.name.replace("_", "-"),
        icon_name=report.header_icon,
        order=FIRST_REPORT + number,
    )


for _number, _report in enumerate(REPORTS):
    hooks.register("register_reports_menu_item", lambda number=_number, report=_report: _item(number, report))
