"""Letters about registering. Each is about a care: who is told, and of which child; it speaks of all the
children who stand where that one stands. No letter has the name of a child."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from letters import writing
from privacy import links
from school import check_page
from school.confirming import CONFIRM
from school.links import page_of
from school.models import Application, Care, Guardian
from school.models.applications import UNCONFIRMED
from school.states import State

MAY = "school.view_application"
GONE = (State.WITHDRAWN, State.LEFT)
Told = dict[str, Any]


def addressing(tell: Callable[[Care, datetime], Told | None]) -> writing.Addressing:
    def addressed(subject: UUID, at: datetime) -> writing.Address | None:
        care = Care.objects.select_related("guardian", "application").filter(pk=subject).first()
        email = care.guardian.person.open().email if care else None
        told = tell(care, at) if care and email else None
        if care is None or email is None or told is None:
            return None
        return writing.Address(to=email, language=care.guardian.language, context=told)

    return addressed


def codes(guardian: Guardian, *states: str) -> list[str]:
    rows = Application.objects.filter(guardians=guardian, state__in=states)
    return list(rows.order_by("made_at", "nth").values_list("code", flat=True))


def confirm_url(guardian: Guardian, *, at: datetime) -> str:
    return links.issue(CONFIRM, guardian.pk, language=guardian.language, at=at)


def to_confirm(care: Care, at: datetime) -> Told | None:
    """Nothing once it is confirmed."""
    if care.application.state != State.RECEIVED:
        return None
    return {
        "codes": codes(care.guardian, State.RECEIVED),
        "until": care.application.made_at + UNCONFIRMED,
        "url": confirm_url(care.guardian, at=at),
    }


def again(care: Care, at: datetime) -> Told | None:
    state, guardian = care.application.state, care.guardian
    is_known = guardian.verified_at is not None
    return {
        "codes": [care.application.code],
        "is_asked": not is_known,
        "is_gone": state in GONE,
        "url": page_of(guardian, at=at) if is_known else confirm_url(guardian, at=at),
    }


def verified(care: Care, at: datetime) -> Told | None:
    """Nothing if all of them have left again."""
    stand = codes(care.guardian, State.VERIFIED, State.WAITING)
    confirmed_at = care.application.verified_at
    if not stand or confirmed_at is None:
        return None
    return {"codes": stand, "url": page_of(care.guardian, at=at), **check_page.draw_of(confirmed_at)}


TELLING: dict[str, tuple[Any, Callable[[Care, datetime], Told | None]]] = {
    "school_received": (_("To a family: confirm the application"), to_confirm),
    "school_confirm": (_("To a family: confirm the application, once more"), to_confirm),
    "school_again": (_("To a family: registered already"), again),
    "school_verified": (_("To a family: the application is confirmed"), verified),
}
for name, (title, tell) in TELLING.items():
    writing.kind(name, title=title, may=MAY)(addressing(tell))
