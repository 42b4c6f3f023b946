"""Who changes content need not remember the cache: the database writes down that it changed.

Triggers stand on the tables of everything readers see: pages, settings, snippets, pictures, documents,
addresses, restrictions, embargoes. They are set after every migration, so a new kind of page has them at
once. A transaction writes one row, which others see when, and only if, they see what it changed.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from modelcluster.fields import ParentalKey
from wagtail import hooks
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.models import AbstractSetting
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)
from wagtail.snippets.models import get_snippet_models

from pages.models import Document, Embargo, FourNames, Image, Rendition

SEEN = (Page, AbstractSetting, FourNames)
ALSO_SEEN: list[type[models.Model]] = [
    Collection, CollectionViewRestriction, Document, Embargo, Image, Locale, PageViewRestriction, Redirect,
    Rendition, Site,
]  # fmt: skip
"""An app whose readers see rows that are neither pages, settings nor snippets adds their models here."""
UNSEEN: tuple[type[models.Model], ...] = (Comment,)
DRAFT_FIELDS = {
    "id", "draft_title", "latest_revision_id", "latest_revision_created_at", "has_unpublished_changes",
    "live_revision_id", "locked", "locked_at", "locked_by_id", "owner_id",
}  # fmt: skip
"""Saving a draft writes these columns of a page, and no reader sees them."""

NOTED = """
INSERT INTO pages_contentchange (transaction) VALUES (pg_current_xact_id()::text::bigint)
ON CONFLICT DO NOTHING
"""
FORGOTTEN = """
DELETE FROM pages_contentchange WHERE id < (
    SELECT id FROM pages_contentchange WHERE transaction = pg_current_xact_id()::text::bigint
)
"""
FUNCTION = f"""
CREATE OR REPLACE FUNCTION pages_content_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {NOTED.strip()};
    RETURN NULL;
END $$
"""
TRIGGER = """
CREATE OR REPLACE TRIGGER pages_content_changed AFTER INSERT OR DELETE OR UPDATE OF {columns} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION pages_content_changed()
"""


def content_models() -> Iterator[type[models.Model]]:
    hooks.search_for_hooks()  # Snippets are registered there.
    snippets = set(get_snippet_models())
    for model in apps.get_models():
        if issubclass(model, SEEN) or model in snippets or model in ALSO_SEEN:
            yield model
            yield from _belonging(model)


def _belonging(model: type[models.Model]) -> Iterator[type[models.Model]]:
    """Rows edited together with another, and choices of many."""
    for field in model._meta.local_many_to_many:
        if through := field.remote_field.through:
            yield through
    for relation in model._meta.related_objects:
        if isinstance(relation.field, ParentalKey) and relation.related_model not in UNSEEN:
            yield relation.related_model


def install() -> None:
    with connection.cursor() as cursor:
        cursor.execute(FUNCTION)
        for model in dict.fromkeys(content_models()):
            if model._meta.managed and not model._meta.proxy:
                cursor.execute(_trigger(model))


def forget_old() -> int:
    """Every change before this one, which is a change of its own so that no number of rows comes back.

    Gives how many were forgotten. A transaction that has begun earlier and ends later still counts.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(NOTED)
        cursor.execute(FORGOTTEN)
        return int(cursor.rowcount)


def _trigger(model: type[models.Model]) -> str:
    quote = connection.ops.quote_name
    columns = [field.column for field in model._meta.local_fields if field.column]
    seen = [column for column in columns if model is not Page or column not in DRAFT_FIELDS]
    return TRIGGER.format(columns=", ".join(map(quote, seen)), table=quote(model._meta.db_table))


@receiver(post_migrate)
def installed(sender: Any, using: str, **kwargs: Any) -> None:
    """Once a migration, when the tables of all apps are there."""
    if using == "default" and sender.name == "pages" and _is_complete():
        install()


def _is_complete() -> bool:
    tables = set(connection.introspection.table_names())
    return all(model._meta.db_table in tables for model in content_models() if model._meta.managed)
