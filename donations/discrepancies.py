"""What does not add up is written down once, told to the log, and explained by a person."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from donations.models import Discrepancy, Gift
from donations.refusals import GivingRefused, Why
from office import journal
from office.models import User

logger = logging.getLogger(__name__)

EXPLAINED = journal.deed("difference_explained", _("explained a difference in the books"))
What = Discrepancy.What


def find(
    what: Discrepancy.What,
    about: str,
    *,
    at: datetime,
    gift: Gift | None = None,
    ours: int | None = None,
    theirs: int | None = None,
    currency: str = "",
) -> Discrepancy:
    """Twice is the same as once: what has been explained stays explained."""
    found, new = Discrepancy.objects.get_or_create(
        what=what,
        about=about,
        defaults={
            "gift": gift,
            "ours_minor": ours,
            "theirs_minor": theirs,
            "currency": currency,
            "found_at": at,
        },
    )
    if new:
        logger.error("Gifts, to be explained: %s, about %s", what.value, about)
    return found


def explain(found: Discrepancy, *, words: str, by: User, at: datetime) -> None:
    """Nothing else is changed by it. Raises GivingRefused when somebody has explained it already."""
    with transaction.atomic():
        open_ones = Discrepancy.objects.filter(pk=found.pk, explained_at=None)
        if not open_ones.update(explanation=words.strip(), explained_by=by, explained_at=at):
            raise GivingRefused(Why.EXPLAINED)
        journal.note(EXPLAINED, who=by, record=found, at=at)
