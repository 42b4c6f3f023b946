"""Who may see a page: the one place that knows what is live, kept back, or only lent by another language."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, F, Func, OuterRef, QuerySet, Value
from django.db.models.functions import Concat
from wagtail.models import Page, PageViewRestriction

P = TypeVar("P", bound=Page)


def _held_keys(at: datetime) -> "QuerySet[Any, Any]":
    from pages.models.embargo import Embargo  # noqa: PLC0415 - the page models import this module

    return Embargo.objects.filter(until__gt=at).values("translation_key")


def is_held(page: Page, *, at: datetime) -> bool:
    return _held_keys(at).filter(translation_key=page.translation_key).exists()


def with_embargo(pages: "QuerySet[P]", *, at: datetime) -> "QuerySet[P]":
    """Each page saying by `is_held_now` whether it is kept back."""
    return pages.annotate(
        is_held_now=Exists(_held_keys(at).filter(translation_key=OuterRef("translation_key")))
    )


def embargo_of(page: Page) -> datetime | None:
    from pages.models.embargo import Embargo  # noqa: PLC0415 - as above

    return (
        Embargo.objects.filter(translation_key=page.translation_key).values_list("until", flat=True).first()
    )


def set_embargo(*, translation_key: UUID, until: datetime | None) -> None:
    """One embargo for all languages of a page; `None` lifts it."""
    from pages.models.embargo import Embargo  # noqa: PLC0415 - as above

    if until is None:
        Embargo.objects.filter(translation_key=translation_key).delete()
    else:
        Embargo.objects.update_or_create(translation_key=translation_key, defaults={"until": until})


def not_held(pages: "QuerySet[P]", *, at: datetime) -> "QuerySet[P]":
    return pages.exclude(translation_key__in=_held_keys(at))


def readable(pages: "QuerySet[P]", *, at: datetime) -> "QuerySet[P]":
    """What a visitor can open: live, open to everybody, not kept back."""
    return not_held(pages.filter(~_restricted(), live=True), at=at)


def _restricted() -> Func:
    """Wagtail's `public()` asks for the restrictions first, each time; this is the same within the one query.

    An array is fetched once; as a question about each page it would read the whole tree for each of them.
    """
    closed = PageViewRestriction.objects.values(beginning=Concat("page__path", Value("%")))
    one_of_them = Func(ArraySubquery(closed), function="ANY")
    return Func(
        F("path"),
        one_of_them,
        template="%(expressions)s",
        arg_joiner=" LIKE ",
        output_field=BooleanField(),
    )


def listed(pages: "QuerySet[P]", *, at: datetime) -> "QuerySet[P]":
    """What lists, search, feeds, sitemaps and hreflang may name.

    A page not yet translated opens in the original's language under this language's address; it would stand
    in a list as a text that the reader cannot read, and twice in a search engine.
    """
    return readable(pages, at=at).filter(alias_of__isnull=True)
