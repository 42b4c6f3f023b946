"""Letters to families after they are registered. Each opens the sealed words at the moment of sending,
says what is true then, and brings links of its own. What is not true any more is not sent."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from letters import writing
from pages.frame import absolute
from pages.models import SiteSettings
from privacy import links
from privacy.documents import Email
from privacy.links import Purpose
from school import caring, still
from school.family_page import Family, Shown
from school.links import CONTACT, JOIN, STILL, page_of
from school.models import Application, Care, Guardian, Reached
from school.states import State
from school.telling import ASKS

MAY = "school.view_application"
TITLES = {
    "school_drawn": _("To a family: the draw is over"),
    "school_offered": _("To a family: a place is offered"),
    "school_reminder": _("To a family: an answer is missing"),
    "school_accepted": _("To a family: the place is yours, and the first day"),
    "school_declined": _("To a family: you have declined"),
    "school_expired": _("To a family: no answer came, paused"),
    "school_paused": _("To a family: paused"),
    "school_revoked": _("To a family: an offer was a mistake"),
    "school_still_waiting": _("To a family: do you still wait?"),
    "school_new_term": _("To a family: does the child stay?"),
    "school_outgrown": _("To a family: too old for the school"),
    "school_left": _("To a family: out of the list or the school"),
}
"""About one child, to one of its grown-ups."""
STILL_TRUE: Mapping[str, Callable[[Shown], bool]] = {
    "school_drawn": lambda shown: shown.queue is not None,
    "school_offered": lambda shown: shown.held is not None,
    "school_reminder": lambda shown: shown.held is not None,
    "school_accepted": lambda shown: shown.lessons is not None,
    "school_declined": lambda shown: shown.application.state in (State.PAUSED, State.WITHDRAWN),
    "school_expired": lambda shown: shown.application.pause == Application.Pause.SILENT,
    "school_paused": lambda shown: shown.application.state == State.PAUSED,
    "school_revoked": lambda shown: shown.queue is not None,
    "school_still_waiting": lambda shown: still.is_asked(shown.application),
    "school_new_term": lambda shown: bool(shown.stay and shown.stay.says is None),
    "school_outgrown": lambda shown: shown.application.state == State.INELIGIBLE,
    "school_left": lambda shown: shown.application.state in (State.WITHDRAWN, State.LEFT, State.GRADUATED),
}


def of_child(name: str) -> writing.Addressing:
    def addressed(subject: UUID, at: datetime) -> writing.Address | None:
        care = Care.objects.select_related("guardian", "application").filter(pk=subject).first()
        if care is None or care.guardian.ends_at:
            return None
        with override(care.guardian.language):
            return _address(name, care, at=at)

    return addressed


def _address(name: str, care: Care, *, at: datetime) -> writing.Address | None:
    """Of two children only one is told of; whoever has chosen digits for her links reads no name."""
    family = Family(care.guardian, at=at)
    nth = next((place for place, each in enumerate(family.cares, start=1) if each.pk == care.pk), None)
    to = family.person.email
    if nth is None or not to:
        return None
    shown = family.shown(nth)
    if not STILL_TRUE[name](shown) or (name in ASKS and not care.may_decide):
        return None
    context = {
        "url": page_of(care.guardian, at=at),
        "shown": shown,
        "child": "" if care.guardian.guard else shown.child.name,
        **_of(name, care, at=at),
    }
    return writing.Address(to=to, language=care.guardian.language, context=context)


def _of(name: str, care: Care, *, at: datetime) -> dict[str, Any]:
    """What the half-yearly question is, and the answer by one button where nobody has to be kept out."""
    if name != still.LETTER:
        return {}
    is_paused = care.application.state == State.PAUSED
    told = {"is_paused": is_paused, "comes_back": still.comes_back(care.application)}
    if care.guardian.guard:
        return told
    return told | {"still_url": links.issue(STILL, care.pk, language=care.guardian.language, at=at)}


Addressed = Callable[[Guardian, Reached, datetime], tuple[Email | None, dict[str, Any]]]


def of_guardian(told: Addressed) -> writing.Addressing:
    def addressed(subject: UUID, at: datetime) -> writing.Address | None:
        guardian = Guardian.objects.filter(pk=subject, seal_id__isnull=False).first()
        if guardian is None:
            return None
        with override(guardian.language):
            to, context = told(guardian, guardian.person.open(), at)
        return writing.Address(to=to, language=guardian.language, context=context) if to else None

    return addressed


def _by(purpose: Purpose, guardian: Guardian, at: datetime) -> str:
    return links.issue(purpose, guardian.pk, language=guardian.language, at=at)


@writing.kind("school_link", title=_("To a family: a new link"), may=MAY)
@of_guardian
def new_link(guardian: Guardian, person: Reached, at: datetime) -> tuple[Email | None, dict[str, Any]]:
    return person.email, {"url": page_of(guardian, at=at)}


@writing.kind("school_contact", title=_("To a family: is this your address?"), may=MAY)
@of_guardian
def new_contact(guardian: Guardian, person: Reached, at: datetime) -> tuple[Email | None, dict[str, Any]]:
    return person.new_email, {"url": _by(CONTACT, guardian, at)}


@writing.kind("school_contact_old", title=_("To a family: shall we write to another address?"), may=MAY)
@of_guardian
def old_contact(guardian: Guardian, person: Reached, at: datetime) -> tuple[Email | None, dict[str, Any]]:
    """While the old one counts. Neither the new one nor a link of hers is in it: somebody else may read."""
    wanted = person.new_email and caring.may_be_told_there(guardian)
    return person.email if wanted else None, {
        "url": absolute(reverse("new_link")),
        "phone": SiteSettings.load().phone,
    }


@writing.kind("school_guardian", title=_("To another grown-up of a child"), may=MAY)
@of_guardian
def invited(guardian: Guardian, person: Reached, at: datetime) -> tuple[Email | None, dict[str, Any]]:
    return None if guardian.verified_at else person.email, {"url": _by(JOIN, guardian, at)}


@writing.kind("school_erased", title=_("To a family: everything is erased"), may=MAY)
@of_guardian
def erased(guardian: Guardian, person: Reached, at: datetime) -> tuple[Email | None, dict[str, Any]]:
    """The very last, or, to who has other children here, about one of them."""
    return person.email, {"url": absolute(reverse("keep")), "is_last": bool(guardian.ends_at)}


for name, title in TITLES.items():
    writing.kind(name, title=title, may=MAY)(of_child(name))
