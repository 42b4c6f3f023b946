import uuid
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from events.models.bookings import Booking
from events.models.occurrences import Occurrence
from letters.by_hand import in_language
from letters.models import MessageByHand
from privacy.retention import Rule


class Message(MessageByHand):
    """What a coordinator writes to everyone of a date."""

    occurrence = models.ForeignKey(
        Occurrence, models.CASCADE, related_name="messages", verbose_name=_("date")
    )

    retention = (
        Rule(
            what=_("What coordinators have written to everybody of a date"),
            why=_("to know what people were told"),
            basis=_("you have signed up"),
            until=ngettext_lazy("%(number)d day", "%(number)d days", "number"),
            keep=timedelta(days=30),
            since="sent_at",
            order=31,
        ),
    )


class Copy(models.Model):
    """For one party: what the letter is about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(Message, models.CASCADE, related_name="copies", verbose_name=_("message"))
    booking = models.ForeignKey(Booking, models.CASCADE, related_name="+", verbose_name=_("booking"))

    class Meta:
        verbose_name = _("copy of a message")
        verbose_name_plural = _("copies of a message")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def words(self) -> str:
        """In the party's language, or in the first there is."""
        party = self.booking.party
        return in_language(self.message.words, party.language if party else "")
