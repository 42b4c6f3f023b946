"""One child, registered by seven people at the same moment: a form sent again and again, and other forms with
the same child and contact. It stands in the list once."""

from typing import Any
from uuid import uuid4

import pytest

from letters.models import Letter
from school.models import Application, Guardian
from tests.faults.running import Processes
from tests.races import people
from tests.races.doing import Deed
from tests.races.school.test_sequences import DEEDS, _as_in_the_processes  # noqa: F401 - the fixture
from tests.school import replay
from tests.school.children import NOW, emptied, lines, nobody_yet

pytestmark = pytest.mark.processes

SAME_FORM, OTHER_FORMS, ROUNDS = 4, 3, 40
AT = {"at": NOW.isoformat()}


def sending(number: int) -> list[list[Deed]]:
    """Each then presses the button of the letter."""
    same = uuid4().hex
    keys = [same] * SAME_FORM + [uuid4().hex for _form in range(OTHER_FORMS)]
    child = {"name": "Зорка", "email": f"family{number}@example.org"}
    return [[{"do": "register", **child, "key": key} | AT, {"do": "confirm"} | AT] for key in keys]


def stands() -> Any:
    letters = Letter.objects.filter(name__in=["school_received", "school_verified"])
    return {
        "children": list(Application.objects.values_list("state", flat=True)),
        "grown-ups": Guardian.objects.count(),
        "lines": lines(),
        "letters": sorted(letters.values_list("name", flat=True)),
        "mistakes": replay.mistakes(lambda _code, _group: True),
    }


def test_one_child_stands_in_the_list_once(site: Processes) -> None:
    with people.crowd(site, deeds=DEEDS) as crowd:
        for number in range(ROUNDS):
            nobody_yet()
            emptied("letters_letter", "procrastinate_events", "procrastinate_jobs")
            answers = [each for told in crowd.act(sending(number)) for each in told or []]

            assert [each for each in answers if each.startswith("!")] == []
            assert answers.count("received") >= 1
            assert answers.count("confirmed") == 1
            assert stands() == {
                "children": ["verified"],
                "grown-ups": 1,
                "lines": ["verified"],
                "letters": ["school_received", "school_verified"],
                "mistakes": [],
            }
