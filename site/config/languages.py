"""The four languages of the site, equal to each other; Belarusian is the one we start from."""

from django.utils.translation import gettext_lazy as _

LANGUAGES = [
    ("be", _("Belarusian")),
    ("ru", _("Russian")),
    ("pl", _("Polish")),
    ("en", _("English")),
]
DEFAULT_LANGUAGE = "be"
# A language is always offered under its own name: who cannot read this page must still find the switch.
OWN_NAMES = {"be": "Беларуская", "ru": "Русский", "pl": "Polski", "en": "English"}
