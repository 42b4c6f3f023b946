"""The office's page of one child: the sealed record, opened and journaled; what can be done for it."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from office import journal
from office.fresh import needs_fresh_sign_in
from office.people import hidden_without, signed_in
from school import enrolling, growing, hosting, overriding, phoning, standings, trusting
from school.desk import history, rights, waiting
from school.desk.child_forms import CorrectForm, ExceptionForm, LeaveForm, MoveForm, NeedsForm, NoteForm
from school.desk.doors import FORMS, now, obeyed, typed
from school.fitting import age_on, grows_out_on
from school.models import Application, Care, Child, Enrolment, Group, Guardian, Offer, Override, Reached
from school.order import Tier
from school.states import OfferState, State

Forms = dict[str, Any]
NEEDS_FORM = ("note", "needs", "correct", "leave", "move", "exception")


@dataclass(frozen=True, kw_only=True, repr=False)
class Carer:
    care: Care
    person: Reached


@FORMS
@never_cache
@hidden_without(rights.SEE_CHILDREN)
@needs_fresh_sign_in
def child(request: HttpRequest, application_id: UUID) -> HttpResponse:
    row, at = get_object_or_404(Application, pk=application_id), timezone.now()
    enrolment = enrolling.enrolment_of(row.pk)
    forms = _forms(request, row, enrolment)
    if request.method == "POST" and _act(request, row, enrolment, forms):
        return redirect("school_child", row.pk)
    row.refresh_from_db()
    who = journal.opened(Application.child, [row], by=signed_in(request), at=at).get(row.pk)
    if who is None:
        raise Http404
    forms["note"].initial["note"] = who.note
    forms["correct"].initial = asdict(who)
    told = {
        "application": row,
        "child": who,
        "carers": carers_of(row, request, at=at),
        "enrolment": enrolling.enrolment_of(row.pk),
        "offer": _offer(row),
        "lines": history.of(row),
        "forms": forms,
        "may": waiting.rights_of(request),
        "now": at,
        **_standing(row, who, at=at),
    }
    return render(request, "school/desk/child.html", told)


def _standing(row: Application, who: Child, *, at: datetime) -> dict[str, Any]:
    born = {"year": who.born_year, "month": who.born_month}
    return {
        "position": standings.position(row.code, standings.in_line()),
        "age": age_on(timezone.localdate(at), **born),
        "grows_out": grows_out_on(**born),
        "is_sibling": row.tier == Tier.SIBLING,
        "can_be_sibling": row.tier in (Tier.SIBLING, Tier.EVERYONE),
        "acts": _acts(row, who, at=at),
    }


def _acts(row: Application, who: Child, *, at: datetime) -> tuple[str, ...]:
    """Nobody comes back who is too old still."""
    acts = ACTS_IN.get(State(row.state), ())
    grown = row.state == State.INELIGIBLE and growing.is_too_old(who, at=at)
    return tuple(each for each in acts if not (grown and each == "resume"))


def carers_of(row: Application, request: HttpRequest, *, at: datetime) -> list[Carer]:
    cares = list(row.cares.select_related("guardian").order_by("guardian__made_at"))
    opened = journal.opened(Guardian.person, [each.guardian for each in cares], by=signed_in(request), at=at)
    return [Carer(care=each, person=opened[each.guardian_id]) for each in cares if each.guardian_id in opened]


def _offer(row: Application) -> Offer | None:
    return row.offers.filter(state=OfferState.PENDING).select_related("group__term").first()


def _forms(request: HttpRequest, row: Application, enrolment: Enrolment | None) -> Forms:
    others = list(enrolment.term.groups.exclude(pk=enrolment.group_id)) if enrolment else []
    giving = list(Group.objects.filter(opened_at__isnull=False, term__ends_on__gte=timezone.localdate()))
    needs = {"days": row.days, "level": row.level}
    return {
        "note": NoteForm(typed(request, "note"), label_suffix=""),
        "needs": NeedsForm(typed(request, "needs"), initial=needs, label_suffix=""),
        "correct": CorrectForm(typed(request, "correct"), label_suffix=""),
        "leave": LeaveForm(typed(request, "leave"), label_suffix=""),
        "move": MoveForm(typed(request, "move"), groups=[each for each in others if each.free]),
        "exception": ExceptionForm(typed(request, "exception"), groups=giving),
    }


ACTS_IN: dict[State, tuple[str, ...]] = {
    State.RECEIVED: ("confirm", "withdraw"),
    State.VERIFIED: ("withdraw",),
    State.WAITING: ("pause", "withdraw"),
    State.PAUSED: ("resume", "withdraw"),
    State.INELIGIBLE: ("resume", "withdraw"),
    State.OFFERED: ("pause", "withdraw"),
    State.WITHDRAWN: ("return",),
    State.LEFT: ("return",),
}
"""Buttons that need no form."""


def _act(request: HttpRequest, row: Application, enrolment: Enrolment | None, forms: Forms) -> bool:
    """Whether a button was pressed and it could be done."""
    do = request.POST.get("do", "")
    right = rights.EXCEPT if do.startswith("exception") else rights.CHANGE_CHILDREN
    if not request.user.has_perm(right) or (do in NEEDS_FORM and not forms[do].is_valid()):
        return False
    who = now(request)
    said = forms[do].cleaned_data if do in NEEDS_FORM else {}
    act = (
        _of_carer(row, do, who)
        or _of_offer(row, do, who)
        or _of_pupil(enrolment, do, said, who)
        or _of_child(row, do, said, who)
    )
    return act is not None and obeyed(request, act)


def _of_child(row: Application, do: str, said: Forms, who: Forms) -> Callable[[], Any] | None:
    own: Forms = {"application_id": row.pk, **who}
    acts: dict[str, Callable[[], Any]] = {
        "pause": lambda: hosting.pause(**own),
        "resume": lambda: hosting.resume(**own),
        "withdraw": lambda: hosting.withdraw(**own),
        "return": lambda: hosting.return_to_list(**own),
        "sibling": lambda: hosting.set_sibling(is_sibling=True, **own),
        "no-sibling": lambda: hosting.set_sibling(is_sibling=False, **own),
        "note": lambda: hosting.write_note(text=said["note"], **own),
        "needs": lambda: hosting.change_needs(**said, **own),
        "correct": lambda: hosting.correct(**said, **own),
        "leave": lambda: hosting.leave(why=Application.Away(said["away"]), **own),
        "confirm": lambda: _confirm(row, who),
        "exception": lambda: overriding.ask(group_id=said["group"], why=Override.Why(said["why"]), **own),
    }
    return acts.get(do)


def _confirm(row: Application, who: Forms) -> None:
    """Each grown-up who was asked: somebody has heard the family."""
    for guardian_id in row.cares.filter(guardian__verified_at__isnull=True).values_list(
        "guardian", flat=True
    ):
        phoning.confirm(guardian_id=guardian_id, **who)


def _of_carer(row: Application, do: str, who: Forms) -> Callable[[], Any] | None:
    """A button that names one of this child’s grown-ups."""
    verb, _space, which = do.partition(" ")
    care = next((each for each in row.cares.all() if str(each.pk) == which), None)
    if care is None:
        return None
    acts: dict[str, Callable[[], Any]] = {
        "looks": lambda: trusting.entrust(care_id=care.pk, may_decide=False, **who),
        "decides": lambda: trusting.entrust(care_id=care.pk, may_decide=True, **who),
        "no-digits": lambda: trusting.take_off_digits(guardian_id=care.guardian_id, **who),
    }
    return acts.get(verb)


def _of_offer(row: Application, do: str, who: Forms) -> Callable[[], Any] | None:
    offer = _offer(row)
    if offer is None:
        return None
    acts: dict[str, Callable[[], Any]] = {
        "yes": lambda: hosting.accept(offer_id=offer.pk, **who),
        "keep": lambda: hosting.decline(offer_id=offer.pk, keep=True, **who),
        "no": lambda: hosting.decline(offer_id=offer.pk, keep=False, **who),
        "exception back": lambda: overriding.ask_back(offer_id=offer.pk, **who),
    }
    return acts.get(do)


def _of_pupil(enrolment: Enrolment | None, do: str, said: Forms, who: Forms) -> Callable[[], Any] | None:
    if enrolment is None:
        return None
    acts: dict[str, Callable[[], Any]] = {
        "move": lambda: hosting.move(enrolment_id=enrolment.pk, group_id=said["to"], **who),
        "stays": lambda: hosting.answer_for_next_term(enrolment_id=enrolment.pk, stays=True, **who),
        "goes": lambda: hosting.answer_for_next_term(enrolment_id=enrolment.pk, stays=False, **who),
    }
    return acts.get(do)
