"""Copies of pictures for readers: made by the worker, never while somebody waits for a page.

Until a picture's copies are all there, a page shows an ornament of their size; when the last is written, the
page cache hears of it as of any change.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from wagtail.images.models import Filter, SourceImageIOError
from wagtail.models import Page, ReferenceIndex

from pages.models import Image, Rendition

logger = logging.getLogger(__name__)

FORMATS = ("avif", "webp", "jpeg")
"""A browser takes the first it knows; each is about a third smaller than the next."""
ROLES = {
    "cover": ("fill-800x450", "fill-1600x900"),
    "teaser": ("fill-320x200", "fill-800x500"),
    "figure": ("width-800", "width-1600"),
    "gallery": ("width-480", "width-960"),
}
"""By what a picture is on a page, its sizes: for a phone, and for a wide or a sharp screen."""
PRINT = "max-2400x2400|format-jpeg|jpegquality-85"
"""For newspapers; the original is no reader's."""
CARD = "fill-1200x630|format-jpeg"
"""For chats and search engines, which know JPEG."""


@dataclass(frozen=True, kw_only=True)
class Source:
    type: str
    srcset: str


@dataclass(frozen=True, kw_only=True)
class Ready:
    sources: list[Source]
    src: str
    width: int
    height: int


def specs() -> Iterator[str]:
    for sizes in ROLES.values():
        for size in sizes:
            yield from (f"{size}|format-{each}" for each in FORMATS)
    yield from (CARD, PRINT)


def made(image: Image, wanted: Iterable[str]) -> dict[str, Rendition]:
    """Those of the wanted copies that are there and show the picture as it is now cut."""
    found = {(each.filter_spec, each.focal_point_key): each for each in image.renditions.all()}
    keys = {spec: Filter(spec=spec).get_cache_key(image) for spec in wanted}
    return {spec: found[spec, key] for spec, key in keys.items() if (spec, key) in found}


def ready(image: Image, role: str) -> Ready | None:
    """None where a copy is missing: half a picture would leave some browsers without one."""
    wanted = [f"{size}|format-{each}" for each in FORMATS for size in ROLES[role]]
    copies = made(image, wanted)
    if len(copies) < len(wanted):
        return None
    smallest = copies[f"{ROLES[role][0]}|format-{FORMATS[-1]}"]
    return Ready(
        sources=[_source(copies, role, each) for each in FORMATS],
        src=smallest.url,
        width=smallest.width,
        height=smallest.height,
    )


def for_print(image: Image) -> Rendition | None:
    """None until the worker has made it."""
    return made(image, [PRINT]).get(PRINT)


def _source(copies: dict[str, Rendition], role: str, kind: str) -> Source:
    widths = {copy.width: copy for size in ROLES[role] if (copy := copies[f"{size}|format-{kind}"])}
    srcset = ", ".join(f"{copy.url} {width}w" for width, copy in sorted(widths.items()))
    return Source(type=f"image/{kind}", srcset=srcset)


def expected_size(image: Image, role: str) -> tuple[int, int]:
    """Of the smallest copy: what takes its place meanwhile is as large, so that nothing jumps."""
    kind, _dash, numbers = ROLES[role][0].partition("-")
    if kind == "fill":
        width, height = map(int, numbers.split("x"))
        return width, height
    width = min(int(numbers), image.width)
    return width, round(width * image.height / image.width)


def make(image: Image) -> int:
    """All copies that are missing; returns how many were made."""
    missing = [spec for spec in specs() if spec not in made(image, [spec])]
    try:
        for spec in missing:
            image.get_rendition(spec)
    except SourceImageIOError:
        logger.warning("Picture %s stays without copies: its file is lost or damaged", image.pk)
        return 0
    return len(missing)


def shown_on(page: Page) -> list[Image]:
    """The pictures a page shows: its cover, and those in its text."""
    references = ReferenceIndex.get_references_for_object(page).filter(
        to_content_type=ContentType.objects.get_for_model(Image)
    )
    return list(
        Image.objects.filter(pk__in={int(pk) for pk in references.values_list("to_object_id", flat=True)})
    )
