from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="mail")
class ContactSettings(BaseGenericSetting):
    """How to reach a person: facts without a language, said in the reader's one. Empty means not shown."""

    phone = models.CharField(
        _("infoline"),
        max_length=20,
        blank=True,
        validators=[
            RegexValidator(r"^\+\d[\d ]{6,}$", _("Write the number with its country: +48 000 000 000."))
        ],
    )
    opens_at = models.TimeField(_("infoline opens"), null=True, blank=True)
    closes_at = models.TimeField(_("infoline closes"), null=True, blank=True)
    telegram_url = models.URLField(_("chat in Telegram"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.CharField(_("address, as on an envelope in Poland"), max_length=120, blank=True)

    panels = [
        FieldPanel("phone"),
        FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
        FieldPanel("telegram_url"),
        FieldPanel("email"),
        FieldPanel("address"),
    ]

    class Meta:
        verbose_name = _("Contacts")

    def clean(self) -> None:
        super().clean()
        if (self.opens_at is None) != (self.closes_at is None):
            raise ValidationError({"closes_at": _("Give both hours, or neither.")})

    @property
    def phone_href(self) -> str:
        return f"tel:{self.phone.replace(' ', '')}" if self.phone else ""
