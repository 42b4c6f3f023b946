from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from config.languages import LANGUAGES
from privacy.documents import document
from privacy.retention import Rule
from privacy.sealed import Document, Sealed
from school.fitting import OLDEST, YOUNGEST
from timetable.fields import RuleField
from timetable.models import LONGEST, SHORTEST, Room

RE_ENROLMENT = timedelta(days=10)
KEPT = timedelta(days=365)


class Days(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


class Term(models.Model):
    """Half a school year. Has no language and no name: its days are its name."""

    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    asks_from = models.DateField(
        _("pupils are asked from"),
        null=True,
        blank=True,
        help_text=_("From that day on pupils of the term before have ten days to say that they stay."),
    )

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lt=F("ends_on")),
                name="term_ends_after_it_begins",
                violation_error_message=_("The term ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(asks_from__isnull=True) | Q(asks_from__lt=F("starts_on")),
                name="term_asks_before_it_begins",
                violation_error_message=_("Pupils are asked before the term begins."),
            ),
            ExclusionConstraint(
                name="term_stands_alone",
                expressions=[
                    (
                        Days("starts_on", "ends_on", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    )
                ],
                violation_error_message=_("Another term has some of these days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on:%d.%m.%Y}–{self.ends_on:%d.%m.%Y}"

    def clean(self) -> None:
        """Else the pupils’ places would be given away before anybody has asked them."""
        super().clean()
        if self.asks_from or not self.starts_on:
            return
        if Term.objects.filter(starts_on__lt=self.starts_on).exists():
            raise ValidationError({"asks_from": _("Pupils of the term before must be asked: give the day.")})

    @property
    def following(self) -> "Term | None":
        return Term.objects.filter(starts_on__gt=self.starts_on).order_by("starts_on").first()

    @property
    def asks_until(self) -> date | None:
        """The first day on which nobody can say any more that a pupil stays."""
        return self.asks_from + RE_ENROLMENT if self.asks_from else None

    @property
    def gives_from(self) -> date:
        """From that day on its places are everybody’s."""
        return self.asks_until or self.starts_on


@document
class TeacherName:
    name: str


class Teacher(Sealed):
    """Who teaches or helps. Whether the registers were looked at is written down: when and by whom, and
    nothing of what they say."""

    person = Document(TeacherName)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("checked by"),
    )
    left_at = models.DateTimeField(_("left at"), null=True, editable=False)

    retention = (
        Rule(
            what=_("A teacher or volunteer of the school: the name, and that the registers were looked at"),
            why=_("so that no stranger is left with children"),
            basis=_("the law on protecting minors"),
            until=ngettext_lazy(
                "%(number)d day after leaving the school",
                "%(number)d days after leaving the school",
                "number",
            ),
            keep=KEPT,
            since="left_at",
            covers=("name",),
            order=57,
            anchor="teachers",
        ),
    )

    class Meta(Sealed.Meta):
        verbose_name = _("teacher")
        verbose_name_plural = _("teachers")
        constraints = [
            *Sealed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(checked_on__isnull=True, checked_by__isnull=True)
                | Q(checked_on__isnull=False, checked_by__isnull=False),
                name="teacher_is_checked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_checked(self) -> bool:
        return self.checked_on is not None


class Group(models.Model):
    """Children who learn together for a term.

    `held` counts offers that are not answered yet, `taken` children who have a place. They stand in the row
    that whoever gives or takes a place locks (`school.places`); `school.audit` counts them again.
    """

    class Level(models.TextChoices):
        ANY = "any", _("any")
        NEW = "new", _("begin with Belarusian")
        SPEAK = "speak", _("speak Belarusian")

    term = models.ForeignKey(Term, models.PROTECT, related_name="groups", verbose_name=_("term"))
    name = models.CharField(
        _("name for staff"), max_length=20, help_text=_("A letter or a number; readers see ages and days.")
    )
    youngest = models.PositiveSmallIntegerField(
        _("from age"), default=YOUNGEST, validators=[MinValueValidator(YOUNGEST), MaxValueValidator(OLDEST)]
    )
    oldest = models.PositiveSmallIntegerField(
        _("to age"), default=OLDEST, validators=[MinValueValidator(YOUNGEST), MaxValueValidator(OLDEST)]
    )
    level = models.CharField(_("level"), max_length=5, choices=Level.choices, default=Level.ANY)
    languages = ArrayField(
        models.CharField(max_length=2, choices=LANGUAGES), verbose_name=_("languages spoken"), default=list
    )
    teachers = models.ManyToManyField(Teacher, blank=True, related_name="groups", verbose_name=_("teachers"))
    per_teacher = models.PositiveSmallIntegerField(
        _("children per teacher"), default=12, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    ceiling = models.PositiveSmallIntegerField(
        _("no more than"), null=True, blank=True, help_text=_("If fewer than rooms and teachers would allow.")
    )
    capacity = models.PositiveSmallIntegerField(_("places"), default=0, editable=False)
    overhang = models.PositiveSmallIntegerField(default=0, editable=False)
    held = models.PositiveSmallIntegerField(default=0, editable=False)
    taken = models.PositiveSmallIntegerField(default=0, editable=False)
    opened_at = models.DateTimeField(_("open since"), null=True, editable=False)
    held_back = models.CharField(
        _("no new offers, because"), max_length=200, blank=True, help_text=_("Seen by staff.")
    )

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["term", "youngest", "name"]
        constraints = [
            models.UniqueConstraint(fields=["term", "name"], name="group_name_is_its_own"),
            models.CheckConstraint(
                condition=Q(held__lte=F("capacity") + F("overhang") - F("taken")),
                name="group_is_not_overbooked",
            ),
            models.CheckConstraint(
                condition=Q(overhang=0) | Q(overhang__lte=F("taken") + F("held") - F("capacity")),
                name="group_overhang_is_needed",
            ),
            models.CheckConstraint(
                condition=Q(youngest__gte=YOUNGEST, youngest__lte=F("oldest"), oldest__lte=OLDEST),
                name="group_ages_are_in_order",
                violation_error_message=_("The lower age is above the upper one."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.taken - self.held)

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None


class Meeting(models.Model):
    """When and where a group meets, again and again within its term."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="meetings", verbose_name=_("group"))
    rule = RuleField(_("when"))
    minutes = models.PositiveSmallIntegerField(
        _("length in minutes"), validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    )
    room = models.ForeignKey(Room, models.PROTECT, related_name="+", verbose_name=_("room"))

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["group", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=SHORTEST, minutes__lte=LONGEST), name="meeting_has_a_length"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)


class CapacityChange(models.Model):
    """From then on a group has so many places, and why."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="changes", verbose_name=_("group"))
    at = models.DateTimeField(_("at"))
    was = models.PositiveSmallIntegerField(_("before"))
    now = models.PositiveSmallIntegerField(_("places"))
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("change of places")
        verbose_name_plural = _("changes of places")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)
