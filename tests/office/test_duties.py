"""The list of what waits, without knowing of what."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from office import duties
from office.duties import Duty, Seen

AT = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def none_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duties, "kinds", [])


def some(name: str, *days: int, number: int | None = None, may: str = "") -> None:
    found = [Duty(act=name, subject=f"{day}", url=f"/{day}/", since=AT - timedelta(days=day)) for day in days]

    @duties.look(name, title=name.upper(), counts=f"All of {name}.", may=may)
    def find(user: Any, at: datetime) -> Seen:
        return Seen(duties=found, number=len(found) if number is None else number)


def waiting() -> duties.Waiting:
    return duties.waiting(AnonymousUser(), at=AT)


def test_nothing_is_found_where_nobody_looks():
    assert waiting() == duties.Waiting(duties=[], counts=[])


def test_what_several_have_found_is_one_list_oldest_first():
    some("a", 1, 5)
    some("b", 3)

    assert [(duty.act, duty.subject) for duty in waiting().duties] == [("a", "5"), ("b", "3"), ("a", "1")]


def test_nobody_is_told_of_what_she_may_not_do():
    some("a", 1, may="office.view_user")
    some("b", 3)

    assert [count.kind.name for count in waiting().counts] == ["b"]


def test_what_is_not_shown_is_counted():
    some("a", *range(duties.SHOWN), number=40)
    some("b", 100)
    found = waiting()

    assert (len(found.duties), found.more, found.duties[0].act) == (duties.SHOWN, 41 - duties.SHOWN, "b")


def test_each_kind_of_which_there_is_anything_is_counted():
    some("a", 1, 5, number=40)
    some("b")
    some("c", 3)
    found = waiting()

    assert [(each.kind.name, each.number) for each in found.counts] == [("a", 40), ("c", 1)]
    assert found.more == 38
