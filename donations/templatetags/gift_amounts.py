from collections.abc import Mapping

from django import template

from donations import wording
from donations.desk import words

register = template.Library()


@register.filter
def money(minor: int, currency: str) -> str:
    return wording.amount(minor, currency)


@register.filter
def each_sum(sums: Mapping[str, int]) -> list[str]:
    """One for each currency: they are never added to one another."""
    return words.sums(sums)
