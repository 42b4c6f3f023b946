import uuid
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from letters.by_hand import in_language
from letters.models import MessageByHand
from privacy.retention import Rule
from school.models.applications import Guardian
from school.models.terms import Group


class Message(MessageByHand):
    """What a coordinator writes to the families of a group."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="messages", verbose_name=_("group"))

    retention = (
        Rule(
            what=_("What coordinators have written to the families of a group"),
            why=_("to know what families were told"),
            basis=_("your child is a pupil"),
            until=ngettext_lazy("%(number)d day", "%(number)d days", "number"),
            keep=timedelta(days=30),
            since="sent_at",
            order=58,
        ),
    )


class Copy(models.Model):
    """For one grown-up: what the letter is about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(Message, models.CASCADE, related_name="copies", verbose_name=_("message"))
    guardian = models.ForeignKey(Guardian, models.CASCADE, related_name="+", verbose_name=_("guardian"))

    class Meta:
        verbose_name = _("copy of a message")
        verbose_name_plural = _("copies of a message")
        constraints = [
            models.UniqueConstraint(fields=["message", "guardian"], name="school_copy_is_one_a_guardian")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def words(self) -> str:
        """In the guardian’s language, or in the first there is."""
        return in_language(self.message.words, self.guardian.language)
