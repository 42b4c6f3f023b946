"""Two forms at the same moment, each with the same two children, in opposite order."""

from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError, connections

from school import applying
from school.models import Application, Guardian
from tests.faults.running import sql
from tests.school.children import NOW, emptied, nobody_yet
from tests.school.registering import KASIA, ZORKA, NewChild, family, letters

pytestmark = pytest.mark.processes

SLOWLY = """
    CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_sleep(0.3); RETURN NEW; END $$;
    CREATE TRIGGER slowly BEFORE INSERT ON school_application FOR EACH ROW EXECUTE FUNCTION slowly();
"""


@pytest.fixture(autouse=True)
def _slowly(database: str) -> None:
    """Between the first child and the second there is time for the other form."""
    nobody_yet()
    emptied("letters_letter", "procrastinate_events", "procrastinate_jobs")
    sql(SLOWLY)


def at_once(*forms: tuple[NewChild, ...]) -> list[Any]:
    """What became of each: a grown-up, nobody, or a mistake."""
    found: list[Any] = []

    def send(form: tuple[NewChild, ...]) -> None:
        try:
            found.append(applying.register(family=family(*form), form_key=uuid4(), at=NOW))
        except OperationalError as error:
            found.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=send, args=[form]) for form in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_the_second_waits_for_the_first_and_finds_its_children() -> None:
    found = at_once((ZORKA, KASIA), (KASIA, ZORKA))

    assert sorted(type(each) for each in found if each) == [Guardian]
    assert (Application.objects.count(), Guardian.objects.count()) == (2, 1)
    assert letters() == ["school_again", "school_again", "school_received"]


def test_the_twin_in_the_order_of_the_form_both_wait_for_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "in_one_order", list)
    found = at_once((ZORKA, KASIA), (KASIA, ZORKA))

    assert ["deadlock detected" in str(each) for each in found].count(True) == 1
