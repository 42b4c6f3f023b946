from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.fields import StreamField

from config.languages import LANGUAGES
from pages import legal_numbers
from pages.models.framed import FramePreview
from pages.models.named import in_four_languages, spoken


class SocialBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name of the network"), max_length=30)
    address = blocks.URLBlock(label=_("Address of our page there"))

    class Meta:
        icon = "link"
        label = _("Social network")


class SiteSettings(FramePreview, BaseGenericSetting):
    """Who we are and how to reach a person: one row, said in the reader's language. Empty means not shown."""

    name_be = models.CharField(
        _("name in Belarusian"), max_length=60, default="Цэнтр беларускай салідарнасці"
    )
    name_ru = models.CharField(_("name in Russian"), max_length=60, default="Центр белорусской солидарности")
    name_pl = models.CharField(
        _("name in Polish"), max_length=60, default="Centrum Białoruskiej Solidarności"
    )
    name_en = models.CharField(
        _("name in English"), max_length=60, default="Center for Belarusian Solidarity"
    )
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
    socials = StreamField([("social", SocialBlock())], verbose_name=_("social networks"), blank=True)
    address = models.CharField(_("address, as on an envelope in Poland"), max_length=120, blank=True)
    visits_be = models.CharField(_("when to come, in Belarusian"), max_length=120, blank=True)
    visits_ru = models.CharField(_("when to come, in Russian"), max_length=120, blank=True)
    visits_pl = models.CharField(_("when to come, in Polish"), max_length=120, blank=True)
    visits_en = models.CharField(_("when to come, in English"), max_length=120, blank=True)
    legal_name = models.CharField(
        _("name in the register"),
        max_length=160,
        blank=True,
        help_text=_("Word for word, legal form included."),
    )
    krs = models.CharField("KRS", max_length=10, blank=True, validators=[legal_numbers.check_krs])
    nip = models.CharField("NIP", max_length=10, blank=True, validators=[legal_numbers.check_nip])
    regon = models.CharField("REGON", max_length=9, blank=True, validators=[legal_numbers.check_regon])
    account = models.CharField(
        _("bank account"), max_length=36, blank=True, validators=[legal_numbers.check_account]
    )

    gets_tax_share = models.BooleanField(
        _("people may give us 1.5% of their tax"),
        default=False,
        help_text=_("Only with the status of a public benefit organisation, and a KRS number."),
    )

    panels = [
        MultiFieldPanel([FieldPanel(f"name_{code}") for code, _name in LANGUAGES], heading=_("Name")),
        MultiFieldPanel(
            [
                FieldPanel("phone"),
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                FieldPanel("telegram_url"),
                FieldPanel("email"),
                FieldPanel("socials"),
            ],
            heading=_("How to reach a person"),
        ),
        MultiFieldPanel(
            [FieldPanel("address"), *(FieldPanel(f"visits_{code}") for code, _name in LANGUAGES)],
            heading=_("Where to come"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("legal_name", "krs", "nip", "regon", "account", "gets_tax_share")],
            heading=_("As offices know us"),
            help_text=_("Shown at the end of every page. What is empty is not shown."),
        ),
    ]

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if (self.opens_at is None) != (self.closes_at is None):
            raise ValidationError({"closes_at": _("Give both hours, or neither.")})
        if self.gets_tax_share and not self.krs:
            raise ValidationError({"krs": _("The tax office asks for the KRS number: give it.")})
        if missing := in_four_languages(self, "visits"):
            raise ValidationError(dict.fromkeys(missing, _("Say it in all four languages, or in none.")))

    def previewed_frame(self) -> dict[str, Any]:
        return {"site_settings": self}

    @property
    def name(self) -> str:
        return spoken(self, "name")

    @property
    def visits(self) -> str:
        return spoken(self, "visits")

    @property
    def phone_href(self) -> str:
        return f"tel:{self.phone.replace(' ', '')}" if self.phone else ""
