from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from letters import writing
from letters.models import Letter
from office import duties, groups, journal, openings
from office.models import JournalEntry, User

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def boss(django_user_model: Any) -> User:
    user: User = django_user_model.objects.create_user("uladz", "uladz@example.org", "a long enough phrase")
    user.groups.add(groups.of(groups.MANAGERS))
    return user


def opens(who: User, number: int, *, at: datetime = NOW) -> None:
    JournalEntry.objects.bulk_create(
        JournalEntry(at=at, who=who, deed=journal.OPENED.name, record=str(uuid4())) for _each in range(number)
    )


def asked_of(person: User, *, at: datetime) -> list[duties.Duty]:
    """On the first page of the office, about the journal."""
    return [duty for duty in duties.waiting(person, at=at).duties if duty.url.startswith("/admin/journal/")]


def test_the_same_list_looked_at_all_evening_is_one_list(volha: User) -> None:
    people = [str(uuid4()) for _each in range(30)]
    for minutes in range(0, 120, 10):
        at = NOW - timedelta(minutes=minutes)
        JournalEntry.objects.bulk_create(
            JournalEntry(at=at, who=volha, deed=journal.OPENED.name, record=each) for each in people
        )

    assert list(openings.unusual(at=NOW)) == []


@given(st.lists(st.integers(0, 500)), st.integers(0, 500))
def test_a_busier_month_never_makes_less_usual(numbers: list[int], more: int) -> None:
    usual = openings.most_usual(numbers)

    assert usual >= openings.ALWAYS_USUAL
    assert openings.most_usual([*numbers, more]) >= max(usual, 3 * more)


@pytest.mark.parametrize(
    ("today", "last_week", "last_year", "named"),
    [(50, 0, 0, False), (51, 0, 0, True), (90, 30, 0, False), (91, 30, 0, True), (91, 0, 80, True)],
)
def test_unusual_is_more_than_fifty_and_three_times_the_busiest_day_of_a_month(
    today: int, last_week: int, last_year: int, named: bool, volha: User
) -> None:
    opens(volha, today, at=NOW - timedelta(hours=23))
    opens(volha, last_week, at=NOW - 7 * DAY)
    opens(volha, last_year, at=NOW - 300 * DAY)

    assert list(openings.unusual(at=NOW)) == ([volha] if named else [])


def test_a_manager_gets_one_letter_and_one_line_on_her_page(volha: User, boss: User) -> None:
    opens(volha, 60)
    assert [openings.alert(at=NOW + timedelta(minutes=half)) for half in (0, 30)] == [1, 0]

    assert [(letter.name, letter.subject.int) for letter in Letter.objects.all()] == [
        ("openings_unusual", boss.pk)
    ]
    (duty,) = asked_of(boss, at=NOW)
    assert (duty.subject, duty.url, duty.since) == (
        "volha", f"/admin/journal/?deed=opened&who={volha.pk}", NOW
    )  # fmt: skip
    assert asked_of(volha, at=NOW) == []


def test_who_may_not_read_the_journal_any_more_gets_no_letter(volha: User, boss: User) -> None:
    opens(volha, 60)
    openings.alert(at=NOW)
    letter = Letter.objects.get()
    address = writing.kinds[letter.name](letter.subject, NOW)
    assert address is not None
    assert address.to == "uladz@example.org"

    boss.groups.clear()
    assert writing.kinds[letter.name](letter.subject, NOW) is None


def test_her_own_openings_she_leaves_to_another(volha: User, boss: User, client: Client) -> None:
    opens(boss, 60)
    openings.alert(at=NOW)
    volha.groups.add(groups.of(groups.MANAGERS))
    client.force_login(boss)
    page = client.post("/admin/journal/looked-at/", follow=True, headers={"accept-language": "en"})
    assert "Your own openings are for another manager" in page.content.decode()
    assert len(asked_of(volha, at=NOW)) == 1

    client.force_login(volha)
    client.post("/admin/journal/looked-at/")
    assert asked_of(volha, at=NOW) == []


def test_the_only_manager_looks_at_her_own(boss: User) -> None:
    User.objects.filter(is_superuser=True).delete()
    opens(boss, 60)
    openings.alert(at=NOW)

    assert openings.looked_at(by=boss, at=NOW)


def test_having_looked_clears_it_until_the_next_time(volha: User, boss: User, client: Client) -> None:
    opens(volha, 60)
    openings.alert(at=NOW)
    client.force_login(boss)
    assert client.post("/admin/journal/looked-at/").url == "/admin/journal/"
    assert asked_of(boss, at=NOW) == []

    assert openings.alert(at=NOW + timedelta(hours=1)) == 0
    opens(volha, 200, at=NOW + 2 * DAY)
    assert openings.alert(at=NOW + 2 * DAY) == 1
    assert len(asked_of(boss, at=NOW)) == 1
