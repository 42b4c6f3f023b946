"""The note over every page: which one stands there at a given moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pages.menus import Link
from pages.models import Announcement


@dataclass(frozen=True, kw_only=True)
class Note:
    text: str
    url: str = ""


def current(*, at: datetime) -> Announcement | None:
    """From its start up to its end, which is no longer one of its moments."""
    return Announcement.objects.filter(starts_at__lte=at, ends_at__gt=at).first()


def shown(known: Announcement | None, pages: Mapping[int, Link]) -> Note | None:
    """`pages` holds the one it leads to, in the reader's language, if that opens."""
    if known is None:
        return None
    page = pages.get(known.page_id) if known.page_id else None
    return Note(text=known.text, url=page.url if page else known.address)
