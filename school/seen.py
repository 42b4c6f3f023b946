"""What readers see of the school, so that the page cache knows when pages about it are not true any more.

Every change of the list writes a line into the ledger, and with it the row of its head: whoever shows
numbers of the school waits for that row alone. A group’s own counters are numbers too; the rest of a group
is content.
"""

from django.http import HttpRequest

from pages import caching
from pages.page_cache import triggers
from school.models import Batch, Group, Head, Meeting, Term

NUMBERS = "school"
"""Who learns, who waits, which places are free (`pages.caching.shows`)."""

triggers.ALSO_SEEN += [Term, Group, Meeting, Head, Batch]
triggers.COUNTS[Group] = triggers.Counts(
    name=NUMBERS, columns=frozenset({"capacity", "overhang", "held", "taken"})
)
triggers.COUNTS[Head] = triggers.Counts(
    name=NUMBERS, columns=frozenset({"last"}), unseen=frozenset({"digest", "offers"})
)


def numbers(request: HttpRequest) -> None:
    """This page shows them."""
    caching.shows(request, NUMBERS)
