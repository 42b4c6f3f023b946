"""Everything we have of a guardian and her children, to take along: what is sealed, and what stands in
rows."""

from dataclasses import dataclass
from typing import Any

from school import caring, first_days
from school.family_forms import FirstDayForm
from school.family_page import Family, Shown
from school.models import Entry, Guardian, PhotoConsent

NAMED = ("name", "phone", "fetched_by", "pick_up_word", "health")


@dataclass(frozen=True, kw_only=True)
class Copied:
    shown: Shown
    note: str
    """Of a coordinator; none where another grown-up cares for the child: it may be about her or him."""
    told: list[tuple[str, str]]
    """By this grown-up."""
    photos: list[PhotoConsent]
    ledger: list[Entry]


def copy_of(family: Family) -> dict[str, Any]:
    """Of other guardians only the names she is told of, and never how they are reached."""
    known = caring.others(family.guardian.pk)
    names = Guardian.person.open_many(known)
    return {
        "family": family,
        "person": family.person,
        "others": [names[each.pk].name for each in known if each.pk in names],
        "children": [_copied(shown) for shown in family.all_shown()],
    }


def _copied(shown: Shown) -> Copied:
    application, form = shown.application, FirstDayForm()
    told = first_days.told(shown.care)
    is_alone = not application.cares.exclude(pk=shown.care.pk).exists()
    return Copied(
        shown=shown,
        note=shown.child.note if is_alone else "",
        told=[(str(form[name].label), told[name]) for name in NAMED if told[name]],
        photos=list(PhotoConsent.objects.filter(application=application)),
        ledger=list(Entry.objects.filter(code=application.code)),
    )
