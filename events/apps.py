from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    label = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from events import audit_duties, letters, offers, seen  # noqa: F401, PLC0415 - they declare themselves, once models are loaded
