from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from timetable.fields import RuleField

SHORTEST, LONGEST = 5, 24 * 60
"""Minutes."""


class Room(models.Model):
    """Of the Center or lent to it. Has no language: a number, or a name that is said the same in all four."""

    name = models.CharField(_("number or name"), max_length=40, unique=True)
    capacity = models.PositiveSmallIntegerField(
        _("people it holds"), validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    note = models.TextField(
        _("note for staff"), max_length=500, blank=True, help_text=_("Where the key is, what stands in it.")
    )

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(capacity__gte=1, capacity__lte=1000), name="room_holds_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Lending(models.Model):
    """A room lent to another initiative. Its name is all we write down: no person, no contact."""

    room = models.ForeignKey(Room, models.PROTECT, related_name="lendings", verbose_name=_("room"))
    initiative = models.CharField(
        _("initiative"), max_length=80, help_text=_("The name of the initiative, never of a person.")
    )
    rule = RuleField(_("when"))
    minutes = models.PositiveSmallIntegerField(
        _("length in minutes"), validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    )

    class Meta:
        verbose_name = _("lent room")
        verbose_name_plural = _("lent rooms")
        ordering = ["room", "initiative", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gte=SHORTEST, minutes__lte=LONGEST), name="lending_has_a_length"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room}: {self.initiative}"

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)
