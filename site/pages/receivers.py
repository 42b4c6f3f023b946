"""Answers to what Wagtail and wagtail-localize do and offer no hook for."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, post_page_move
from wagtail_localize.models import StringTranslation, Translation

from pages import jobs, renditions, translations, upkeep
from pages.models import Image


@receiver(pre_delete)
def remember_who_links_here(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Wagtail forgets the links to what is deleted, and with them those that lead nowhere from now on."""
    if isinstance(instance, (Page, AbstractDocument)):
        linking = upkeep.pages_linking_to(instance)
        transaction.on_commit(partial(upkeep.note_links, linking))


@receiver([page_slug_changed, post_page_move])
def forget_redirects_to_itself(instance: Page, **kwargs: Any) -> None:
    """A page back at its old address needs no redirect from there: taken offline, it would lead to itself."""
    pages = instance.get_descendants(inclusive=True).select_related("locale")
    paths = [Redirect.normalise_path(parts[2]) for page in pages if (parts := page.get_url_parts())]
    Redirect.objects.filter(automatically_created=True, old_path__in=paths).delete()


@receiver(post_save, sender=Translation)
def begin_translation(sender: type[Translation], instance: Translation, created: bool, **kwargs: Any) -> None:
    if created:
        target = Page.objects.filter(
            translation_key=instance.source.object_id, locale=instance.target_locale
        ).first()
        if target:
            translations.begin(target)


@receiver(post_save, sender=StringTranslation)
def propose_slug(sender: type[StringTranslation], instance: StringTranslation, **kwargs: Any) -> None:
    """The address follows the translated title, until a translator gives it words of its own."""
    translations.propose_slug(instance)


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
