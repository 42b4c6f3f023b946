"""From the translator's hands to the editor's: a translation is handed over, passed, or sent back.

An ordinary page has Wagtail's own buttons for it; the translator's work sheet has none, so these are its
verbs.
"""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Page, TaskState

from pages import publishing, translations


def can_hand_over(page: Page, *, user: AbstractBaseUser) -> bool:
    """Whether there is a workflow, and nobody has the page in hand already."""
    rights = page.permissions_for_user(user)
    return bool(rights.can_edit() and rights.can_submit_for_moderation())


@transaction.atomic
def hand_over(page: Page, *, user: AbstractBaseUser, at: datetime) -> None:
    """Write the translation into a draft and ask for an editor's eyes; she gets a letter.

    Raises UnpublishableError where an editor could only send it back.
    """
    if not can_hand_over(page, user=user):
        raise PermissionDenied
    _require_publishable(page, at=at)
    page.get_workflow().start(_written(page, user=user), user)


def in_hand(page: Page, *, user: AbstractBaseUser) -> TaskState | None:
    """The step that waits for this person's yes or no."""
    state = page.current_workflow_task_state
    if state is None or not page.current_workflow_task.get_actions(page, user):
        return None
    return state


@transaction.atomic
def approve(page: Page, *, user: AbstractBaseUser, at: datetime) -> None:
    """Publishes the words as they stand on the work sheet now."""
    state = _mine(page, user=user)
    _require_publishable(page, at=at)
    state.revision = _written(page, user=user).latest_revision
    state.save()
    state.task.specific.on_action(state.specific, user=user, action_name="approve")


@transaction.atomic
def send_back(page: Page, *, user: AbstractBaseUser, why: str) -> None:
    """The translator gets a letter with the reason."""
    state = _mine(page, user=user)
    state.task.specific.on_action(state.specific, user=user, action_name="reject", comment=why)


def _require_publishable(page: Page, *, at: datetime) -> None:
    """Judged as the work sheet would make the page now."""
    translation = translations.translation_of(page)
    version = translations.as_translated(translation) if translation else publishing.draft(page)
    if reasons := translations.obstacles(page) or publishing.obstacles(version, at=at):
        raise publishing.UnpublishableError(page, reasons)


def _mine(page: Page, *, user: AbstractBaseUser) -> TaskState:
    state = in_hand(page, user=user)
    if state is None:
        raise PermissionDenied
    return state


def _written(page: Page, *, user: AbstractBaseUser) -> Page:
    """The page with what stands on its work sheet; a page without one stays as its last draft is."""
    if translation := translations.translation_of(page):
        translation.save_target(user=user, publish=False)
    return Page.objects.get(pk=page.pk).specific
