from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "office"
    label = "office"
    verbose_name = _("Office")

    def ready(self) -> None:
        from office import alarm, letters, openings, signs  # noqa: F401, PLC0415 - they declare themselves
