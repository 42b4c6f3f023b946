"""What we keep, why, on what ground and until when: said once, next to each model, for staff, readers and
the worker.

    class Inquiry(Sealed):
        retention = (Rule(what=_("A journalist’s question"), …, keep=timedelta(days=90), since="closed_at"),)

A model that is not sealed may have rules too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Model, Q
from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True, kw_only=True)
class Rule:
    """`until` is an `ngettext_lazy` of `number`, which is filled in from `keep`: words and deed can not
    differ."""

    what: Words
    why: Words
    basis: Words
    until: Any
    keep: timedelta
    since: str
    when: Q = field(default_factory=Q)
    covers: tuple[str, ...] = ()
    order: int = 100
    anchor: str = ""

    @property
    def number(self) -> int:
        """Of days, or of hours where it is less than two days."""
        hours = self.keep // timedelta(hours=1)
        return hours if hours < 48 else self.keep.days

    @property
    def until_words(self) -> str:
        return str(self.until % {"number": self.number})

    def due(self, *, at: datetime) -> Q:
        return self.when & Q(**{f"{self.since}__lte": at - self.keep})


def registry() -> list[tuple[type[Model], Rule]]:
    """In the order of the public table."""
    return sorted(_declared(), key=lambda pair: (pair[1].order, pair[0]._meta.label))


def _declared() -> Iterator[tuple[type[Model], Rule]]:
    for model in apps.get_models():
        for rule in getattr(model, "retention", ()):
            yield model, rule
