"""Lists in the office that can be filtered and taken along as a spreadsheet: all pages, pictures, documents.

Words (categories, tags) and what apps keep as snippets say the same in their own view sets.
"""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import GenericPageFilterSet, IndexView, PageListingMixin
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.coreutils import get_content_type_label
from wagtail.documents.views.documents import IndexView as DocumentsView
from wagtail.images.views.images import IndexView as ImagesView
from wagtail.models import Locale, Page

PICTURE_EXPORT = ["pk", "title", "description", "credit", "collection", "width", "height", "created_at"]
DOCUMENT_EXPORT = ["pk", "title", "collection", "file_size", "created_at"]
HEADINGS = {
    "pk": _("Number"),
    "title": _("Title"),
    "locale": _("Language"),
    "content_type": _("Type"),
    "status_string": _("Status"),
    "description": _("Description"),
    "credit": _("Credit"),
    "collection": _("Collection"),
    "width": _("Width"),
    "height": _("Height"),
    "file_size": _("Bytes"),
    "created_at": _("Uploaded"),
    "first_published_at": _("First published"),
    "last_published_at": _("Last published"),
    "full_url": _("Address"),
}


class AllPagesFilters(GenericPageFilterSet):
    locale = django_filters.ModelChoiceFilter(
        label=_("Language"), queryset=Locale.objects.all(), empty_label=_("All languages")
    )

    class Meta(GenericPageFilterSet.Meta):
        model = Page


LOCALE = Column("locale", label=_("Language"))


class AllPagesView(IndexView):
    """Stand-ins for missing translations are no pages of their own."""

    base_columns = [LOCALE if column.name == "parent" else column for column in PageListingMixin.base_columns]
    custom_field_preprocess = {
        **IndexView.custom_field_preprocess,
        "content_type": {
            IndexView.FORMAT_CSV: get_content_type_label,
            IndexView.FORMAT_XLSX: get_content_type_label,
        },
    }

    def get_base_queryset(self) -> "QuerySet[Page]":
        pages: QuerySet[Page] = super().get_base_queryset()
        return pages.filter(depth__gt=1, alias_of__isnull=True).select_related("locale")


class AllPagesViewSet(PageListingViewSet):
    model = Page
    name = "all_pages"
    icon = "list-ul"
    menu_label = _("All pages")
    menu_order = 110
    add_to_admin_menu = True
    menu_hook = "register_reports_menu_item"
    index_view_class = AllPagesView
    filterset_class = AllPagesFilters
    list_export = [
        *("pk", "title", "locale", "content_type", "status_string"),
        *("first_published_at", "last_published_at", "full_url"),
    ]
    export_headings = HEADINGS
    export_filename = "pages"


def equip() -> None:
    """Wagtail's lists of files can be taken along too, once they know what to write."""
    for view, columns, name in (
        (ImagesView, PICTURE_EXPORT, "images"),
        (DocumentsView, DOCUMENT_EXPORT, "documents"),
    ):
        view.list_export, view.export_headings, view.export_filename = columns, HEADINGS, name
