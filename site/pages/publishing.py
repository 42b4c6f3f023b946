"""What stands against publishing a page: one question, asked at every door, answered in sentences.

A page type that knows a reason of its own adds it in `obstacles`; the doors need not hear of it.
"""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from wagtail.models import Page, Revision


class UnpublishableError(Exception):
    """A version was about to go out that must not. Whatever was saved stays saved."""

    def __init__(self, page: Page, reasons: Iterable[str]) -> None:
        self.page, self.reasons = page, list(reasons)
        super().__init__(" ".join(self.reasons))


def draft(page: Page) -> Page:
    """The version an editor sees, which publishing would put before readers."""
    return page.get_latest_revision_as_object()


def obstacles(version: Page, *, at: datetime) -> list[str]:
    """Why this very version may not go out; empty if it may.

    Judged for the day readers would first see it: a consent can end before a scheduled hour.
    """
    from pages.models import BasePage  # noqa: PLC0415 - the models ask this module

    if not isinstance(version, BasePage):
        return []
    return version.obstacles(today=timezone.localdate(max(at, version.go_live_at or at)))


def require_publishable(version: Page, *, at: datetime) -> None:
    if reasons := obstacles(version, at=at):
        raise UnpublishableError(version, reasons)


def unschedule(*, at: datetime) -> list[Page]:
    """Take back the hour, come by now, of what may not go out; returns the pages that stay drafts."""
    kept = []
    for revision in Revision.page_revisions.filter(approved_go_live_at__lte=at):
        version = revision.as_object()
        if obstacles(version, at=at):
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            kept.append(version)
    return kept
