from django.contrib.auth.models import AbstractUser, Group
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A member of staff. People the Center helps have no accounts: what we know of them is sealed."""

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
