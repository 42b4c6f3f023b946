"""The four rows of languages, looked up once a process: they change with a release, if ever."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import get_language
from wagtail.models import Locale

from config.languages import DEFAULT_LANGUAGE

_known: dict[str, Locale] = {}


def active() -> Locale:
    """The reader's."""
    code = get_language() or DEFAULT_LANGUAGE
    if code not in _known:
        _known[code] = Locale.objects.get_for_language(code)
    return _known[code]


@receiver([post_save, post_delete], sender=Locale)
def forget(sender: type[Locale], **kwargs: Any) -> None:
    _known.clear()
