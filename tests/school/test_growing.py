"""A child that is too old for every term to come leaves the line and is told; nobody waits for nothing."""

from datetime import date, datetime

import pytest

from letters.models import Letter
from school import enrolling
from school.models import Application, Entry
from tests.school import replay
from tests.school.children import NOW, term, waiting, words
from timetable.expansion import WARSAW

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]
SPRING = datetime(2027, 2, 1, 12, tzinfo=WARSAW)
GROWN = (2014, 1)
"""Twelve in the autumn, thirteen when spring begins."""


def spring() -> None:
    term(starts_on=date(2027, 2, 1), ends_on=date(2027, 6, 20))


def letters() -> int:
    return Letter.objects.filter(name="school_outgrown").count()


def test_who_was_twelve_when_the_running_term_began_may_still_come_into_it() -> None:
    term()
    spring()
    child = waiting(born=GROWN)
    enrolling.turn_the_page(at=datetime(2027, 1, 31, 12, tzinfo=WARSAW))

    assert (words(child), letters()) == (["waiting"], 0)


@pytest.mark.parametrize("state", ["verified", "waiting", "paused"])
def test_who_is_thirteen_when_the_next_one_begins_leaves_the_list_once_and_is_told(state: str) -> None:
    spring()
    child, younger = waiting(born=GROWN), waiting(born=(2014, 3))
    pause = "wish" if state == "paused" else ""
    Application.objects.filter(pk=child.pk).update(state=state, pause=pause)
    for _twice in range(2):
        enrolling.turn_the_page(at=SPRING)

    assert (words(child, younger), letters()) == (["ineligible", "waiting"], 1)
    line = Entry.objects.get(deed="unfit")
    assert (line.code, line.by, line.facts, line.inside) == (child.code, "clock", {}, {"reason": "too old"})
    assert replay.mistakes(lambda _code, _group: True) == []


def test_between_terms_the_day_itself_is_what_counts() -> None:
    child = waiting(born=(2013, 11))
    enrolling.turn_the_page(at=NOW)

    assert words(child) == ["ineligible"]
