"""What the site says, looked up in the catalogues: a better wording breaks no test."""

from django.utils.translation import gettext, ngettext, override, pgettext
from django.utils.translation.trans_real import DjangoTranslation

LANGUAGES = ("be", "ru", "pl", "en")


def said(text: str, language: str, *, context: str | None = None) -> str:
    with override(language):
        return pgettext(context, text) if context else gettext(text)


def counted(one: str, many: str, number: int, language: str) -> str:
    with override(language):
        return ngettext(one, many, number)


def said_by_script(text: str, language: str) -> str:
    """What the admin's own scripts say: they have a catalogue of their own."""
    return str(DjangoTranslation(language, domain="djangojs").gettext(text))
