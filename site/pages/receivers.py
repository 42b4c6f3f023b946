"""Answers to what wagtail-localize does and offers no hook for."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail_localize.models import Translation

from pages import translations


@receiver(post_save, sender=Translation)
def begin_translation(sender: type[Translation], instance: Translation, created: bool, **kwargs: Any) -> None:
    if created:
        target = Page.objects.filter(
            translation_key=instance.source.object_id, locale=instance.target_locale
        ).first()
        if target:
            translations.begin(target)
