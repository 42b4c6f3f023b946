import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from privacy.retention import Rule


class Letter(models.Model):
    """That a letter is to go out, or has gone: never to whom, and never its words.

    Both are looked up and written at the moment of sending, so that a forgotten person gets none.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        DROPPED = "dropped", _("not needed any more")
        STUCK = "stuck", _("needs a human")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("letter"), max_length=40)
    subject = models.UUIDField(_("about"), db_index=True)
    cause = models.CharField(_("cause"), max_length=120, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField(_("caused at"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(_("next try at"), null=True)
    trouble = models.CharField(_("trouble"), max_length=80, blank=True)
    done_at = models.DateTimeField(_("done at"), null=True)

    retention = (
        Rule(
            what=_("A letter that was sent: which kind and when, not to whom and not its words"),
            why=_("so that none is lost and none comes twice"),
            basis=_("you asked for the letter"),
            until=ngettext_lazy(
                "%(number)d day after it was sent", "%(number)d days after it was sent", "number"
            ),
            keep=timedelta(days=30),
            since="done_at",
            order=190,
        ),
        Rule(
            what=_("A letter that could not be sent"),
            why=_("so that a person finds another way to you"),
            basis=_("you asked for the letter"),
            until=ngettext_lazy(
                "%(number)d day after its cause", "%(number)d days after its cause", "number"
            ),
            keep=timedelta(days=90),
            since="created_at",
            when=Q(done_at__isnull=True),
            order=191,
        ),
    )

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "next_try_at"], name="letter_by_next_try")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["sent", "dropped"], done_at__isnull=False)
                | Q(state__in=["waiting", "stuck"], done_at__isnull=True),
                name="letter_is_done_when_its_state_says_so",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", next_try_at__isnull=False)
                | ~Q(state="waiting") & Q(next_try_at__isnull=True),
                name="letter_waits_for_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


class MessageByHand(models.Model):
    """What somebody of ours writes to many at once, in the languages she has written it in."""

    words = models.JSONField(_("text"))
    """By language; of those missing, people get the first one there is."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    sent_at = models.DateTimeField(_("sent at"))
    form_key = models.UUIDField(unique=True, editable=False)

    class Meta:
        abstract = True
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return str(self.pk)
