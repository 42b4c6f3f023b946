"""Answers to what Wagtail and wagtail-localize do and offer no hook for."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import init_new_page, page_published
from wagtail_localize.models import StringTranslation, Translation

from pages import jobs, renditions, translations
from pages.models import Image


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


@receiver(post_save, sender=Image)
def picture_came(sender: type[Image], instance: Image, **kwargs: Any) -> None:
    """New, or cut anew: its copies are usually there before the page that shows it is published."""
    _make_copies([instance])


@receiver(page_published)
def pictures_go_out(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    _make_copies(renditions.shown_on(instance))


def _make_copies(images: Iterable[Image]) -> None:
    """In the transaction that asked for it: the worker hears of it when, and only if, it is done."""
    for image in images:
        jobs.make_renditions.defer(image_id=image.pk)
