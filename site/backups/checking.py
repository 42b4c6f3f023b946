"""What must be true of a restored site before people are let in. Each problem is a sentence."""

from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from django.apps import apps
from django.db import connections, models
from django.db.migrations.loader import MigrationLoader
from wagtail.models import Page

from backups.making import ALIASES
from privacy.errors import PrivacyError
from privacy.forgetting import BATCH, in_batches
from privacy.sealed import Sealed, models_of_people
from privacy.vault.models import Destroyed

TREE = ("a broken step", "a broken path", "a wrong depth", "a lost parent", "a wrong number of children")


Look = Callable[[], Iterable[str]]
looks: list[Look] = []


def look(find: Look) -> Look:
    """For parts of the site that know themselves what must be true of them."""
    looks.append(find)
    return find


def problems() -> list[str]:
    return [problem for find in looks for problem in find()]


@look
def migrations() -> Iterator[str]:
    for alias in ALIASES.values():
        loader = MigrationLoader(connections[alias])
        unknown = sorted(
            ".".join(each) for each in set(loader.applied_migrations) - set(loader.disk_migrations)
        )
        ours = [each for each in unknown if apps.is_installed(each.split(".")[0])]
        if ours:
            yield f"The backup comes from a newer version of the site ({', '.join(ours)}): update this one."


@look
def documents() -> Iterator[str]:
    """Every sealed row has a key or its person is forgotten, and whatever has a key opens."""
    for model in models_of_people():
        rows = model._default_manager.filter(seal_id__isnull=False)
        lost, shut = _unreadable(model, rows)
        if lost:
            yield (
                f"{lost} rows of {model._meta.label} have no key and are not forgotten: the backup of the"
                " vault is older than that of the main database."
            )
        yield from (f"{model._meta.label} does not open: {reason}" for reason in sorted(shut))


def _unreadable(model: type[Sealed], rows: "models.QuerySet[Sealed]") -> tuple[int, set[str]]:
    lost, shut = 0, set()
    for some in in_batches(rows.values_list("pk", flat=True).iterator(), size=BATCH):
        batch = list(model._default_manager.filter(pk__in=some))
        try:
            opened: dict[UUID, object] = model.document.open_many(batch)
        except PrivacyError as error:
            shut.add(str(error))
            continue
        closed = [row.seal_id for row in batch if row.seal_id and row.pk not in opened]
        destroyed = set(Destroyed.objects.filter(pk__in=closed).values_list("pk", flat=True))
        lost += sum(1 for seal_id in closed if seal_id not in destroyed)
    return lost, shut


@look
def tree() -> Iterator[str]:
    for kind, found in zip(TREE, Page.find_problems(), strict=True):
        if found:
            yield f"The tree of pages has {kind} ({len(found)} pages): `manage.py fixtree` mends it."


@look
def missing_files() -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.FileField):
                missing = _missing(model, field)
                if missing:
                    yield f"{missing} files of {model._meta.label} are missing."


def _missing(model: type[models.Model], field: models.FileField) -> int:
    rows = model._default_manager.exclude(**{field.name: ""}).only(field.name).iterator()
    files = (getattr(row, field.name) for row in rows)
    return sum(1 for file in files if not file.storage.exists(file.name))
