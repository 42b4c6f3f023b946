"""Lists of pages that want something, each with filters and a spreadsheet to take along."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.views.reports import PageReportView
from wagtail.coreutils import get_content_type_label
from wagtail.models import Locale, Page, get_page_content_types
from wagtail.permissions import page_permission_policy

from config.languages import LANGUAGES
from pages import upkeep


class PageFilters(WagtailFilterSet):
    locale = django_filters.ModelChoiceFilter(
        label=_("Language"), queryset=Locale.objects.all(), empty_label=_("All languages")
    )
    content_type = ContentTypeFilter(
        label=_("Type"), queryset=lambda request: get_page_content_types(include_base_page_type=False)
    )

    class Meta:
        model = Page
        fields = ["locale", "content_type"]


class UpkeepReport(PageReportView):
    """One list of `upkeep`; subclasses say which, and what the last column tells."""

    name = ""
    header_icon = "doc-full-inverse"
    nothing: Any = ""
    """What an empty list says: good news mostly."""
    remark_heading: Any = ""
    results_template_name = "pages/admin/report_results.html"
    filterset_class = PageFilters
    any_permission_required = ["change", "publish"]
    custom_field_preprocess = {
        **PageReportView.custom_field_preprocess,
        "content_type": {
            PageReportView.FORMAT_CSV: get_content_type_label,
            PageReportView.FORMAT_XLSX: get_content_type_label,
        },
    }
    list_export = ["title", "locale", "content_type", "last_published_at", "remark", "full_url"]

    @classmethod
    def url_names(cls) -> dict[str, str]:
        return {
            "index_url_name": f"page_reports:{cls.name}",
            "index_results_url_name": f"page_reports:{cls.name}_results",
        }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**self.url_names(), **kwargs)
        self.export_headings = {
            "title": _("Title"),
            "locale": _("Language"),
            "content_type": _("Type"),
            "last_published_at": _("Last published"),
            "remark": self.remark_heading,
            "full_url": _("Address"),
        }

    def found(self) -> "QuerySet[Page]":
        raise NotImplementedError

    def get_queryset(self) -> "QuerySet[Page]":
        policy = page_permission_policy
        mine = policy.instances_user_has_any_permission_for(self.request.user, {"change", "publish"})
        self.queryset = self.found().filter(pk__in=mine.values("pk")).select_related("locale", "content_type")
        self.queryset = self.queryset.order_by("last_published_at", "pk")
        return super().get_queryset()

    def decorate_paginated_queryset(self, pages: "QuerySet[Page]") -> list[Page]:
        return self.decorated(list(pages))

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return {**context, "nothing": self.nothing, "remark_heading": self.remark_heading}

    def decorated(self, pages: list[Page]) -> list[Page]:
        remarks = self.remarks(pages)
        for page in pages:
            page.remark = remarks.get(page.pk, "")
        return pages

    def remarks(self, pages: list[Page]) -> dict[int, str]:
        return {}


class Untranslated(UpkeepReport):
    name = "untranslated"
    page_title = _("Not translated")
    header_icon = "site"
    remark_heading = _("Lacks")
    nothing = _("Every page is there in all four languages.")

    def found(self) -> "QuerySet[Page]":
        return upkeep.untranslated()

    def remarks(self, pages: list[Page]) -> dict[int, str]:
        missing, names = upkeep.missing_languages(pages), dict(LANGUAGES)
        return {
            page.pk: ", ".join(str(names[code]) for code in missing[page.translation_key]) for page in pages
        }


class Stale(UpkeepReport):
    name = "stale"
    page_title = _("Not looked at for long")
    header_icon = "time"
    remark_heading = _("Days since anybody looked")
    nothing = _("Everything has been looked at lately.")

    def found(self) -> "QuerySet[Page]":
        return upkeep.stale(at=timezone.now())

    def remarks(self, pages: list[Page]) -> dict[int, str]:
        return {page.pk: str((timezone.now() - page.last_published_at).days) for page in pages}


class WithoutCover(UpkeepReport):
    name = "without_cover"
    page_title = _("Without a picture")
    header_icon = "image"
    nothing = _("Every page that can show a picture shows one.")

    def found(self) -> "QuerySet[Page]":
        return upkeep.without_cover()


class Expiring(UpkeepReport):
    name = "expiring"
    page_title = _("Going offline soon")
    header_icon = "calendar"
    remark_heading = _("Goes offline")
    nothing = _("No page goes offline in the next two weeks.")

    def found(self) -> "QuerySet[Page]":
        return upkeep.expiring(at=timezone.now())

    def remarks(self, pages: list[Page]) -> dict[int, str]:
        return {page.pk: date_format(timezone.localtime(page.expire_at), "DATETIME_FORMAT") for page in pages}


class BrokenLinks(UpkeepReport):
    name = "broken_links"
    page_title = _("Links that lead nowhere")
    header_icon = "link"
    remark_heading = _("Links that lead nowhere")
    nothing = _("Every link on our pages leads somewhere.")

    def found(self) -> "QuerySet[Page]":
        return upkeep.with_broken_links(at=timezone.now())

    def remarks(self, pages: list[Page]) -> dict[int, str]:
        counted = upkeep.broken_links_of(pages, at=timezone.now())
        return {pk: str(number) for pk, number in counted.items()}


REPORTS: list[type[UpkeepReport]] = [Untranslated, Stale, WithoutCover, Expiring, BrokenLinks]
