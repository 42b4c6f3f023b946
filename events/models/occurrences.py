from datetime import datetime, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from events.models.activities import MOST_SEATS, Activity
from timetable.expansion import moment
from timetable.models import LONGEST, SHORTEST, Room


class Occurrence(models.Model):
    """One date of an activity: for ever the one that was first set for that day, even when it is moved.

    `taken` counts the seats of confirmed bookings and of offers; `waiting` the parties that wait and
    `least_waiting` the smallest of them. They are counted here, in the row that every change of seats locks,
    so that one condition on one row decides who may sit (`events.seats`); `events.audit` counts them again.
    """

    class Reason(models.TextChoices):
        """Said to readers in their language; never more than this of anybody."""

        HOST = "host", _("the host can not come")
        ROOM = "room", _("the room is not free")
        FEW = "few", _("too few people have signed up")

    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="occurrences", verbose_name=_("activity")
    )
    original_day = models.DateField(_("day it was first set for"), editable=False)
    original_time = models.TimeField(_("time it was first set for"), editable=False)
    start = models.DateTimeField(_("start"))
    minutes = models.PositiveSmallIntegerField(
        _("length in minutes"), validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    )
    room = models.ForeignKey(
        Room, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("room")
    )
    place = models.CharField(_("place outside the Center"), max_length=120, blank=True)
    capacity = models.PositiveSmallIntegerField(_("seats"), validators=[MaxValueValidator(MOST_SEATS)])
    overhang = models.PositiveSmallIntegerField(default=0, editable=False)
    taken = models.PositiveSmallIntegerField(default=0, editable=False)
    waiting = models.PositiveIntegerField(default=0, editable=False)
    least_waiting = models.PositiveSmallIntegerField(null=True, editable=False)
    last_number = models.PositiveIntegerField(default=0, editable=False)
    """Of the waiting list: numbers are given under the row's lock, so their order is that of arrival."""
    walk_ins = models.PositiveSmallIntegerField(_("came without sign-up"), default=0)
    is_edited = models.BooleanField(_("changed by hand"), default=False, editable=False)
    is_adrift = models.BooleanField(_("not in the rule any more"), default=False, editable=False)
    stays = models.BooleanField(_("stays though not in the rule"), default=False, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, editable=False)
    reason = models.CharField(
        _("why it is cancelled"), max_length=5, choices=Reason.choices, blank=True, editable=False
    )
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("changed at"), editable=False)

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering = ["start", "pk"]
        indexes = [models.Index(fields=["start"], name="occurrence_by_start")]
        constraints = [
            models.UniqueConstraint(fields=["activity", "original_day"], name="occurrence_is_one_a_day"),
            models.CheckConstraint(
                condition=Q(taken__lte=F("capacity") + F("overhang")), name="occurrence_is_not_oversold"
            ),
            models.CheckConstraint(
                condition=Q(overhang=0) | Q(overhang__lte=F("taken") - F("capacity")),
                name="occurrence_overhang_is_needed",
            ),
            models.CheckConstraint(
                condition=Q(waiting=0, least_waiting__isnull=True) | Q(waiting__gt=0, least_waiting__gte=1),
                name="occurrence_knows_its_smallest_party",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=SHORTEST, minutes__lte=LONGEST), name="occurrence_has_a_length"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.original_day}"

    @property
    def original(self) -> datetime:
        """Its identity: a time on the wall, without a zone."""
        return datetime.combine(self.original_day, self.original_time)

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @property
    def end(self) -> datetime:
        return self.start + self.length

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.taken)

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_moved(self) -> bool:
        """To another day or time than it was first set for."""
        return self.start != moment(self.original)
