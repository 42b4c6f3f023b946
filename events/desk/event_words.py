"""Which languages an activity has a page in, and where the others are written."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from config.languages import DEFAULT_LANGUAGE, LANGUAGES
from events.models import Activity, EventIndexPage, EventPage
from office.models import User


@dataclass(frozen=True, kw_only=True)
class Written:
    language: Any
    is_live: bool
    is_begun: bool
    url: str
    """To read it, or to go on writing; empty where there is nothing for this person."""


def of(activity: Activity, *, user: User) -> list[Written]:
    """In the order of the site's languages. A stand-in in another language is no page of its own."""
    own = activity.pages.filter(alias_of__isnull=True).select_related("locale")
    pages = {page.locale.language_code: page for page in own}
    return [_written(name, pages.get(code), user) for code, name in LANGUAGES]


def _written(language: Any, page: EventPage | None, user: User) -> Written:
    if page is None:
        return Written(language=language, is_live=False, is_begun=False, url="")
    may_edit = page.permissions_for_user(user).can_edit()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else ""
    is_live = page.live and page.first_published_at is not None
    return Written(
        language=language, is_live=is_live, is_begun=True, url=edit or (page.get_url() if is_live else "")
    )


def write_url(activity: Activity, *, user: User) -> str:
    """Where its first page is written; empty when it has one, or somebody else must do it."""
    index = EventIndexPage.objects.filter(locale__language_code=DEFAULT_LANGUAGE).first()
    if index is None or not index.permissions_for_user(user).can_add_subpage():
        return ""
    if activity.pages.filter(alias_of__isnull=True).exists():
        return ""
    return reverse("wagtailadmin_pages:add", args=["events", "eventpage", index.pk])
