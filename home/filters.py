"""How lists of snippets in the office are narrowed."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from home import services
from home.models import Category, Mention, Service, Status, StoryPage, Tag


class ServiceFilters(WagtailFilterSet):
    status = django_filters.MultipleChoiceFilter(
        label=capfirst(_("status")), choices=Status.choices, widget=CheckboxSelectMultiple
    )
    past = django_filters.ChoiceFilter(
        label=capfirst(_("end")), choices=[("on", _("past its end, shown as “ask us”"))], method="past_until"
    )

    class Meta:
        model = Service
        fields = ["status"]

    def past_until(self, found: "QuerySet[Service]", name: str, wanted: Any) -> "QuerySet[Service]":
        """Asked only when the filter is chosen."""
        return found.filter(pk__in=services.past_until(today=timezone.localdate()).values("pk"))


class WordFilters(WagtailFilterSet):
    """Words nobody uses make lists long: they are found here, to be joined or taken away."""

    on_stories: "QuerySet[Any]"
    key: str
    """One row for each word on a story, and where it names the word."""

    used = django_filters.ChoiceFilter(
        label=capfirst(_("on stories")),
        choices=[("yes", _("stands on a story")), ("no", _("stands on none"))],
        method="used_on_stories",
    )

    def used_on_stories(self, found: "QuerySet[Any]", name: str, wanted: str) -> "QuerySet[Any]":
        used = Exists(self.on_stories.filter(**{self.key: OuterRef("pk")}))
        return found.filter(used if wanted == "yes" else ~used)


class CategoryFilters(WordFilters):
    on_stories, key = StoryPage.objects.all(), "category"

    class Meta:
        model = Category
        fields: list[str] = []


class TagFilters(WordFilters):
    on_stories, key = StoryPage.tags.through.objects.all(), "tag"

    class Meta:
        model = Tag
        fields: list[str] = []


class MentionFilters(WagtailFilterSet):
    language = django_filters.MultipleChoiceFilter(
        label=capfirst(_("language of the text")),
        choices=Mention.Language.choices,
        widget=CheckboxSelectMultiple,
    )
    date = django_filters.DateFromToRangeFilter(
        label=capfirst(_("published on")), widget=DateRangePickerWidget
    )

    class Meta:
        model = Mention
        fields = ["language", "date"]
