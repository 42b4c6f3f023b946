from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Draw(models.Model):
    """The order within one round. Named before the round closes, listed before the value exists, typed in by
    two people, signed by a second one; a mistake is mended by another draw beside it, never by a change.

    What is listed stands here as it was published (`listing`), so that nobody can list it otherwise later.
    """

    round = models.DateField(_("round"), help_text=_("The first day of its month."))
    number = models.PositiveSmallIntegerField(default=1, editable=False)
    rules = models.CharField(max_length=10, editable=False)
    """The version of the rules."""
    source = models.CharField(
        _("public random value"),
        max_length=200,
        help_text=_("Which draw of whom: so that anybody can look it up."),
    )
    source_at = models.DateTimeField(_("when the value is drawn"))
    named_at = models.DateTimeField(_("named at"), editable=False)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("why it is drawn again"), max_length=200, blank=True)
    listing = models.TextField(blank=True, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    listed_at = models.DateTimeField(_("listed at"), null=True, editable=False)
    first_value = models.CharField(max_length=200, blank=True, editable=False)
    first_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    first_at = models.DateTimeField(null=True, editable=False)
    value = models.CharField(_("value"), max_length=200, blank=True, editable=False)
    second_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    valued_at = models.DateTimeField(null=True, editable=False)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    signed_at = models.DateTimeField(_("signed at"), null=True, editable=False)

    class Meta:
        verbose_name = _("draw")
        verbose_name_plural = _("draws")
        ordering = ["round", "number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="draw_number_is_its_own"),
            models.CheckConstraint(condition=Q(round__day=1), name="draw_is_of_a_month"),
            models.CheckConstraint(
                condition=Q(listed_at__isnull=True) | Q(listed_at__lt=F("source_at")),
                name="draw_is_listed_before_its_value_exists",
            ),
            models.CheckConstraint(
                condition=Q(first_at__isnull=True) | Q(listed_at__isnull=False, first_at__gte=F("source_at")),
                name="draw_value_is_typed_after_it_exists",
            ),
            models.CheckConstraint(
                condition=Q(second_by__isnull=True) | ~Q(second_by=F("first_by")),
                name="draw_value_is_typed_by_two",
            ),
            models.CheckConstraint(
                condition=Q(valued_at__isnull=True) | Q(first_at__isnull=False, value=F("first_value")),
                name="draw_values_are_equal",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | Q(valued_at__isnull=False),
                name="draw_is_signed_with_its_value",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("first_by")),
                name="draw_is_signed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="draw_is_repeated_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round:%m.%Y}/{self.number}"

    @property
    def is_empty(self) -> bool:
        """Nobody was confirmed in that month: there is nothing to draw."""
        return self.listed_at is not None and not self.listing
