"""No place lies idle while somebody waits whom it fits, whichever verb has freed it.

Every verb of the modules that change places is found by walking them; one that nobody has thought of here
fails the first test.
"""

import inspect
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from privacy import forgetting
from school import answering, capacity, enrolling, leaving, moving, places, still, wishing
from school.deadlines import GRACE
from school.models import Application, Enrolment, Group, Offer
from school.places import Idle
from school.rooms import Rooms
from school.states import SITTING, OfferState, State
from tests.school.children import (
    DAY,
    HOUR,
    MAY,
    NOW,
    SATURDAY,
    TUESDAY,
    group,
    offer_of,
    opened,
    staff,
    term,
    waiting,
    words,
)

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]

FREES_NOTHING = {
    "school.answering": set[str](),
    "school.capacity": {"allowed", "cannot_open", "limits"},
    "school.enrolling": {"before", "may_stay", "go_on", "seat_after", "enrolment_of"},
    "school.leaving": {"comes_first", "month_of", "return_to_list"},
    "school.moving": {"child", "move", "pause", "resume", "set_tier"},
    "school.still": {"due", "ask", "is_asked", "comes_back", "silent", "lost", "hush"},
    "school.wishing": set[str](),
    "school.places": {
        "counting", "today_of", "waits_with", "withheld", "is_untold", "idle", "is_due", "lapse", "end",
        "recount", "take", "seat", "offer_next", "give", "settle",
    },
}  # fmt: skip
"""Reads, and parts of verbs. Who comes back is drawn first. `settle` is what the others must not forget."""
MODULES = (answering, capacity, enrolling, leaving, moving, places, still, wishing)
Act = Callable[[], object]
SCENES: dict[str, Callable[[], tuple[Act, datetime]]] = {}


def scene(function: Any) -> Any:
    """Named for the verb that frees a place in it: gives what is to be done, and the moment at which nothing
    may lie idle then."""
    module, _dot, verb = function.__name__.partition("__")
    SCENES[f"school.{module}.{verb}"] = function
    return function


class Full:
    """A group of two places: one child has one, another is asked, two wait."""

    def __init__(self) -> None:
        self.pupil, self.asked = waiting(ticket="a"), waiting(ticket="b")
        self.third, self.fourth = waiting(ticket="c"), waiting(month=MAY)
        self.group = opened(places=3, ceiling=2)
        answering.accept(offer_id=offer_of(self.pupil).pk, at=NOW)
        assert words(self.pupil, self.asked, self.third) == ["placed", "offered", "waiting"]

    @property
    def enrolment(self) -> Enrolment:
        return Enrolment.objects.filter(application=self.pupil).earliest("made_at")

    def grows(self) -> None:
        Group.objects.filter(pk=self.group.pk).update(ceiling=3)
        capacity.review(group_id=self.group.pk, reason="a larger room", by=None, at=NOW)


def nobody_but_one(**more: Any) -> Application:
    """In the line, and a place that nobody could have."""
    child = waiting(**more)
    leaving.pause(application_id=child.pk, at=NOW)
    opened(places=1)
    return child


def at_once(verb: Any, **arguments: Any) -> tuple[Act, datetime]:
    return lambda: verb(**arguments, at=NOW), NOW


@scene
def answering__accept() -> tuple[Act, datetime]:
    """Whoever answers ends what others have let lapse."""
    full = Full()
    full.grows()
    Offer.objects.filter(application=full.asked).update(until=NOW)
    offer = offer_of(full.third)
    return lambda: answering.accept(offer_id=offer.pk, at=NOW + HOUR), NOW + HOUR


@scene
def answering__decline() -> tuple[Act, datetime]:
    return at_once(answering.decline, offer_id=offer_of(Full().asked).pk, keep=True)


@scene
def answering__revoke() -> tuple[Act, datetime]:
    return at_once(answering.revoke, offer_id=offer_of(Full().asked).pk)


@scene
def capacity__review() -> tuple[Act, datetime]:
    return Full().grows, NOW


@scene
def capacity__open_group() -> tuple[Act, datetime]:
    of = group(Full().group.term, name="B", places=1)
    return at_once(capacity.open_group, group_id=of.pk, by=staff("opener"))


@scene
def capacity__hold_back() -> tuple[Act, datetime]:
    """And lets go on."""
    full = Full()
    capacity.hold_back(group_id=full.group.pk, reason="a teacher is ill", at=NOW)
    leaving.leave(application_id=full.pupil.pk, why=Application.Away.MOVED, at=NOW)
    return at_once(capacity.hold_back, group_id=full.group.pk, reason="")


