"""A brother or sister of a pupil comes before everyone, as long as there is a pupil."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from privacy import forgetting
from school import answering, enrolling, leaving, proofs
from school.models import Application, Entry
from school.order import Tier
from school.proof import line as independent
from tests.school.children import APRIL, DAY, HOUR, MARCH, MAY, NOW, offer_of, opened, term, waiting, words

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]
LATER = NOW + HOUR
FAMILY = UUID(int=1)


def pupil_stranger_and_sister(*, places: int = 1) -> list[Application]:
    """The sister waits behind another family, and comes before it as a sister."""
    pupil = waiting(month=MARCH, family=FAMILY)
    opened(places=places)
    stranger, sister = waiting(month=APRIL), waiting(month=MAY, family=FAMILY)
    answering.accept(offer_id=offer_of(pupil).pk, at=NOW)
    return [pupil, stranger, sister]


def tier(of: Application) -> int:
    return Application.objects.get(pk=of.pk).tier


def leave(pupil: Application) -> None:
    leaving.leave(application_id=pupil.pk, why=Application.Away.MOVED, at=LATER)


def is_erased(pupil: Application) -> None:
    assert pupil.seal_id
    forgetting.erase([pupil.seal_id], at=LATER)


def does_not_stay(_pupil: Application) -> None:
    """The term is over, and nobody has said that the child stays."""
    term(starts_on=date(2027, 2, 1), ends_on=date(2027, 6, 20), asks_from=date(2027, 1, 11))
    enrolling.turn_the_page(at=NOW + 80 * DAY)


def test_a_pupil_makes_a_sister_of_who_was_registered_with_it() -> None:
    assert [tier(each) for each in pupil_stranger_and_sister()] == [3, 3, Tier.SIBLING]


@pytest.mark.parametrize("goes", [leave, is_erased])
def test_when_the_only_pupil_goes_the_place_is_everyones(goes: Callable[[Application], Any]) -> None:
    pupil, stranger, sister = pupil_stranger_and_sister()
    goes(pupil)

    assert (tier(sister), words(stranger, sister)) == (Tier.EVERYONE, ["offered", "waiting"])
    last = Entry.objects.filter(code=sister.code).latest("pk")
    assert (last.deed, last.by, last.facts) == ("tier", "clock", {"tier": 3})


def test_the_end_of_a_term_is_the_same() -> None:
    pupil, _stranger, sister = pupil_stranger_and_sister()
    does_not_stay(pupil)

    assert (words(pupil), tier(sister)) == (["left"], Tier.EVERYONE)


def test_one_pupil_is_enough() -> None:
    pupil, _stranger, sister = pupil_stranger_and_sister(places=2)
    answering.accept(offer_id=offer_of(sister).pk, at=NOW)
    brother = waiting(month=MAY, tier=Tier.SIBLING, family=FAMILY)
    leave(pupil)

    assert tier(brother) == Tier.SIBLING


def test_who_comes_back_to_the_list_is_then_no_sister_either() -> None:
    pupil, _stranger, sister = pupil_stranger_and_sister()
    leaving.withdraw(application_id=sister.pk, at=NOW)
    leave(pupil)

    assert leaving.return_to_list(application_id=sister.pk, at=LATER).tier == Tier.EVERYONE


def test_what_a_coordinator_knows_of_another_family_stays() -> None:
    """She has found out that a brother is there who was registered by himself."""
    pupil, _stranger, _sister = pupil_stranger_and_sister()
    other = waiting(month=MAY, tier=Tier.SIBLING, family=uuid4())
    leave(pupil)

    assert tier(other) == Tier.SIBLING


def test_the_independent_program_tells_the_same() -> None:
    pupil, stranger, sister = pupil_stranger_and_sister()
    before = independent.order(*independent.replay(said()))
    leave(pupil)
    after = independent.order(*independent.replay(said()))

    assert (before, after) == ([sister.code, stranger.code], [sister.code])


def said() -> list[dict[str, Any]]:
    return independent.lines("".join(proofs.lines()))
