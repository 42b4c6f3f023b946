from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    """E-mails: chosen by what has happened, written in the person's language, handed over once."""

    name = "letters"
    verbose_name = _("Letters")
