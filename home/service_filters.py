from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from home import services
from home.models import Service, Status


class ServiceFilters(WagtailFilterSet):
    status = django_filters.MultipleChoiceFilter(
        label=_("status"), choices=Status.choices, widget=CheckboxSelectMultiple
    )
    past = django_filters.ChoiceFilter(
        label=_("end"), choices=[("on", _("past its end, shown as “ask us”"))], method="past_until"
    )

    class Meta:
        model = Service
        fields = ["status"]

    def past_until(self, found: "QuerySet[Service]", name: str, wanted: Any) -> "QuerySet[Service]":
        """Asked only when the filter is chosen."""
        return found.filter(pk__in=services.past_until(today=timezone.localdate()).values("pk"))
