from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackupsConfig(AppConfig):
    """Copies of everything, locked to a key that is not here: see docs/backup.md."""

    name = "backups"
    verbose_name = _("Backups")
