import uuid
from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.languages import LANGUAGES
from timetable.fields import RuleField
from timetable.models import LONGEST, SHORTEST, Room

LARGEST_PARTY, MOST_SEATS = 20, 1000


class Activity(models.Model):  # type: ignore[django-manager-missing]  # pages have Wagtail’s
    """Something that happens at the Center, once or again and again. Has no language: its words stand on
    event pages, one per language, which point here."""

    class Kind(models.TextChoices):
        CRAFT = "craft", _("crafts")
        LANGUAGE = "language", _("languages")
        MUSIC = "music", _("choir and music")
        MEETING = "meeting", _("meetings")
        ADVICE = "advice", _("legal advice")
        MEMORY = "memory", _("memory and solidarity")

    class Policy(models.TextChoices):
        OPEN = "open", _("anybody comes, without sign-up")
        SIGN_UP = "sign-up", _("by sign-up")
        INVITATION = "invitation", _("by invitation link")

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    """For links that invite, and calendars."""
    name = models.CharField(
        _("name for staff"), max_length=80, help_text=_("Readers see the titles of its event pages.")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    rule = RuleField(_("when"))
    rule_since = models.DateTimeField(
        editable=False, help_text=_("Dates before it stand as they are, whatever the rule says now.")
    )
    minutes = models.PositiveSmallIntegerField(
        _("length in minutes"), validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    )
    room = models.ForeignKey(
        Room, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("room")
    )
    place = models.CharField(
        _("place outside the Center"),
        max_length=120,
        blank=True,
        help_text=_("A name that is the same in all languages, such as a street and a number."),
    )
    place_is_public = models.BooleanField(
        _("everybody may know the exact place"),
        default=True,
        help_text=_("If not, only people with a seat are told the room or the place."),
    )
    hosts = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("hosts")
    )
    policy = models.CharField(
        _("who may come"), max_length=10, choices=Policy.choices, default=Policy.SIGN_UP
    )
    capacity = models.PositiveSmallIntegerField(
        _("seats"), default=12, validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )
    largest_party = models.PositiveSmallIntegerField(
        _("largest party"), default=4, validators=[MinValueValidator(1), MaxValueValidator(LARGEST_PARTY)]
    )
    has_waiting_list = models.BooleanField(_("waiting list"), default=True)
    opens_days_before = models.PositiveSmallIntegerField(
        _("sign-up opens, days before"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(180)],
        help_text=_("Empty: as soon as the date is on the site."),
    )
    closes_minutes_before = models.PositiveIntegerField(
        _("sign-up closes, minutes before"), default=0, validators=[MaxValueValidator(30 * 24 * 60)]
    )
    youngest = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True)
    oldest = models.PositiveSmallIntegerField(_("to age"), null=True, blank=True)
    for_children = models.BooleanField(_("for children"), default=False)
    languages = ArrayField(
        models.CharField(max_length=2, choices=LANGUAGES), verbose_name=_("languages spoken"), default=list
    )
    is_paused = models.BooleanField(
        _("paused"), default=False, help_text=_("No new dates; those that are there stay.")
    )

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=SHORTEST, minutes__lte=LONGEST), name="activity_has_a_length"
            ),
            models.CheckConstraint(
                condition=Q(capacity__gte=1, capacity__lte=MOST_SEATS), name="activity_has_seats"
            ),
            models.CheckConstraint(
                condition=Q(largest_party__gte=1, largest_party__lte=LARGEST_PARTY),
                name="activity_takes_parties",
            ),
            models.CheckConstraint(
                condition=Q(youngest__isnull=True) | Q(oldest__isnull=True) | Q(youngest__lte=F("oldest")),
                name="activity_ages_are_in_order",
                violation_error_message=_("The lower age is above the upper one."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @property
    def takes_bookings(self) -> bool:
        return self.policy != self.Policy.OPEN
