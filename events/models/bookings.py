import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from config.languages import LANGUAGES
from events.models.activities import LARGEST_PARTY
from events.models.occurrences import Occurrence
from privacy.documents import Email, Phone, document
from privacy.retention import Rule
from privacy.sealed import Document, Sealed

KEPT = timedelta(days=30)


@document
class Signed:
    """What a party has told us. Any name will do; without a contact it has two words for a ticket."""

    name: str
    email: Email | None = None
    phone: Phone | None = None
    words: str = ""
    note: str = ""
    """Of a coordinator."""


class Party(Sealed):
    """People who come together, from their sign-up to 30 days after their last date."""

    class Reach(models.TextChoices):
        EMAIL = "email", _("e-mail")
        PHONE = "phone", _("telephone")

    signed = Document(Signed)
    reference = models.CharField(_("number of the ticket"), max_length=7, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    reached_by = models.CharField(
        _("reached by"), max_length=5, choices=Reach.choices, blank=True, editable=False
    )
    wants_reminder = models.BooleanField(default=True)
    created_at = models.DateTimeField(_("signed up at"))
    last_date = models.DateTimeField(_("end of the last date"))
    form_key = models.UUIDField(unique=True, editable=False)

    retention = (
        Rule(
            what=_("Signing up for an event: name or pseudonym, e-mail or telephone, which dates"),
            why=_("to keep your seat and tell you of changes"),
            basis=_("you have signed up"),
            until=ngettext_lazy(
                "%(number)d day after the last date", "%(number)d days after the last date", "number"
            ),
            keep=KEPT,
            since="last_date",
            covers=("name", "email", "phone", "words", "note"),
            order=30,
            anchor="events",
        ),
    )

    class Meta(Sealed.Meta):
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.reference

    @classmethod
    def forget(cls, rows: "models.QuerySet[Any]", *, at: datetime) -> None:
        """Their seats become free and go to who waits; what they took part in stays as a count."""
        from events import booking  # noqa: PLC0415 - the verbs need the models of this module

        booking.forget(rows, at=at)


class Booking(models.Model):
    """One party's seats at one date; a count without a party when the party is forgotten."""

    class State(models.TextChoices):
        CONFIRMED = "confirmed", _("has seats")
        WAITING = "waiting", _("waits")
        OFFERED = "offered", _("is asked")
        CANCELLED = "cancelled", _("cancelled")
        ATTENDED = "attended", _("came")
        NO_SHOW = "no-show", _("did not come")

    class End(models.TextChoices):
        PERSON = "person", _("by the person")
        STAFF = "staff", _("by staff")
        TIME = "time", _("no answer in time")
        DATE = "date", _("the date is cancelled")
        MOVED = "moved", _("moved to another date")

    SITTING = (State.CONFIRMED, State.OFFERED, State.ATTENDED, State.NO_SHOW)
    """Their seats are counted in `Occurrence.taken`."""
    ACTIVE = (State.CONFIRMED, State.WAITING, State.OFFERED, State.ATTENDED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    occurrence = models.ForeignKey(
        Occurrence, models.PROTECT, related_name="bookings", verbose_name=_("date")
    )
    party = models.ForeignKey(
        Party, models.SET_NULL, null=True, related_name="bookings", verbose_name=_("party")
    )
    seats = models.PositiveSmallIntegerField(_("seats"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    number = models.PositiveIntegerField(_("number in the waiting list"), null=True, editable=False)
    times_passed = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text=_("How often a smaller party was taken before it.")
    )
    offered_until = models.DateTimeField(_("asked until"), null=True, editable=False)
    promoted_at = models.DateTimeField(_("got seats from the waiting list at"), null=True, editable=False)
    ended_by = models.CharField(max_length=8, choices=End.choices, blank=True, editable=False)
    ended_at = models.DateTimeField(_("cancelled at"), null=True, editable=False)
    created_at = models.DateTimeField(_("made at"))
    reminded_at = models.DateTimeField(null=True, editable=False)
    thanked_at = models.DateTimeField(null=True, editable=False)
    contact_hash = models.BinaryField(null=True, editable=False)
    words_hash = models.BinaryField(null=True, editable=False)

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(
                fields=["occurrence", "number"], name="booking_that_waits", condition=Q(state="waiting")
            ),
            models.Index(fields=["offered_until"], name="booking_asked", condition=Q(state="offered")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=LARGEST_PARTY), name="booking_has_seats"
            ),
            models.CheckConstraint(
                condition=Q(state="offered", offered_until__isnull=False)
                | (~Q(state="offered") & Q(offered_until__isnull=True)),
                name="booking_is_asked_until_some_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(number__isnull=False), name="booking_waits_in_order"
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", ended_at__isnull=False)
                | (~Q(state="cancelled") & Q(ended_at__isnull=True, ended_by="")),
                name="booking_is_ended_when_its_state_says_so",
            ),
            models.UniqueConstraint(
                fields=["occurrence", "contact_hash"],
                name="booking_is_one_a_contact",
                condition=Q(state__in=["confirmed", "waiting", "offered", "attended"]),
            ),
            models.UniqueConstraint(
                fields=["occurrence", "words_hash"],
                name="booking_words_are_its_own",
                condition=Q(state__in=["confirmed", "waiting", "offered", "attended"]),
            ),
            models.UniqueConstraint(
                fields=["occurrence", "party"],
                name="booking_is_one_a_party",
                condition=Q(state__in=["confirmed", "waiting", "offered", "attended"]),
            ),
            models.UniqueConstraint(fields=["occurrence", "number"], name="booking_number_is_its_own"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_active(self) -> bool:
        return self.state in self.ACTIVE
