from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from school.likeness import Sign
from school.models.applications import Application


class Likeness(models.Model):
    """Two applications that may be of one child: a machine has found them, a person decides."""

    class Verdict(models.TextChoices):
        SAME = "same", _("one child")
        TWO = "two", _("two children")
        TWINS = "twins", _("twins")

    SIGNS = [
        (Sign.CONTACT.value, _("the same contact and a like name")),
        (Sign.MONTH.value, _("the same contact and month of birth, another name: twins, or a name for home")),
        (Sign.NAME.value, _("a like name of the child and of a grown-up, and about the same month of birth")),
        (Sign.CHILD.value, _("a like name and the same month of birth, both rare: perhaps the other parent")),
    ]

    first = models.ForeignKey(Application, models.CASCADE, related_name="likenesses")
    second = models.ForeignKey(Application, models.CASCADE, related_name="likenesses_before")
    """The one that came later."""
    sign = models.CharField(_("why"), max_length=7, choices=SIGNS)
    found_at = models.DateTimeField(_("found at"))
    verdict = models.CharField(_("decided"), max_length=5, choices=Verdict.choices, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("likeness")
        verbose_name_plural = _("likenesses")
        ordering = ["found_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="likeness_is_found_once"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="likeness_is_of_two"),
            models.CheckConstraint(
                condition=Q(verdict="", decided_at__isnull=True)
                | ~Q(verdict="") & Q(decided_at__isnull=False),
                name="likeness_is_decided_when_it_says_so",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
