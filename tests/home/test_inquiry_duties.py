from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override

from home.models import Inquiry
from office import duties, groups, journal
from office.models import JournalEntry
from tests.privacy.people import NOW, asked, closed, inquiry

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

HOUR = timedelta(hours=1)


@pytest.fixture
def people(django_user_model: Any) -> list[Any]:
    found = [django_user_model.objects.create_user(name, password=None) for name in ("volha", "maksim")]
    for each in found:
        each.groups.add(groups.of(groups.PRESS))
    return found


def waiting(user: Any) -> list[tuple[str, str, str]]:
    with override("en"):
        found = duties.waiting(user, at=NOW).duties
        return [(str(duty.act), str(duty.subject), duty.url) for duty in found]


def test_a_question_waits_for_everybody_until_somebody_has_taken_it(people: list[Any]) -> None:
    row = inquiry(asked(), at=NOW - HOUR, deadline=NOW + HOUR)
    url = f"/admin/questions/{row.pk}/"
    first, second = people
    (line,) = waiting(first)
    assert (line[0], line[1].startswith("Deadline 20"), line[2]) == (
        "Take a journalist’s question",
        True,
        url,
    )
    assert waiting(second) == [line]

    Inquiry.objects.update(state="taken", taken_by=first)
    assert [each[0] for each in waiting(first)] == ["Answer a journalist"]
    assert waiting(second) == []


def test_when_its_deadline_is_over_a_taken_one_is_everybodys_again(people: list[Any]) -> None:
    first, second = people
    inquiry(asked(), at=NOW - 2 * HOUR, deadline=NOW - HOUR, state="taken", taken_by=first)
    (line,) = waiting(second)

    assert (line[0], line[1].startswith("Deadline was 20")) == ("Answer a journalist", True)


def test_what_is_closed_waits_for_nobody(people: list[Any]) -> None:
    closed(at=NOW - HOUR)

    assert waiting(people[0]) == []


def test_the_list_says_no_word_of_a_question_and_opens_none(people: list[Any]) -> None:
    inquiry(asked("Alina Kavalenka", outlet="Hazieta", question="Колькі?"), at=NOW - HOUR)
    words = str(duties.waiting(people[0], at=NOW))

    assert [each for each in ("Alina", "Hazieta", "Колькі") if each in words] == []
    assert not JournalEntry.objects.filter(deed=journal.OPENED.name).exists()


def test_editors_do_not_see_that_anybody_has_asked(editor: Any) -> None:
    inquiry(asked(), at=NOW - HOUR)

    assert [each for each in waiting(editor) if "questions" in each[2]] == []
