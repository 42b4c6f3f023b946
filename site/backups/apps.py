from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackupsConfig(AppConfig):
    """Copies of everything, locked to a key that is not here: see docs/backup.md."""

    name = "backups"
    verbose_name = _("Backups")

    def ready(self) -> None:
        from backups import health  # noqa: F401, PLC0415 - its sign is known once it is imported
