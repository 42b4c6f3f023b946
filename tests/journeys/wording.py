"""What the site says, looked up in the catalogues: a better wording breaks no test."""

from django.utils.translation import gettext, ngettext, override, pgettext

LANGUAGES = ("be", "ru", "pl", "en")


def said(text: str, language: str, *, context: str | None = None) -> str:
    with override(language):
        return pgettext(context, text) if context else gettext(text)


def counted(one: str, many: str, number: int, language: str) -> str:
    with override(language):
        return ngettext(one, many, number)
