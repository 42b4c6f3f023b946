"""Answers to what Wagtail and wagtail-localize do and offer no hook for."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import init_new_page
from wagtail_localize.models import StringTranslation, Translation

from pages import translations


@receiver(init_new_page)
def begin_as_draft(page: Page, **kwargs: Any) -> None:
    """“Publish” on a new page would put it live before anybody has asked whether it may be."""
    page.live = False


@receiver(post_save, sender=Translation)
def begin_translation(sender: type[Translation], instance: Translation, created: bool, **kwargs: Any) -> None:
    if created:
        target = Page.objects.filter(
            translation_key=instance.source.object_id, locale=instance.target_locale
        ).first()
        if target:
            translations.begin(target)


@receiver(post_save, sender=StringTranslation)
def refuse_too_long(sender: type[StringTranslation], instance: StringTranslation, **kwargs: Any) -> None:
    """The translator sees it beside the text; a text with an error counts as missing."""
    if instance.has_error:
        return
    try:
        translations.check_length(instance)
    except ValidationError as error:
        instance.set_field_error([error])
