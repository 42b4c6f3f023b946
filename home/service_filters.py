from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import CheckboxInput
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from home import services
from home.models import Service, Status


class ServiceFilters(WagtailFilterSet):
    status = django_filters.MultipleChoiceFilter(label=_("status"), choices=Status.choices)
    past = django_filters.BooleanFilter(
        label=_("past its end, shown as “ask us”"), method="past_until", widget=CheckboxInput
    )

    class Meta:
        model = Service
        fields = ["status"]

    def past_until(self, found: "QuerySet[Service]", name: str, wanted: Any) -> "QuerySet[Service]":
        overdue = services.past_until(today=timezone.localdate())
        return found.filter(pk__in=overdue.values("pk")) if wanted else found
