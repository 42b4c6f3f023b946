from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One line of the school's ledger: what became of a code, without a word about the child.

    Lines are only added (a trigger sees to it); each holds the hash of the one before it. `school.ledger`
    writes them.
    """

    id = models.PositiveIntegerField(primary_key=True, editable=False)
    at = models.DateTimeField(_("at"))
    deed = models.CharField(_("deed"), max_length=12)
    code = models.CharField(_("code"), max_length=7, blank=True)
    by = models.CharField(_("by"), max_length=6)
    """A role, never a person: family, staff, two (of them), clock."""
    facts = models.JSONField(_("facts"), default=dict)
    inside = models.JSONField(_("for the school alone"), default=dict)
    """Which group, and why. Neither public nor hashed: who knows one child’s code must not learn from it on
    which day and where the child can be met."""
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("line of the school’s ledger")
        verbose_name_plural = _("lines of the school’s ledger")
        ordering = ["id"]
        indexes = [models.Index(fields=["code", "id"], name="entry_of_a_code")]

    def __str__(self) -> str:
        return f"{self.pk} {self.deed} {self.code}"


class Head(models.Model):
    """The end of the ledger, one row. Whoever changes the list holds it (`ledger.held`): so all changes stand
    in one order, and no two give the same place."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    last = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    offers = models.PositiveIntegerField(default=0)
    """How many were ever made."""

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="head_is_one")]

    def __str__(self) -> str:
        return str(self.last)


class Call(models.Model):
    """A family without an e-mail is to be told something by telephone, or to be asked because it is silent.
    What, is the name of the letter that others get."""

    guardian = models.ForeignKey("school.Guardian", models.CASCADE, related_name="calls")
    application = models.ForeignKey("school.Application", models.CASCADE, null=True, related_name="calls")
    about = models.CharField(_("about"), max_length=40)
    cause = models.CharField(max_length=120, unique=True, editable=False)
    made_at = models.DateTimeField(_("since"))
    done_at = models.DateTimeField(_("done at"), null=True, editable=False)

    class Meta:
        verbose_name = _("call of the school")
        verbose_name_plural = _("calls of the school")
        ordering = ["made_at"]

    def __str__(self) -> str:
        return str(self.pk)
