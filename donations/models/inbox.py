from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from privacy.retention import Rule

KEPT = timedelta(days=40)
"""Stripe lists events of 30 days; whatever is listed again is known here."""


class StripeInbox(models.Model):
    """What Stripe has told us, stored before it is understood. The words themselves name people: they are
    locked with the key of their day, and erased as soon as the event is understood."""

    class State(models.TextChoices):
        NEW = "new", _("waits")
        DONE = "done", _("done")
        FAILED = "failed", _("could not be understood")
        IGNORED = "ignored", _("not our concern")

    class Fault(models.TextChoices):
        LIVEMODE = "livemode", _("It speaks of real money in a test, or of a test here.")
        UNKNOWN = "unknown", _("We know no such event.")

    event = models.CharField(_("event"), max_length=255, unique=True)
    type = models.CharField(_("type"), max_length=100)
    about = models.CharField(max_length=255, blank=True)
    """Kind and number of the object at Stripe that is looked at: `charge ch_…`."""
    api_version = models.CharField(_("API version"), max_length=40, blank=True)
    livemode = models.BooleanField(_("real money"))
    happened_at = models.DateTimeField(_("happened at"))
    received_at = models.DateTimeField(_("received at"))
    body = models.BinaryField(default=b"", editable=False)
    listed = models.BooleanField(default=False)
    """Not sent to us: we have asked for what was not delivered."""
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.NEW)
    fault = models.CharField(_("fault"), max_length=8, choices=Fault.choices, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    trouble = models.CharField(_("what went wrong last"), max_length=80, blank=True)
    next_try_at = models.DateTimeField(_("next try"), null=True)

    retention = (
        Rule(
            what=_("What the payment service tells us of payments, locked; the words are erased when read"),
            why=_("so that no gift is lost"),
            basis=_("you have made a gift"),
            until=ngettext_lazy("%(number)d day", "%(number)d days", "number"),
            keep=KEPT,
            since="received_at",
            order=41,
        ),
    )

    class Meta:
        verbose_name = _("message of the payment service")
        verbose_name_plural = _("messages of the payment service")
        default_permissions = ("view",)
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["next_try_at"], name="inbox_that_waits", condition=Q(state="new")),
            models.Index(fields=["about"], name="inbox_of_one_object", condition=Q(state="new")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="new", next_try_at__isnull=False)
                | (~Q(state="new") & Q(next_try_at__isnull=True)),
                name="inbox_that_waits_has_a_next_try",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(body=b""), name="inbox_forgets_the_words_it_has_read"
            ),
        ]

    def __str__(self) -> str:
        return self.event
