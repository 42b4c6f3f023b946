from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    """What we know of people. Its keys lie in another database: see `privacy.vault`."""

    name = "privacy"
    verbose_name = _("Personal data")

    def ready(self) -> None:
        from privacy import checks  # noqa: F401, PLC0415 - they register themselves, once models are loaded
