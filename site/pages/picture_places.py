"""Where a picture stands: in which pages, of all languages, before readers or in a draft."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex, Revision

from pages import consent
from pages.models.media import Image


@dataclass(frozen=True, kw_only=True)
class Place:
    page: Page
    read: bool
    """Whether readers meet the picture there, or it waits in a draft."""


def pictures_in(version: Page) -> "QuerySet[Image]":
    """All that this very version shows, wherever in it: a field, a block, a text, a child object."""
    return Image.objects.filter(pk__in=_ids_in(version)).order_by("pk")


def _ids_in(version: Page) -> set[int]:
    kind = ContentType.objects.get_for_model(Image).pk
    # The walk of Wagtail's own index when a page is saved; it has no public name, and a test guards it.
    found = ReferenceIndex._extract_references_from_object(version)
    return {int(pk) for content_type, pk, *_paths in found if content_type == kind}


def obstacles(version: Page, *, today: date) -> list[str]:
    refusals = (consent.refusal(image, today=today) for image in pictures_in(version))
    return [refusal for refusal in refusals if refusal]


def places(image: Image) -> list[Place]:
    """Those readers can see come first. Stand-ins are left out: they show what their original shows."""
    stands_in = set(_pages_with(image).values_list("pk", flat=True))
    drafted = set(_drafts_with(image))
    pages = Page.objects.filter(pk__in=stands_in | drafted, alias_of__isnull=True)
    found = [
        Place(page=page, read=page.live and page.pk in stands_in)
        for page in pages.select_related("locale").order_by("path")
    ]
    return sorted(found, key=lambda place: not place.read)


def _pages_with(image: Image) -> "QuerySet[Page]":
    kind = ContentType.objects.get_for_model(Page)
    ids = ReferenceIndex.get_references_to(image).filter(base_content_type=kind).values_list("object_id")
    return Page.objects.filter(pk__in=[int(pk) for (pk,) in ids])


def _drafts_with(image: Image) -> Iterator[int]:
    waiting = Q(approved_go_live_at__isnull=False) | Q(
        pk__in=Page.objects.filter(has_unpublished_changes=True).values("latest_revision")
    )
    # The number as text finds more than this picture, and never less.
    mentioning = Revision.page_revisions.filter(waiting).annotate(text=Cast("content", TextField()))
    for revision in mentioning.filter(text__contains=str(image.pk)):
        if image.pk in _ids_in(revision.as_object()):
            yield int(revision.object_id)


def ending_soon(*, today: date) -> "QuerySet[Image]":
    return Image.objects.filter(consent.ending(today=today)).order_by("consent_until", "pk")


def take_back_copies(images: "QuerySet[Image]") -> int:
    """Delete the copies made for readers, files included; returns of how many pictures.

    An address once known, from a page or a search engine, then leads nowhere.
    """
    copied = images.filter(renditions__isnull=False).distinct()
    for image in copied:
        image.renditions.all().delete()
    return len(copied)
