"""A site as empty as a new one, though it stood on the demo a moment ago."""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, router
from django.db.backends.utils import CursorWrapper
from django.db.models import ForeignKey, Model
from wagtail.models import Page

from events.models import Activity


def empty() -> None:
    """No page is left but the root, and no row that led to one; nothing is on.

    `Page.delete` tells the search, the references and the translations of each page that goes: right for an
    editor's click, and ten seconds of a processor for a whole site.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM wagtailcore_page WHERE depth > 1")
        while sum(forgotten(cursor, field) for field in links()):
            pass
        cursor.execute("SET LOCAL session_replication_role = origin")
    Page.objects.update(numchild=0)
    Activity.objects.all().delete()


def links() -> Iterator["ForeignKey[Model]"]:
    """Every column of this database that leads to a row of another table."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and router.allow_migrate_model(connection.alias, model):
            yield from (each for each in model._meta.local_fields if isinstance(each, ForeignKey))


def forgotten(cursor: CursorWrapper, field: "ForeignKey[Model]") -> int:
    """How many rows have led to what is not there any more."""
    target = field.target_field
    table, there = field.model._meta.db_table, target.model._meta.db_table
    cursor.execute(
        f'DELETE FROM "{table}" led WHERE "{field.column}" IS NOT NULL AND NOT EXISTS '  # noqa: S608 - our names
        f'(SELECT FROM "{there}" there WHERE there."{target.column}" = led."{field.column}")'
    )
    return cursor.rowcount
