from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from privacy.documents import Phone, document
from privacy.retention import Rule
from privacy.sealed import Document, Sealed
from school.models.applications import Application, Care
from school.models.terms import Group, Term
from school.states import SITTING, TIERS, EnrolmentState, OfferState


class Offer(models.Model):
    """One place held for one child until a deadline. `number` is its place among all offers ever made: the
    sibling rule counts by it."""

    State = OfferState

    number = models.PositiveIntegerField(unique=True, editable=False)
    application = models.ForeignKey(
        Application, models.SET_NULL, null=True, related_name="offers", verbose_name=_("application")
    )
    code = models.CharField(max_length=7, editable=False)
    """Stays when the application is forgotten."""
    group = models.ForeignKey(Group, models.PROTECT, related_name="offers", verbose_name=_("group"))
    tier = models.PositiveSmallIntegerField(choices=TIERS, editable=False)
    bundle = models.UUIDField(null=True, editable=False)
    """The same for brothers and sisters who are offered places together."""
    state = models.CharField(
        _("state"), max_length=8, choices=OfferState.choices, default=OfferState.PENDING, editable=False
    )
    made_at = models.DateTimeField(_("made at"), editable=False)
    until = models.DateTimeField(_("held until"), editable=False)
    ended_at = models.DateTimeField(_("answered at"), null=True, editable=False)
    is_override = models.BooleanField(default=False, editable=False)
    reminded = models.PositiveSmallIntegerField(default=0, editable=False)
    """How many reminders were sent."""

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["number"]
        indexes = [
            models.Index(fields=["until"], name="offer_pending", condition=Q(state=OfferState.PENDING))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], name="offer_is_one_a_child", condition=Q(state=OfferState.PENDING)
            ),
            models.CheckConstraint(
                condition=Q(state=OfferState.PENDING, ended_at__isnull=True)
                | ~Q(state=OfferState.PENDING) & Q(ended_at__isnull=False),
                name="offer_is_ended_when_its_state_says_so",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"


class Enrolment(models.Model):
    """A child in a group for a term."""

    State = EnrolmentState

    application = models.ForeignKey(
        Application, models.SET_NULL, null=True, related_name="enrolments", verbose_name=_("application")
    )
    term = models.ForeignKey(Term, models.PROTECT, related_name="enrolments", verbose_name=_("term"))
    group = models.ForeignKey(Group, models.PROTECT, related_name="enrolments", verbose_name=_("group"))
    offer = models.OneToOneField(Offer, models.SET_NULL, null=True, related_name="enrolment", editable=False)
    state = models.CharField(
        _("state"), max_length=9, choices=EnrolmentState.choices, default=EnrolmentState.COMING
    )
    made_at = models.DateTimeField(_("since"), editable=False)
    ended_at = models.DateTimeField(_("until"), null=True, editable=False)
    stays = models.BooleanField(_("stays for the next term"), null=True, editable=False)
    """None: has not answered."""

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "term"],
                name="enrolment_is_one_a_term",
                condition=Q(state__in=[EnrolmentState.COMING, EnrolmentState.LEARNING]),
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(SITTING), ended_at__isnull=True)
                | ~Q(state__in=list(SITTING)) & Q(ended_at__isnull=False),
                name="enrolment_is_ended_when_its_state_says_so",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


@document
class FirstDayAnswers:
    """Whom to call when the guardian can not be reached, and who may fetch the child."""

    name: str = ""
    phone: Phone | None = None
    fetched_by: str = ""
    pick_up_word: str = ""


class FirstDay(Sealed):
    """Asked of each grown-up who decides, once there is a place; every answer is optional. The others do not
    read it: it may say how somebody is reached of whom they are not told."""

    care = models.OneToOneField(Care, models.CASCADE, related_name="first_day")
    answers = Document(FirstDayAnswers)
    ends_at = models.DateTimeField(null=True, editable=False)
    """When the child has left."""

    retention = (
        Rule(
            what=_("Whom to call in an emergency, and who fetches the child"),
            why=_("so that the child is safe"),
            basis=_("you have told us"),
            until=ngettext_lazy(
                "%(number)d day after the child leaves the school",
                "%(number)d days after the child leaves the school",
                "number",
            ),
            keep=timedelta(days=2),
            since="ends_at",
            covers=("name", "phone", "fetched_by", "pick_up_word"),
            order=55,
            anchor="school",
        ),
    )

    class Meta(Sealed.Meta):
        verbose_name = _("answers for the first day")
        verbose_name_plural = _("answers for the first day")


@document
class HealthWords:
    words: str


class Health(Sealed):
    """A consent of its own, of one grown-up: what teachers should know. Erased when the term ends, when the
    child leaves or when it is taken back."""

    care = models.OneToOneField(Care, models.CASCADE, related_name="health")
    told = Document(HealthWords)
    given_at = models.DateTimeField(_("told at"), editable=False)
    term_ends_at = models.DateTimeField(editable=False)

    retention = (
        Rule(
            what=_("What you have told us of a child’s health"),
            why=_("so that teachers know what to look after"),
            basis=_("your consent, which you can take back any day"),
            until=ngettext_lazy("%(number)d day after the term", "%(number)d days after the term", "number"),
            keep=timedelta(days=2),
            since="term_ends_at",
            covers=("words",),
            order=56,
            anchor="school",
        ),
    )

    class Meta(Sealed.Meta):
        verbose_name = _("health")
        verbose_name_plural = _("health")


class PhotoConsent(models.Model):
    """Every answer is kept with its moment: the newest holds, the others prove what held before."""

    class Answer(models.TextChoices):
        NONE = "none", _("no pictures")
        FACELESS = "faceless", _("without the face")
        FACE = "face", _("with the face")

    application = models.ForeignKey(Application, models.CASCADE, related_name="photo_consents")
    answer = models.CharField(_("pictures of lessons"), max_length=8, choices=Answer.choices)
    at = models.DateTimeField(_("at"), editable=False)

    class Meta:
        verbose_name = _("consent to pictures")
        verbose_name_plural = _("consents to pictures")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Override(models.Model):
    """An exception from the order: two people and a reason on file. Families see that there was one."""

    class What(models.TextChoices):
        GIVE = "give", _("a place out of order")
        TAKE = "take", _("an offer to be taken back")

    class Why(models.TextChoices):
        MEDICAL = "medical", _("medical")
        SAFETY = "safety", _("safety")
        MISTAKE = "mistake", _("our mistake")

    application = models.ForeignKey(Application, models.SET_NULL, null=True, related_name="overrides")
    group = models.ForeignKey(Group, models.PROTECT, related_name="overrides")
    what = models.CharField(_("exception"), max_length=4, choices=What.choices, default=What.GIVE)
    why = models.CharField(_("reason"), max_length=8, choices=Why.choices)
    offer = models.ForeignKey(
        Offer, models.CASCADE, null=True, related_name="exceptions", verbose_name=_("offer")
    )
    """The one to be taken back; or the one that has come of a place out of order, once a place was free."""
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked at"))
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(_("signed at"), null=True)

    class Meta:
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=models.F("asked_by")),
                name="override_is_signed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(what="give") | Q(offer__isnull=False, why="mistake"),
                name="override_takes_back_a_mistake",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
