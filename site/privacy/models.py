import uuid
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from privacy.documents import document
from privacy.retention import Rule
from privacy.sealed import Document, Sealed

DRAFT_LIFE = timedelta(hours=24)


@document
class Answer:
    """One field of a form, as it was typed: right or wrong."""

    name: str
    values: tuple[str, ...]


@document
class Typed:
    answers: tuple[Answer, ...]


class Draft(Sealed):
    """A form that somebody asked us to keep until tomorrow; its number is the form's own key."""

    typed = Document(Typed)
    form = models.CharField(max_length=40)
    begun_at = models.DateTimeField()
    kept_at = models.DateTimeField()

    retention = (
        Rule(
            what=_("A form that you asked us to keep, to finish it later: what you had typed"),
            why=_("so that you need not type it again"),
            basis=_("you asked us to keep it"),
            until=ngettext_lazy(
                "%(number)d hour after you kept it", "%(number)d hours after you kept it", "number"
            ),
            keep=DRAFT_LIFE,
            since="kept_at",
            covers=("answers",),
            order=10,
            anchor="draft",
        ),
    )

    class Meta(Sealed.Meta):
        verbose_name = _("form kept for later")
        verbose_name_plural = _("forms kept for later")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def until(self) -> datetime:
        return self.kept_at + DRAFT_LIFE


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
            what=_("A personal link: when it was made and until when it opens"),
            why=_("so that it opens your page and nobody else’s"),
            basis=_("you asked for it"),
            until=ngettext_lazy(
                "%(number)d day after it stops working", "%(number)d days after it stops working", "number"
            ),
            keep=timedelta(days=2),
            since="expires_at",
            order=200,
        ),
    )

    class Meta:
        verbose_name = _("personal link")
        verbose_name_plural = _("personal links")

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
