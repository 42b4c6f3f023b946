"""Where other packages speak English only, though there are catalogues: words put into their mouths.

Each line can go when the package says it through gettext itself; the walk through the office in Belarusian
fails where a new one is needed.
"""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)
from wagtail.admin.forms.workflows import WorkflowPageForm
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.pages.search import SearchView
from wagtail.sites.views import IndexView as SitesView
from wagtail.users.forms import PagePermissionsForm
from wagtail_localize import models as localize_models
from wagtail_localize.locales.views import CreateView as NewLocaleView
from wagtail_localize.views import edit_translation
from wagtail_localize.views.report import TranslationsReportFilterSet

DATE_IN_NUMBERS = "%d.%m.%Y"
"""Python's names of months are English whoever asks."""
SITE_COLUMNS = {"port": _("Port"), "site_name": _("Site name"), "root_page": _("Root page")}
REPORT_FILTERS = {"source_locale": _("From"), "target_locale": _("Into")}
LINK_FIELDS = {
    "link_text": _("Words of the link"),
    "email_address": _("E-mail"),
    "subject": _("Subject of the letter"),
    "body": _("Text of the letter"),
    "phone_number": _("Telephone number"),
}

NAMES = (_("locale"), _("translation"))
"""Of models that have none but their English one."""


class SyncForm(localize_models.LocaleSynchronizationModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sync_from"].label = _("From")
        if "enabled" in self.fields:
            self.fields["enabled"].label = _("Switched on")


def speak() -> None:
    localize_models.DATE_FORMAT = edit_translation.DATE_FORMAT = DATE_IN_NUMBERS
    for column in SitesView.columns:
        column.label = SITE_COLUMNS.get(column.name, column.label)
    for name, label in REPORT_FILTERS.items():
        TranslationsReportFilterSet.base_filters[name].label = label
    for form in (AnchorLinkChooserForm, EmailLinkChooserForm, ExternalLinkChooserForm, PhoneLinkChooserForm):
        for name, field in form.base_fields.items():
            field.label = LINK_FIELDS.get(name, field.label)
    PagePermissionsForm.base_fields["page"].label = _("Page")
    localize_models.LocaleSynchronization.base_form_class = SyncForm
    NewLocaleView.page_subtitle = _("Language")
    WorkflowPageForm.base_fields["page"].label = _("Page")
    SearchView.verbose_name, SearchView.verbose_name_plural = _("page"), _("pages")
    # Wagtail puts a number before a plural and has it wrong in all languages that count as ours do.
    WagtailPaginator.items_count_label = property(counted)


def counted(paginator: WagtailPaginator) -> str:
    return _now("In all: %(number)d") % {"number": paginator.count}
