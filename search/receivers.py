"""Whatever way a page goes live, changes or goes, the index hears of it."""

from typing import Any

from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page

from pages.models import BasePage, Document
from search import indexing


@receiver(post_save)
def saved(
    sender: type[Any], instance: Any, raw: bool, update_fields: frozenset[str] | None, **kwargs: Any
) -> None:
    """Saving a draft saves a few fields of the page, while the object in hand holds the draft's words."""
    is_draft = update_fields is not None and "live" not in update_fields
    if isinstance(instance, BasePage) and not raw and not is_draft:
        indexing.write(instance)


@receiver(post_save, sender=Document)
def document_saved(sender: type[Document], instance: Document, raw: bool, **kwargs: Any) -> None:
    if not raw:
        indexing.renamed(instance)


@receiver(pre_delete, sender=Document)
def document_deleted(sender: type[Document], instance: Document, **kwargs: Any) -> None:
    indexing.forget_document(instance)


@receiver(pre_delete, sender=Page)
def deleted(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    indexing.forget([instance.pk])
