"""Who changes content need not remember the cache: the database writes down that it changed.

Triggers stand on the tables of everything readers see: pages, settings, snippets, pictures, documents,
addresses, restrictions, embargoes. They are set after every migration, so a new kind of page has them at
once. A transaction writes one row, which others see when, and only if, they see what it changed.

Columns that hold numbers which change all day (`COUNTS`) have a trigger of their own, which writes under the
name of those numbers. So do tables of which readers see nothing but a sum (`SUMS`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
DRAFT_FIELDS = frozenset({
    "id", "draft_title", "latest_revision_id", "latest_revision_created_at", "has_unpublished_changes",
    "live_revision_id", "locked", "locked_at", "locked_by_id", "owner_id",
})  # fmt: skip
"""Saving a draft writes these columns of a page, and no reader sees them."""


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Of a model whose rows hold, beside what readers see, numbers that change all day."""

    name: str
    """What pages that show them call them: see `caching.shows`."""
    columns: frozenset[str]
    unseen: frozenset[str] = frozenset()
    """Columns that no reader sees."""


COUNTS: dict[type[models.Model], Counts] = {}


@dataclass(frozen=True, kw_only=True)
class Sums:
    """Of a model whose rows nobody reads one by one: they are added up, all day."""

    name: str
    """As with `Counts`."""
    columns: frozenset[str] = frozenset()
    """Those whose change is another sum; without any only a new row is."""
    new_rows: bool = True


SUMS: dict[type[models.Model], Sums] = {}

NOTED = """
INSERT INTO pages_contentchange (transaction, "of") VALUES (pg_current_xact_id()::text::bigint, {of})
ON CONFLICT DO NOTHING
"""
NOTED_ANEW = """
INSERT INTO pages_contentchange (transaction, "of")
SELECT DISTINCT pg_current_xact_id()::text::bigint, "of" FROM pages_contentchange
ON CONFLICT DO NOTHING
"""
FORGOTTEN = """
DELETE FROM pages_contentchange WHERE id < (
    SELECT min(id) FROM pages_contentchange WHERE transaction = pg_current_xact_id()::text::bigint
)
"""
FUNCTION = f"""
CREATE OR REPLACE FUNCTION pages_content_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {NOTED.format(of="coalesce(TG_ARGV[0], '')").strip()};
    RETURN NULL;
END $$
"""
TRIGGER = """
CREATE OR REPLACE TRIGGER {name} AFTER {events} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION pages_content_changed({argument})
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
                if model in COUNTS:
                    cursor.execute(_trigger_of_counts(model, COUNTS[model]))
        for model, sums in SUMS.items():
            for trigger in _triggers_of_sums(model, sums):
                cursor.execute(trigger)


def forget_old() -> int:
    """Every change before this one, which is a change of its own so that no number of rows comes back.

    Gives how many were forgotten. A transaction that has begun earlier and ends later still counts.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(NOTED.format(of="''"))
        cursor.execute(NOTED_ANEW)
        cursor.execute(FORGOTTEN)
        return int(cursor.rowcount)


def _trigger(model: type[models.Model]) -> str:
    columns = [field.column for field in model._meta.local_fields if field.column]
    counts = COUNTS.get(model)
    unseen = DRAFT_FIELDS if model is Page else counts.columns | counts.unseen if counts else frozenset()
    return _written(
        model,
        name="pages_content_changed",
        events="INSERT OR DELETE OR UPDATE",
        columns=[column for column in columns if column not in unseen],
    )


def _trigger_of_counts(model: type[models.Model], counts: Counts) -> str:
    return _written(
        model,
        name="pages_counts_changed",
        events="UPDATE",
        columns=sorted(counts.columns),
        argument=f"'{counts.name}'",
    )


def _triggers_of_sums(model: type[models.Model], sums: Sums) -> Iterator[str]:
    argument = f"'{sums.name}'"
    if sums.new_rows:
        yield _written(model, name="pages_sums_grew", events="INSERT", columns=[], argument=argument)
    if sums.columns:
        columns = sorted(sums.columns)
        yield _written(model, name="pages_sums_changed", events="UPDATE", columns=columns, argument=argument)


def _written(
    model: type[models.Model], *, name: str, events: str, columns: Iterable[str], argument: str = ""
) -> str:
    quote = connection.ops.quote_name
    of = ", ".join(map(quote, columns))
    return TRIGGER.format(
        name=name,
        events=f"{events} OF {of}" if of else events,
        table=quote(model._meta.db_table),
        argument=argument,
    )


@receiver(post_migrate)
def installed(sender: Any, using: str, **kwargs: Any) -> None:
    """Once a migration, when the tables of all apps are there."""
    if using == "default" and sender.name == "pages" and _is_complete():
        install()


def _is_complete() -> bool:
    tables = set(connection.introspection.table_names())
    seen = [*content_models(), *SUMS]
    return all(model._meta.db_table in tables for model in seen if model._meta.managed)
