from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    """E-mails: chosen by what has happened, written in the person's language, handed over once."""

    name = "letters"
    verbose_name = _("Letters")

    def ready(self) -> None:
        from letters import health  # noqa: F401, PLC0415 - its sign is known once it is imported
