"""What a page's own kind has against going out, asked at every door before the page is published."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from wagtail.models import Page, Revision

from pages import translations


class NotPublishable(PermissionDenied):
    """A page was about to be published against the objection of its kind; the message is the sentence."""


def objection(page: Page) -> str:
    """The sentence against publishing what was last saved, empty where there is none.

    Of a translation, against what its translator has written so far: the original's facts, her words.
    """
    translation = translations.translation_of(page)
    if translation:
        candidate = translation.source.get_ephemeral_translated_instance(
            translation.target_locale, fallback=True
        )
    else:
        candidate = page.get_latest_revision_as_object()
    return sentence(candidate)


def sentence(page: Page) -> str:
    """The same of the page as it is in hand; pages that are not ours object to nothing."""
    ask = getattr(page, "objection", None)
    return str(ask()) if ask else ""


def require_no_objection(page: Page) -> None:
    if said := sentence(page):
        raise NotPublishable(said)


def unschedule_refused(*, at: datetime) -> list[Page]:
    """Take back the hour set for pages that must not go out; returns those, which stay drafts."""
    kept = []
    for revision in Revision.page_revisions.filter(approved_go_live_at__lte=at):
        page = revision.as_object()
        if translations.is_incomplete(page) or sentence(page):
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            kept.append(page)
    return kept