@scene
def leaving__withdraw() -> tuple[Act, datetime]:
    return at_once(leaving.withdraw, application_id=Full().asked.pk)


@scene
def leaving__pause() -> tuple[Act, datetime]:
    return at_once(leaving.pause, application_id=Full().asked.pk)


@scene
def leaving__resume() -> tuple[Act, datetime]:
    """Who comes back finds the place that nobody else could have."""
    return at_once(leaving.resume, application_id=nobody_but_one().pk)


@scene
def still__answer() -> tuple[Act, datetime]:
    child = nobody_but_one()
    Application.objects.filter(pk=child.pk).update(pause=Application.Pause.YEARLY)
    return at_once(still.answer, application_id=child.pk)


@scene
def wishing__change_days() -> tuple[Act, datetime]:
    """Saturdays suit too."""
    child = waiting(days=(TUESDAY,))
    opened(places=1)
    return at_once(wishing.change_days, application_id=child.pk, days=[TUESDAY, SATURDAY])


@scene
def leaving__leave() -> tuple[Act, datetime]:
    return at_once(leaving.leave, application_id=Full().pupil.pk, why=Application.Away.ILL)


@scene
def leaving__forget() -> tuple[Act, datetime]:
    full = Full()
    seals = [full.pupil.seal_id, full.asked.seal_id]
    return lambda: forgetting.erase([each for each in seals if each], at=NOW), NOW


@scene
def enrolling__change_group() -> tuple[Act, datetime]:
    """Into one that nobody of those who wait is old enough for."""
    full = Full()
    older = opened(full.group.term, name="B", youngest=11, places=1)
    return at_once(enrolling.change_group, enrolment_id=full.enrolment.pk, group_id=older.pk)


def asked_to_stay() -> tuple[Full, datetime]:
    full, at = Full(), NOW.replace(year=2027, month=1, day=11)
    spring = term(starts_on=date(2027, 2, 1), ends_on=date(2027, 6, 20), asks_from=at.date())
    opened(spring, places=2, at=at)
    return full, at


@scene
def enrolling__answer() -> tuple[Act, datetime]:
    """No: but for ten days other pupils come first."""
    full, at = asked_to_stay()
    enrolling.answer(enrolment_id=full.enrolment.pk, stays=True, at=at)
    return lambda: enrolling.answer(enrolment_id=full.enrolment.pk, stays=False, at=at), at


@scene
def enrolling__turn_the_page() -> tuple[Act, datetime]:
    """The ten days are over."""
    full, at = asked_to_stay()
    enrolling.answer(enrolment_id=full.enrolment.pk, stays=False, at=at)
    return lambda: enrolling.turn_the_page(at=at + 10 * DAY), at + 10 * DAY


@scene
def places__tidy() -> tuple[Act, datetime]:
    """Nobody has answered."""
    at = offer_of(Full().asked).until + GRACE
    return lambda: places.tidy(at=at), at


def idle(*, at: datetime) -> list[str]:
    """Free places that are offered to nobody for a reason that is not true, counted from the rows alone."""
    return [
        f"{each}: {reason}"
        for each in Group.objects.select_related("term")
        if free(each) > 0
        and (reason := places.idle(each, at=at)) in (None, Idle.NOBODY)
        and who_would_fit(each)
    ]


def free(of: Group) -> int:
    asked = of.offers.filter(state=OfferState.PENDING).count()
    return of.capacity - asked - of.enrolments.filter(state__in=SITTING).count()


def who_would_fit(of: Group) -> list[str]:
    unfit = Rooms([of]).unfit(of)
    codes = Application.objects.filter(state=State.WAITING).values_list("code", flat=True)
    return [code for code in codes if unfit(code) is None]


def test_every_verb_has_a_scene_or_frees_nothing() -> None:
    found = {
        f"{module.__name__}.{name}"
        for module in MODULES
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    known = {f"{module}.{name}" for module, names in FREES_NOTHING.items() for name in names}

    assert found - known == set(SCENES)
    assert known <= found


@pytest.mark.parametrize("name", SCENES)
def test_who_fits_gets_the_place_at_once(name: str) -> None:
    act, at = SCENES[name]()
    act()

    assert idle(at=at) == []
    for each in Group.objects.all():
        assert free(each) == each.capacity - each.held - each.taken


@pytest.mark.parametrize("name", [name for name in SCENES if name != "school.enrolling.answer"])
def test_the_twin_that_gives_nothing_on_leaves_places_idle(name: str, monkeypatch: Any) -> None:
    act, at = SCENES[name]()
    monkeypatch.setattr(places, "_fill", lambda *_arguments, **_options: None)
    act()

    assert idle(at=at) != []
