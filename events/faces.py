"""How readers know an activity: by its page in their language. What staff call it is staff's business.

The one place that knows which page that is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from config.languages import DEFAULT_LANGUAGE
from events.models import Activity, EventPage
from pages import visibility


@dataclass(frozen=True, kw_only=True)
class Face:
    """A title, and the page's address (empty when there is none to lead to)."""

    title: str
    url: str = ""


def faces(activities: Iterable[Activity], *, language: str, at: datetime) -> dict[int, Face]:
    """By activity, in two questions however many there are. Letters and tickets need a title even when the
    page has been taken off the site."""
    names = {activity.pk: activity.name for activity in activities}
    pages = {pk: page for pk, written in _written(names).items() if (page := _best(written, language))}
    shown = EventPage.objects.filter(pk__in=[page.pk for page in pages.values()])
    opening = set(visibility.listed(shown, at=at).values_list("pk", flat=True)) if pages else set()
    return {pk: _face(name, pages.get(pk), opening) for pk, name in names.items()}


def _face(name: str, page: EventPage | None, opening: set[int]) -> Face:
    if page is None:
        return Face(title=name)
    return Face(title=page.title, url=(page.get_url() or "") if page.pk in opening else "")


def _best(pages: dict[str, EventPage], language: str) -> EventPage | None:
    """In that language, in the one all pages have, or in any."""
    known = [language, DEFAULT_LANGUAGE, *pages]
    return next((pages[code] for code in known if code in pages), None)


def _written(activities: Iterable[int]) -> dict[int, dict[str, EventPage]]:
    """Pages with words of their own, published or not any more, by activity and language."""
    rows = EventPage.objects.filter(
        activity__in=list(activities), alias_of=None, first_published_at__isnull=False
    )
    found: dict[int, dict[str, EventPage]] = {}
    for page in rows.select_related("locale"):
        found.setdefault(page.activity_id, {})[page.locale.language_code] = page
    return found


def face(activity: Activity, *, language: str, at: datetime) -> Face:
    return faces([activity], language=language, at=at)[activity.pk]


def is_on_the_site(activity: Activity, *, language: str, at: datetime) -> bool:
    """Whether readers may find it, and so sign up for it; a page in another language will do, as readers are
    lent it."""
    pages = visibility.listed(EventPage.objects.filter(activity=activity), at=at)
    coming = activity.occurrences.filter(start__gt=at)
    return activity.policy == Activity.Policy.SIGN_UP and pages.exists() and coming.exists()
