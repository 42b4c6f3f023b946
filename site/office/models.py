import uuid
from datetime import timedelta

from django.contrib.auth.models import AbstractUser, Group
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from config.languages import DEFAULT_LANGUAGE, LANGUAGES
from privacy.retention import Rule


class User(AbstractUser):
    """A member of staff. People the Center helps have no accounts: what we know of them is sealed."""

    signed_out_at = models.DateTimeField(_("signed out everywhere"), null=True, editable=False)
    """Sessions that began before are over."""

    class Meta:
        verbose_name = _("staff member")
        verbose_name_plural = _("staff")


class Role(models.Model):
    """That a group of `groups` was made, and what it was given. Where there is none, a manager has deleted
    it, and it does not come back."""

    key = models.SlugField(primary_key=True)
    group = models.OneToOneField(Group, models.SET_NULL, null=True, related_name="role")
    given = models.JSONField(default=list)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        default_permissions = ()

    def __str__(self) -> str:
        return self.key


class Invitation(models.Model):
    """Somebody is asked to join the staff. The link in the letter is one of `privacy.links`; this row goes
    when she has joined."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(
        _("language of the letter"), max_length=2, choices=LANGUAGES, default=DEFAULT_LANGUAGE
    )
    groups = models.ManyToManyField(Group, blank=True, verbose_name=_("groups"))
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("invited at"))

    LIFE = timedelta(days=7)
    retention = (
        Rule(
            what=_("An invitation to work in our office: the e-mail"),
            why=_("so that you can make your account"),
            basis=_("you are going to work with us"),
            until=ngettext_lazy(
                "%(number)d day after it was sent, or when you have joined",
                "%(number)d days after it was sent, or when you have joined",
                "number",
            ),
            keep=LIFE,
            since="created_at",
            order=300,
        ),
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        default_permissions = ()
        ordering = ["-created_at"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_invitation_an_address")]

    def __str__(self) -> str:
        return str(self.pk)


class LostKey(models.Model):
    """A manager has asked to let a colleague begin anew, who has lost every way in. The row goes when that
    has happened or was stopped; the journal keeps what was done."""

    person = models.OneToOneField(User, models.CASCADE, related_name="lost_key")
    asked_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(_("asked at"))

    class Meta:
        verbose_name = _("lost key")
        verbose_name_plural = _("lost keys")
        default_permissions = ()
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked_by=F("person")), name="nobody_asks_to_begin_anew_herself"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


def _says_no_words(*fields: str) -> models.Q:
    """Names of deeds and numbers of records only: nobody can be told of in them."""
    return models.Q(**{f"{field}__regex": r"^[a-z0-9_.-]*$" for field in fields})


class JournalEntry(models.Model):
    """Who did what to which record, when and why. The database takes new ones and refuses every change."""

    at = models.DateTimeField(_("when"), db_index=True)
    who = models.ForeignKey(
        User, models.DO_NOTHING, null=True, db_constraint=False, related_name="+", verbose_name=_("who")
    )
    """Stays when the account is gone. Nobody: the site itself, or somebody with a link."""
    deed = models.CharField(_("what"), max_length=40)
    kind = models.CharField(_("kind of record"), max_length=60, blank=True)
    record = models.CharField(_("record"), max_length=36, blank=True)
    why = models.CharField(_("why"), max_length=40, blank=True)
    number = models.PositiveIntegerField(_("how many"), null=True)
    """Of records, where a deed is about many of a kind."""

    class Meta:
        verbose_name = _("line of the journal")
        verbose_name_plural = _("journal")
        default_permissions = ("view",)
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["deed", "who", "at"], name="journal_by_deed_and_person")]
        constraints = [
            models.CheckConstraint(
                condition=_says_no_words("deed", "kind", "record", "why"), name="journal_holds_no_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.deed} {self.record}"


class JournalLink(models.Model):
    """That an entry stands at its place: a keyed hash of it and of the link before. Made by `chain`, and as
    unchangeable."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(unique=True)
    digest = models.BinaryField()

    class Meta:
        verbose_name = _("link of the journal's chain")
        verbose_name_plural = _("links of the journal's chain")
        default_permissions = ()
        ordering = ["position"]

    def __str__(self) -> str:
        return str(self.position)


class Health(models.Model):
    """What the operator knows of the site's health: one row, locked by whoever writes to her (`alarm`)."""

    ONE = 1
    since = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("health of the site")
        verbose_name_plural = _("health of the site")
        default_permissions = ("view",)
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="health_is_one_row")]

    def __str__(self) -> str:
        return f"told at {self.told_at}"
