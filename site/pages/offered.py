"""Which documents a page offers to its readers, wherever in it they stand."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from pages.models.media import Document


def documents_in(version: Page) -> list[Document]:
    """Of this very version: a field, a block, a link in a text, a child object."""
    kind = ContentType.objects.get_for_model(Document).pk
    # The walk of Wagtail's own index when a page is saved; it has no public name, and a test guards it.
    found = ReferenceIndex._extract_references_from_object(version)
    ids = {int(pk) for content_type, pk, *_paths in found if content_type == kind}
    return list(Document.objects.filter(pk__in=ids).order_by("pk")) if ids else []
