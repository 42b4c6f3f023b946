"""Names and words of donors that may stand on a campaign's page: shown once a person has read them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from donations.models import Gift
from office import journal
from office.models import User

SHOWN = journal.deed("gift_words_shown", _("let a donor’s name or words be shown"))
KEPT_BACK = journal.deed("gift_words_kept_back", _("kept a donor’s name or words back"))
State = Gift.Moderation


def waiting() -> "QuerySet[Gift]":
    """Of gifts that have come: what stands beside an unpaid one is nobody's to read."""
    paid = Gift.objects.filter(state__in=Gift.MONEY_CAME, moderation=State.WAITING, donor__isnull=False)
    return paid.select_related("donor", "campaign", "fund").order_by("received_at", "pk")


@transaction.atomic
def decide(gift: Gift, *, shown: bool, by: User, at: datetime) -> None:
    """The last word counts. Of a gift that says nothing there is nothing to decide."""
    row = Gift.objects.select_for_update().get(pk=gift.pk)
    after = State.SHOWN if shown else State.KEPT_BACK
    if row.moderation in (State.NONE, after):
        return
    row.moderation = after
    row.save(update_fields=["moderation"])
    journal.note(SHOWN if shown else KEPT_BACK, who=by, record=row, at=at)


def one(gift_id: UUID) -> Gift | None:
    """One of those there is something to decide about."""
    said = Gift.objects.exclude(moderation=State.NONE).filter(state__in=Gift.MONEY_CAME)
    return said.filter(pk=gift_id).first()
