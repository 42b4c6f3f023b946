"""How money stands in a row: a whole number of the smallest unit, and the currency as Stripe writes it."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from donations.money import CURRENCIES

CHOICES = [(code, code.upper()) for code in CURRENCIES]


def minor(**options: Any) -> "models.BigIntegerField[int, int]":
    return models.BigIntegerField(_("amount in the smallest unit"), **options)


def minor_or_none() -> "models.BigIntegerField[int | None, int | None]":
    return models.BigIntegerField(_("amount in the smallest unit"), null=True)


def currency(**options: Any) -> "models.CharField[str, str]":
    """Of something that we offer."""
    return models.CharField(_("currency"), max_length=3, choices=CHOICES, **options)


def any_currency(**options: Any) -> "models.CharField[str, str]":
    """Of something that has happened, in whatever currency it did."""
    return models.CharField(_("currency"), max_length=3, **options)


def written_so(field: str = "currency") -> Q:
    return Q(**{f"{field}__regex": r"^[a-z]{3}$"})


def known(field: str = "currency") -> Q:
    return Q(**{f"{field}__in": list(CURRENCIES)})


def remote_id() -> "models.CharField[str | None, str | None]":
    """The number of something at Stripe: its own, and none until there is one."""
    return models.CharField(max_length=255, null=True, unique=True, editable=False)
