"""Pages about activities for tests; their words occur nowhere in the demo."""

from datetime import datetime, time, timedelta
from typing import Any

from django.test import RequestFactory, TestCase
from django.utils import timezone
from django.utils.translation import override
from wagtail_localize.models import TranslationSource

from events import whats_on
from events.models import Activity, EventIndexPage, EventPage
from home import tree
from tests.events import dates
from tests.home import stories


def nothing_else_is_on() -> None:
    """The demo's own events would stand between those of a test."""
    EventPage.objects.update(live=False)


def index(code: str = "be") -> EventIndexPage:
    return EventIndexPage.objects.get(locale__language_code=code)


def about(activity: Activity | None = None, *, language: str = "be", **changes: Any) -> EventPage:
    """Its page, published."""
    words = {
        "title": "Жырандоля",
        "slug": "zyrandola",
        "lead": "Робім жырандолю з саломы.",
        "body": [("text", "<p>Пад столлю свеціць жырандоля.</p>")],
        "bring": "нажніцы\n\n  салома ",
    }
    page = EventPage(
        locale=stories.locale(language),
        activity=activity or dates.activity(),
        live=False,
        **{**words, **changes},
    )
    index(language).add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def known(activity: Activity) -> None:
    """Readers may find it, by the name that staff call it."""
    if not EventPage.objects.filter(activity=activity).exists():
        tree.ensure()
        about(activity, title=activity.name, slug=f"known-{activity.pk}")


def translated(page: EventPage, code: str, *, words: str = "żyrandol") -> EventPage:
    """Into one language more, or anew, as a translator does it; every text is the same."""
    translation = stories.begun(page, code)
    TranslationSource.update_or_create_from_instance(page)
    translation.refresh_from_db()
    stories.write(translation, words=words)
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=True)
    return EventPage.objects.get(translation_key=page.translation_key, locale__language_code=code)


def soon(days: int = 3, hour: int = 18) -> datetime:
    """A time on the wall, so many days from the day on which the test runs."""
    return datetime.combine(timezone.localdate() + timedelta(days=days), time(hour))


def listing(query: str = "", *, at: datetime = dates.NOW, language: str = "be") -> dict[str, Any]:
    """What “What's on” would show at that moment."""
    page = index(language)
    with override(language):
        return whats_on.listing(page, RequestFactory().get(f"{page.url}?{query}"), at=at)


def agenda(query: str = "", **more: Any) -> list[tuple[str, str]]:
    """Day and words of each row, in order."""
    rows = [line for _title, lines in listing(query, **more)["months"] for line in lines]
    return [(f"{timezone.localtime(line.start):%d.%m}", line.words) for line in rows]
