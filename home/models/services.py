"""Kinds of help the Center gives. What is true of one stands once, in `Service`; pages hold the words."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from config.languages import DEFAULT_LANGUAGE, LANGUAGES
from home.models.news import today
from pages.models import FourNames

CODES = [code for code, _name in LANGUAGES]
SPOKEN = [*CODES, "uk"]
WAYS = ["by_chat", "by_phone", "by_email", "at_desk"]
Faults = dict[str, Any]
"""A sentence by the field it is about."""


class Status(models.TextChoices):
    OPEN = "open", _("open")
    LIMITED = "limited", _("limited")
    SUSPENDED = "suspended", _("suspended")


def written(name: str) -> Q:
    """The text is there in all four languages."""
    return Q(*[~Q(**{f"{name}_{code}": ""}) for code in CODES])


def unwritten(name: str) -> Q:
    return Q(**{f"{name}_{code}": "" for code in CODES})


def reason(language: Any) -> Any:
    return models.TextField(language, max_length=600, blank=True)


class Service(FourNames):
    """A kind of help and its status, true in four languages the moment it is saved."""

    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.OPEN)
    since = models.DateField(_("since"), default=today)
    until = models.DateField(
        _("until"),
        null=True,
        blank=True,
        help_text=_("The last day it is true. After it readers see “ask us”. Empty: nobody knows yet."),
    )
    why_be = reason(_("in Belarusian"))
    why_ru = reason(_("in Russian"))
    why_pl = reason(_("in Polish"))
    why_en = reason(_("in English"))
    elsewhere_be = reason(_("in Belarusian"))
    elsewhere_ru = reason(_("in Russian"))
    elsewhere_pl = reason(_("in Polish"))
    elsewhere_en = reason(_("in English"))
    speaks_be = models.BooleanField(_("Belarusian"), default=True)
    speaks_ru = models.BooleanField(_("Russian"), default=True)
    speaks_pl = models.BooleanField(_("Polish"), default=False)
    speaks_en = models.BooleanField(_("English"), default=False)
    speaks_uk = models.BooleanField(_("Ukrainian"), default=False)
    by_chat = models.BooleanField(_("in the chat"), default=True)
    by_phone = models.BooleanField(_("by phone"), default=True)
    by_email = models.BooleanField(_("by e-mail"), default=False)
    at_desk = models.BooleanField(_("at the Center"), default=False)
    place = models.PositiveSmallIntegerField(
        _("place in lists"), default=100, help_text=_("The smallest number stands first.")
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    search_fields = [*FourNames.search_fields, index.FilterField("status")]

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["place", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="service_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=written("why") | (Q(status=Status.OPEN) & unwritten("why")),
                name="service_says_why_it_is_not_open",
            ),
            models.CheckConstraint(
                condition=written("elsewhere") | (~Q(status=Status.SUSPENDED) & unwritten("elsewhere")),
                name="service_says_where_else_to_go",
            ),
            models.CheckConstraint(
                condition=Q(*[(f"speaks_{code}", True) for code in SPOKEN], _connector=Q.OR),
                name="service_speaks_a_language",
            ),
            models.CheckConstraint(
                condition=Q(*[(way, True) for way in WAYS], _connector=Q.OR), name="service_can_be_reached"
            ),
        ]

    def clean(self) -> None:
        super().clean()
        faults = {**self._faults_of_dates(), **self._faults_of_texts(), **self._faults_of_ways()}
        if faults:
            raise ValidationError(faults)

    def _faults_of_dates(self) -> Faults:
        if self.since and self.since > timezone.localdate():
            return {"since": _("A status says what is true today: this day is still to come.")}
        if self.since and self.until and self.until < self.since:
            sentence = _("The end, %(until)s, is before the beginning, %(since)s.")
            days = {"until": date_format(self.until), "since": date_format(self.since)}
            return {"until": sentence % days}
        return {}

    def _faults_of_texts(self) -> Faults:
        needs = {"why": self.status != Status.OPEN, "elsewhere": self.status == Status.SUSPENDED}
        asks = {
            "why": _("Say why it is not open, in this language too."),
            "elsewhere": _("Say where else to go, in this language too; if nowhere, say that."),
        }
        return {
            f"{name}_{code}": asks[name]
            if needed
            else _("It is written in other languages: write it here too.")
            for name, needed in needs.items()
            if needed or any(self._texts(name).values())
            for code, text in self._texts(name).items()
            if not text.strip()
        }

    def _faults_of_ways(self) -> Faults:
        faults: Faults = {}
        if not self.spoken:
            faults["speaks_be"] = _("Tick at least one language.")
        if not any(getattr(self, way) for way in WAYS):
            faults["by_chat"] = _("Tick at least one way to reach a person.")
        return faults

    def _texts(self, name: str) -> dict[str, str]:
        return {code: getattr(self, f"{name}_{code}") for code in CODES}

    def _in_the_readers_language(self, name: str) -> str:
        return self._texts(name)[get_language() or DEFAULT_LANGUAGE]

    @property
    def why(self) -> str:
        return self._in_the_readers_language("why")

    @property
    def elsewhere(self) -> list[str]:
        """One place a line."""
        return [
            line.strip() for line in self._in_the_readers_language("elsewhere").splitlines() if line.strip()
        ]

    @property
    def spoken(self) -> list[str]:
        """The languages one can be understood in, named in the reader's."""
        spoken = [f"speaks_{code}" for code in SPOKEN if getattr(self, f"speaks_{code}")]
        return [str(self._meta.get_field(name).verbose_name) for name in spoken]  # type: ignore[union-attr] # not a relation
