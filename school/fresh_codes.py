"""Codes that no child has, nor one of whom the ledger still speaks: what it says is said of one child."""

from school import codes
from school.models import Application, Entry


def fresh(number: int) -> list[str]:
    """Another process may take one in the same moment: the database knows, and whoever writes tries anew."""
    found: set[str] = set()
    while len(found) < number:
        found |= _unused({codes.new() for _code in range(number - len(found))})
    return list(found)


def _unused(offered: set[str]) -> set[str]:
    children = Application.objects.filter(code__in=offered).values_list("code", flat=True)
    lines = Entry.objects.filter(code__in=offered).values_list("code", flat=True)
    return offered.difference(children, lines)
