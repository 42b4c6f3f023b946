"""Letters that go out when a coordinator says so: what she writes to a group, and that a list which was kept
before is on the site now."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from letters import writing
from pages.frame import absolute
from privacy.documents import Email
from school.family_letters import MAY, of_guardian
from school.family_page import Family
from school.links import page_of
from school.models import Copy, Guardian, Reached


@writing.kind("school_message", title=_("To a family: what a coordinator has written"), may=MAY)
def message(subject: UUID, at: datetime) -> writing.Address | None:
    copy = Copy.objects.select_related("message", "guardian").filter(pk=subject).first()
    to = copy.guardian.person.open().email if copy else None
    if copy is None or not to or copy.guardian.ends_at:
        return None
    with override(copy.guardian.language):
        told = {"words": copy.words, "url": page_of(copy.guardian, at=at)}
    return writing.Address(to=to, language=copy.guardian.language, context=told)


@writing.kind("school_imported", title=_("To a family: our list is on the site now"), may=MAY)
@of_guardian
def imported(guardian: Guardian, person: Reached, at: datetime) -> tuple[Email | None, dict[str, Any]]:
    """Whoever has chosen digits for her links reads no name."""
    family = Family(guardian, at=at)
    shown = [family.shown(nth) for nth, _care in enumerate(family.cares, start=1)]
    told = [
        ("" if guardian.guard else each.child.name, each.application.code, each.heading) for each in shown
    ]
    return person.email, {
        "url": page_of(guardian, at=at),
        "told": told,
        "keep_url": absolute(reverse("keep")),
    }
