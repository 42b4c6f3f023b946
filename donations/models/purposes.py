import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from donations.models import amounts
from pages.models import FourNames
from pages.models.named import in_four_languages, spoken


class Fund(FourNames):
    """What gifts are for, as long as there is need of it. It has a name in each language, a line of what is
    done with them if somebody has written it, and no page."""

    about_be = models.CharField(_("what it pays for, in Belarusian"), max_length=80, blank=True)
    about_ru = models.CharField(_("what it pays for, in Russian"), max_length=80, blank=True)
    about_pl = models.CharField(_("what it pays for, in Polish"), max_length=80, blank=True)
    about_en = models.CharField(_("what it pays for, in English"), max_length=80, blank=True)
    is_open = models.BooleanField(_("gifts can be given to it"), default=True)

    class Meta:
        verbose_name = _("fund")
        verbose_name_plural = _("funds")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if missing := in_four_languages(self, "about"):
            raise ValidationError(dict.fromkeys(missing, _("Say it in all four languages, or in none.")))

    @property
    def about(self) -> str:
        """In the reader's language; empty where nobody has said it."""
        return spoken(self, "about")


class Campaign(models.Model):  # type: ignore[django-manager-missing]  # pages have Wagtail’s
    """The facts of a campaign, once: goal, currency, days. Its words stand on pages, one per language. How
    much has come in stands in the ledger and nowhere else."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(
        _("name for staff"), max_length=80, help_text=_("Readers see the titles of its pages.")
    )
    fund = models.ForeignKey(
        Fund, models.PROTECT, null=True, blank=True, related_name="campaigns", verbose_name=_("fund")
    )
    goal_minor = amounts.minor()
    currency = amounts.currency(default="pln")
    opens_at = models.DateTimeField(_("open from"))
    ends_at = models.DateTimeField(_("open until"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)
    """Earlier than planned, or because there is no end."""

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-opens_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(goal_minor__gt=0), name="campaign_has_a_goal"),
            models.CheckConstraint(condition=amounts.known(), name="campaign_currency_is_known"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("opens_at")),
                name="campaign_ends_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.name
