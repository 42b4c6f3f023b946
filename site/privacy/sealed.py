"""Rows that hold what we know of a person: one sealed document each.

    class Inquiry(Sealed):
        asked = Document(Asked)

    inquiry = Inquiry(seal_id=keys.new_seal(alike.email(address), at=at))
    inquiry.asked.seal(Asked(name=…), at=at)
    inquiry.save()
    inquiry.asked.open().name
    Inquiry.asked.open_many(inquiries)  # one query for the keys of all

One document lives and dies whole: what must go earlier is a row of its own.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, Generic, Self, TypeVar, overload

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from privacy import crypto, documents, keys
from privacy.errors import Forgotten
from privacy.retention import Rule

D = TypeVar("D")


class Sealed(models.Model):
    """Without a seal the row is empty: the person is forgotten, the rest of the row (a count, a date) may
    stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seal_id = models.UUIDField(_("seal"), null=True, editable=False, db_index=True)
    sealed = models.BinaryField(_("sealed document"), default=b"", editable=False)

    document: ClassVar["Document[Any]"]
    retention: ClassVar[tuple[Rule, ...]] = ()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(seal_id__isnull=True, sealed=b"") | Q(seal_id__isnull=False) & ~Q(sealed=b""),
                name="%(app_label)s_%(class)s_is_sealed_or_empty",
            )
        ]

    @classmethod
    def forget(cls, rows: "models.QuerySet[Self]", *, at: datetime) -> None:
        """What becomes of rows whose person is forgotten; a model that keeps counts calls `emptied`
        instead."""
        rows.delete()


def emptied(rows: "models.QuerySet[Any]") -> None:
    rows.update(seal_id=None, sealed=b"")


class Document(Generic[D]):
    """Declares the one document of a model. On a row it opens and seals that row's."""

    def __init__(self, declared: type[D]) -> None:
        self.declared = declared

    def __set_name__(self, model: type[Sealed], name: str) -> None:
        model.document = self

    @overload
    def __get__(self, row: None, model: type[Sealed]) -> "Document[D]": ...
    @overload
    def __get__(self, row: Sealed, model: type[Sealed]) -> "RowsDocument[D]": ...
    def __get__(self, row: Sealed | None, model: type[Sealed]) -> "Document[D] | RowsDocument[D]":
        return self if row is None else RowsDocument(row, self.declared)

    def open_many(self, rows: Iterable[Sealed]) -> dict[uuid.UUID, D]:
        """By row id. Forgotten people are missing; anything that should open and does not raises."""
        whole = [row for row in rows if row.seal_id]
        opening = keys.for_reading(row.seal_id for row in whole if row.seal_id)
        return {
            row.pk: _opened(self.declared, row, opening[row.seal_id])
            for row in whole
            if row.seal_id in opening
        }


class RowsDocument(Generic[D]):
    def __init__(self, row: Sealed, declared: type[D]) -> None:
        self.row, self.declared = row, declared

    def seal(self, document: D, *, at: datetime) -> None:
        """Into the row, which is then to be saved. The seal must exist: its key was committed before."""
        if not isinstance(document, self.declared):
            raise TypeError(f"{type(self.row).__name__} seals {self.declared.__name__}.")
        if self.row.seal_id is None:
            raise Forgotten("This row has no seal: nothing more can be written into it.")
        key = keys.for_writing(self.row.seal_id, at=at)
        self.row.sealed = crypto.lock(key, documents.encode(document), place=place(self.row))

    def open(self) -> D:
        """Raises Forgotten, Tampered, MasterKeyMissing or DocumentMismatch."""
        opening = keys.for_reading([self.row.seal_id] if self.row.seal_id else [])
        if self.row.seal_id not in opening:
            raise Forgotten(keys.GONE)
        return _opened(self.declared, self.row, opening[self.row.seal_id])


def _opened(declared: type[D], row: Sealed, key: bytes) -> D:
    plain = crypto.unlock(key, bytes(row.sealed), place=place(row))
    return documents.decode(declared, plain)


def place(row: Sealed) -> bytes:
    """Where a document belongs. A model that is renamed must be sealed anew."""
    return f"{row._meta.label_lower} ".encode() + row.pk.bytes


def models_of_people() -> list[type[Sealed]]:
    """Every model with a sealed document, in the order of its label."""
    found = [model for model in apps.get_models() if issubclass(model, Sealed)]
    return sorted(found, key=lambda model: model._meta.label)
