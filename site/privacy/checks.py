"""What must be declared, asked before the site starts; and, of the vault, whether its keys can be opened
at all."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db.utils import ProgrammingError

from config.routers import VAULT
from privacy import documents, masters, rotation
from privacy.sealed import Sealed, models_of_people


@register(Tags.models)
def everything_sealed_is_declared(**options: Any) -> list[CheckMessage]:
    return [fault for model in models_of_people() for fault in faults_of(model)]


def faults_of(model: type[Sealed]) -> Iterator[CheckMessage]:
    if "document" not in vars(model):
        yield Error("A sealed model needs one Document.", obj=model, id="privacy.E001")
        return
    covered = {key for rule in model.retention for key in rule.covers}
    declared = set(documents.fields(model.document.declared))
    if missing := sorted(declared - covered):
        yield Error(f"No retention rule covers {', '.join(missing)}.", obj=model, id="privacy.E002")
    if unknown := sorted(covered - declared):
        yield Error(
            f"A retention rule covers {', '.join(unknown)}, which is not sealed.",
            obj=model,
            id="privacy.E003",
        )
    if not any(each.name.endswith("_is_sealed_or_empty") for each in model._meta.constraints):
        yield Error("Meta must take over the constraints of Sealed.Meta.", obj=model, id="privacy.E004")


@register(Tags.database)
def master_keys_are_here(databases: Any = None, **options: Any) -> list[CheckMessage]:
    """Runs with `manage.py check --database vault` and before each migration of the vault."""
    if VAULT not in (databases or []):
        return []
    try:
        names = {
            name for kind in rotation.KINDS for name in kind._default_manager.values_list("master", flat=True)
        }
    except ProgrammingError:  # Before the first migration there is nothing to ask.
        return []
    return [
        Error(
            f"Keys in the vault are wrapped under the master key {name}, which is not here.",
            id="privacy.E005",
        )
        for name in sorted(names - set(masters.known()))
    ]
