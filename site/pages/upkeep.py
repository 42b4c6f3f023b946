"""What of the published pages wants somebody's hand: untranslated, stale, bare, soon gone, leading nowhere.

Reports list it and the dashboard counts it down; both ask here.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    BigIntegerField,
    Count,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail_localize.models import Translation, TranslationSource

from config.languages import LANGUAGES
from pages import translations, visibility
from pages.models import BasePage

EXPIRING = timedelta(days=14)
"""Long enough for an editor who works on Saturdays only."""


def own() -> "QuerySet[Page]":
    """Live pages with words of their own, the root of the tree aside."""
    return Page.objects.filter(live=True, alias_of__isnull=True, depth__gt=1)


def originals() -> "QuerySet[Page]":
    """Without the translations kept in step with them, which change when they do."""
    work = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), target_locale=OuterRef("locale"), enabled=True
    )
    return own().filter(~Exists(work))


def untranslated() -> "QuerySet[Page]":
    """Originals that at least one language lacks; a translation is not asked for translations of itself."""
    versions = own().filter(translation_key=OuterRef("translation_key")).order_by().values("translation_key")
    known = versions.annotate(number=Count("pk")).values("number")
    return originals().alias(known=Subquery(known)).filter(known__lt=len(LANGUAGES))


def begun() -> "QuerySet[Page]":
    """Translations that were begun and never published, since their last draft, as `begun_since`."""
    sources = TranslationSource.objects.filter(object_id=OuterRef("translation_key")).order_by("created_at")
    since = Coalesce("latest_revision_created_at", Subquery(sources.values("created_at")[:1]))
    return translations.begun_among(Page.objects.all()).annotate(begun_since=since)


def missing_languages(pages: "list[Page]") -> dict[UUID, list[str]]:
    """By translation key, in one question: the languages in which there are no words yet."""
    keys = {page.translation_key for page in pages}
    known: dict[UUID, set[str]] = {key: set() for key in keys}
    rows = own().filter(translation_key__in=keys).values_list("translation_key", "locale__language_code")
    for key, code in rows:
        known[key].add(code)
    return {key: [code for code, _name in LANGUAGES if code not in codes] for key, codes in known.items()}


def stale(*, at: datetime) -> "QuerySet[Page]":
    """Pages of the types that say how long they stay true (`fresh_for`), unchanged for longer.

    Each says since when (`stale_since`), whenever it was published.
    """
    old, since = Q(pk__in=[]), []
    for model in page_types():
        if model.fresh_for is not None:
            unchanged = model.objects.filter(**{f"{model.fresh_since}__lt": at - model.fresh_for})
            old |= Q(pk__in=unchanged.values("pk"))
            ends = Cast(model.fresh_since, DateTimeField()) + Value(model.fresh_for)
            moment = ExpressionWrapper(ends, output_field=DateTimeField())
            since.append(Subquery(model.objects.filter(pk=OuterRef("pk")).values_list(moment)))
    return originals().filter(old).annotate(stale_since=Coalesce(*since, F("last_published_at")))


def days_unseen(pages: "list[Page]", *, at: datetime) -> dict[int, int]:
    """How long ago somebody last looked, by the page's number."""
    kinds = Page.objects.filter(pk__in=[page.pk for page in pages]).specific()
    return {page.pk: (at.date() - _day(getattr(page, page.fresh_since))).days for page in kinds}


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def without_cover() -> "QuerySet[Page]":
    """Pages that could show a photograph and show an ornament; translations share it, so the originals."""
    bare = Q(pk__in=[])
    for model in page_types():
        if any(field.name == "cover" for field in model._meta.get_fields()):
            bare |= Q(pk__in=model.objects.filter(cover__isnull=True).values("pk"))
    return originals().filter(bare)


def page_types() -> "Iterator[type[BasePage]]":
    waiting = list(BasePage.__subclasses__())
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        if not model._meta.abstract:
            yield model


def expiring(*, at: datetime, within: timedelta = EXPIRING) -> "QuerySet[Page]":
    return own().filter(expire_at__gt=at, expire_at__lte=at + within)


def broken_links(*, at: datetime) -> "QuerySet[ReferenceIndex]":
    """References of published pages to what is not there, or what readers may not open."""
    lost = _lost(Page, visibility.readable(Page.objects.all(), at=at))
    for model in (get_image_model(), get_document_model()):
        lost |= _lost(model, model.objects.all())
    return (
        ReferenceIndex.objects.filter(base_content_type=_type(Page))
        .alias(source=_number("object_id"), target=_number("to_object_id"))
        .filter(Exists(own().filter(pk=OuterRef("source"))), lost)
    )


def _lost(model: type[Model], there: "QuerySet[Any]") -> Q:
    return Q(~Exists(there.filter(pk=OuterRef("target"))), to_content_type=_type(model))


def with_broken_links(*, at: datetime) -> "QuerySet[Page]":
    return own().filter(pk__in=broken_links(at=at).annotate(page=_number("object_id")).values("page"))


def broken_links_of(pages: "list[Page]", *, at: datetime) -> dict[int, int]:
    """How many each of these pages has, by its number."""
    keys = [str(page.pk) for page in pages]
    counted = broken_links(at=at).filter(object_id__in=keys).values_list("object_id").annotate(Count("pk"))
    return {int(key): number for key, number in counted}


def pages_linking_to(target: Model) -> list[int]:
    references = ReferenceIndex.get_references_to(target).filter(base_content_type=_type(Page))
    return [int(key) for key in references.values_list("object_id", flat=True).distinct()]


def note_links(keys: list[int]) -> None:
    """Write into the index where these pages lead, whether or not there is anything left."""
    for page in Page.objects.filter(pk__in=keys).specific():
        ReferenceIndex.create_or_update_for_object(page)


def _number(field: str) -> Cast:
    """The index keeps the keys of all models as text."""
    return Cast(field, BigIntegerField())


def _type(model: type[Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)
