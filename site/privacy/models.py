import uuid
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from privacy.retention import Rule


class Tombstone(models.Model):
    """The main database's copy of the vault's list of destroyed seals: whichever of the two is restored from
    an older backup, the other remembers who is forgotten."""

    id = models.UUIDField(primary_key=True, editable=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("tombstone")
        verbose_name_plural = _("tombstones")

    def __str__(self) -> str:
        return str(self.id)


class Link(models.Model):
    """A capability: whoever has the token may do one thing with one row. Only the token's hash is here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.BinaryField(unique=True)
    purpose = models.CharField(max_length=40)
    subject = models.UUIDField(db_index=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    spent_at = models.DateTimeField(null=True)
    guard = models.CharField(max_length=128, blank=True)
    tries_left = models.PositiveSmallIntegerField(default=5)

    retention = (
        Rule(
            what=_("A link from a letter: when it was made and until when it opens"),
            why=_("so that it opens your page and nobody else’s"),
            basis=_("you asked for the letter"),
            until=ngettext_lazy(
                "%(number)d day after it stops working", "%(number)d days after it stops working", "number"
            ),
            keep=timedelta(days=2),
            since="expires_at",
            order=200,
        ),
    )

    class Meta:
        verbose_name = _("link from a letter")
        verbose_name_plural = _("links from letters")

    def __str__(self) -> str:
        return str(self.id)


class Tally(models.Model):
    """How often something hashed has sent a form in an hour; see `privacy.limits`."""

    digest = models.BinaryField()
    hour = models.DateTimeField()
    number = models.PositiveIntegerField()

    retention = (
        Rule(
            what=_("How often a form was sent from one network: a number, no address"),
            why=_("so that machines do not flood us"),
            basis=_("the safety of the site"),
            until=ngettext_lazy("%(number)d hour", "%(number)d hours", "number"),
            keep=timedelta(hours=2),
            since="hour",
            order=210,
        ),
    )

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints = [models.UniqueConstraint(fields=["digest", "hour"], name="tally_counts_once")]

    def __str__(self) -> str:
        return str(self.pk)
