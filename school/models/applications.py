import uuid
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from config.languages import LANGUAGES
from privacy.documents import Email, Phone, document
from privacy.retention import Rule
from privacy.sealed import Document, Sealed
from school.models.terms import Group
from school.order import Tier
from school.states import IN_LINE, LIVE, TIERS, State

UNCONFIRMED = timedelta(days=14)
AFTER_WAITING, TOO_OLD, AFTER_SCHOOL = timedelta(days=30), timedelta(days=90), timedelta(days=365)
CHILD = ("name", "born_year", "born_month", "note")


@document
class Child:
    """Any name that the child listens to. There is no surname anywhere."""

    name: str
    born_year: int
    born_month: int
    note: str = ""
    """Of a coordinator."""


class Application(Sealed):
    """A family’s wish for a place for one child; lives across terms."""

    State = State

    class Pause(models.TextChoices):
        SILENT = "silent", _("no answer to an offer")
        WISH = "wish", _("the family’s wish")
        TERM = "term", _("kept for the next term")
        YEARLY = "still", _("no answer to “still waiting?”")

    class Days(models.IntegerChoices):
        """As in Python’s `weekday`."""

        TUESDAY = 1, _("Tuesday")
        SATURDAY = 5, _("Saturday")

    class Away(models.TextChoices):
        """Why a pupil has left; the first two keep a right to come back within a year."""

        ILL = "ill", _("illness")
        FLIGHT = "flight", _("flight")
        MOVED = "moved", _("moved away")
        OTHER = "other", _("another reason")

    child = Document(Child)
    code = models.CharField(_("code"), max_length=7, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.RECEIVED)
    tier = models.PositiveSmallIntegerField(_("tier"), choices=TIERS, default=Tier.EVERYONE)
    round = models.DateField(_("round"), null=True, editable=False)
    """The first day of the month in which it was verified, in Warsaw."""
    ticket_of = models.CharField(max_length=7, blank=True, editable=False)
    """The code whose ticket it has: its own, or that of its twin."""
    ticket = models.CharField(_("ticket"), max_length=64, blank=True, editable=False)
    days = ArrayField(
        models.PositiveSmallIntegerField(choices=Days.choices), verbose_name=_("days that suit")
    )
    level = models.CharField(_("level"), max_length=5, choices=Group.Level.choices, default=Group.Level.ANY)
    family = models.UUIDField(_("family"), default=uuid.uuid4, editable=False, db_index=True)
    """The same for children who were registered together."""
    together = models.BooleanField(_("together or not at all"), default=False)
    says_sibling = models.BooleanField(_("says that a brother or sister is at the school"), default=False)
    child_hash = models.BinaryField(null=True, editable=False)
    origin = models.CharField(max_length=6, choices=[("family", _("the family")), ("staff", _("staff"))])
    notice = models.CharField(max_length=10, editable=False)
    """The version of the notice that was shown."""
    form_key = models.UUIDField(editable=False)
    nth = models.PositiveSmallIntegerField(default=0, editable=False)
    """Which child of its form."""
    checked_at = models.DateTimeField(_("duplicates looked at"), null=True, editable=False)
    made_at = models.DateTimeField(_("made at"), editable=False)
    verified_at = models.DateTimeField(_("confirmed at"), null=True, editable=False)
    state_at = models.DateTimeField(_("in this state since"), editable=False)
    pause = models.CharField(_("why it is paused"), max_length=6, choices=Pause.choices, blank=True)
    resumes_on = models.DateField(_("waits again from"), null=True, editable=False)
    asked_at = models.DateTimeField(_("asked whether it still waits"), null=True, editable=False)
    answered_at = models.DateTimeField(_("said that it still waits"), null=True, editable=False)
    away = models.CharField(_("why it has left"), max_length=6, choices=Away.choices, blank=True)
    retention = (
        Rule(
            what=_("An application to the school that is not confirmed"),
            why=_("so that you can still confirm it"),
            basis=_("you have asked for a place"),
            until=ngettext_lazy("%(number)d day", "%(number)d days", "number"),
            keep=UNCONFIRMED,
            since="made_at",
            when=Q(state__in=[State.RECEIVED, State.LAPSED]),
            covers=CHILD,
            order=50,
            anchor="school",
        ),
        Rule(
            what=_("An application to the school: the child’s first name, month and year of birth"),
            why=_("to offer you a place"),
            basis=_("you have asked for a place"),
            until=ngettext_lazy(
                "%(number)d day after you leave the list",
                "%(number)d days after you leave the list",
                "number",
            ),
            keep=AFTER_WAITING,
            since="state_at",
            when=Q(state=State.WITHDRAWN),
            covers=CHILD,
            order=51,
            anchor="school",
        ),
        Rule(
            what=_("An application of a child that has become too old for the school"),
            why=_("to tell you of other offers"),
            basis=_("you have asked for a place"),
            until=ngettext_lazy("%(number)d day", "%(number)d days", "number"),
            keep=TOO_OLD,
            since="state_at",
            when=Q(state=State.INELIGIBLE),
            covers=CHILD,
            order=52,
            anchor="school",
        ),
        Rule(
            what=_("A pupil: the child’s first name, month and year of birth, groups"),
            why=_("so that the child can come back"),
            basis=_("the child was a pupil"),
            until=ngettext_lazy(
                "%(number)d day after leaving the school",
                "%(number)d days after leaving the school",
                "number",
            ),
            keep=AFTER_SCHOOL,
            since="state_at",
            when=Q(state__in=[State.LEFT, State.GRADUATED]),
            covers=CHILD,
            order=53,
            anchor="school",
        ),
    )

    class Meta(Sealed.Meta):
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["state", "round"], name="application_in_line")]
        constraints = [
            *Sealed.Meta.constraints,
            models.UniqueConstraint(fields=["form_key", "nth"], name="application_is_sent_once"),
            models.UniqueConstraint(
                fields=["child_hash"], name="application_is_one_a_child", condition=Q(state__in=LIVE)
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*IN_LINE, State.PAUSED])
                | Q(round__isnull=False) & ~Q(ticket="") & ~Q(ticket_of=""),
                name="application_waits_with_a_ticket",
            ),
            models.CheckConstraint(
                condition=Q(state=State.PAUSED) & ~Q(pause="") | ~Q(state=State.PAUSED) & Q(pause=""),
                name="application_is_paused_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(tier__in=[int(each) for each in Tier]), name="application_has_a_tier"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @classmethod
    def forget(cls, rows: "models.QuerySet[Any]", *, at: datetime) -> None:
        """Places become free and go to who waits; the code stays in the ledger."""
        from school import leaving  # noqa: PLC0415 - the verbs need the models of this module

        leaving.forget(rows, at=at)


@document
class Reached:
    name: str
    email: Email | None = None
    phone: Phone | None = None
    note: str = ""
    """Of a coordinator."""
    new_email: Email | None = None
    """Holds when somebody has pressed the button in the letter that went there."""
    phone_is_new: bool = False
    """Nobody of us has called it yet: it may be a stranger's."""


class Guardian(Sealed):
    """A grown-up who cares for children: one contact, one language, links of their own."""

    class Reach(models.TextChoices):
        EMAIL = "email", _("e-mail")
        PHONE = "phone", _("telephone")

    person = Document(Reached)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    reached_by = models.CharField(_("reached by"), max_length=5, choices=Reach.choices, editable=False)
    guard = models.CharField(max_length=128, blank=True, editable=False)
    """Four digits, hashed, that open the links of a telephone others look into."""
    made_at = models.DateTimeField(_("made at"), editable=False)
    verified_at = models.DateTimeField(_("confirmed at"), null=True, editable=False)
    ends_at = models.DateTimeField(null=True, editable=False)
    """With the last of the children."""
    children: "models.ManyToManyField[Application, Care]" = models.ManyToManyField(
        Application, through="Care", related_name="guardians"
    )

    retention = (
        Rule(
            what=_("Who cares for a child at the school: name, e-mail or telephone, language"),
            why=_("to tell you of your place in the list and of lessons"),
            basis=_("you have asked for a place"),
            until=ngettext_lazy(
                "%(number)d hour after your last child’s application is erased",
                "%(number)d hours after your last child’s application is erased",
                "number",
            ),
            keep=timedelta(hours=1),
            since="ends_at",
            covers=("name", "email", "phone", "note", "new_email", "phone_is_new"),
            order=54,
            anchor="school",
        ),
    )

    class Meta(Sealed.Meta):
        verbose_name = _("guardian")
        verbose_name_plural = _("guardians")
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Care(models.Model):
    """One grown-up’s rights over one child’s place; what letters are about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    guardian = models.ForeignKey(Guardian, models.CASCADE, related_name="cares")
    application = models.ForeignKey(Application, models.CASCADE, related_name="cares")
    may_decide = models.BooleanField(_("may accept, decline and withdraw"), default=True)
    is_hidden = models.BooleanField(_("the other guardians are not told of this one"), default=False)

    class Meta:
        verbose_name = _("care")
        verbose_name_plural = _("cares")
        constraints = [
            models.UniqueConstraint(fields=["guardian", "application"], name="care_is_one_a_child")
        ]

    def __str__(self) -> str:
        return str(self.pk)
