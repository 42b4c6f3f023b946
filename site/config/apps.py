from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config import starting


class SiteConfig(AppConfig):
    """First of all, so that nothing of a site that may not start is done."""

    name = "config"

    def ready(self) -> None:
        for refusal in starting.refusals(settings):
            raise ImproperlyConfigured(refusal)
        from config import checks  # noqa: F401, PLC0415 - they register themselves
