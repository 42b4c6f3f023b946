from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.sign_in.sessions import FRESH, IDLE, LONGEST, Session, is_activity

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
minutes = st.integers(min_value=0, max_value=1000).map(lambda number: number * MINUTE)


def session(*, active: datetime = NOON) -> Session:
    return Session(began=NOON, active=active, confirmed=NOON)


@pytest.mark.parametrize(
    ("after", "is_over"),
    [(timedelta(0), False), (IDLE - MINUTE, False), (IDLE, True), (timedelta(days=400), True)],
)
def test_half_an_hour_of_quiet_ends_it(after: timedelta, is_over: bool) -> None:
    assert session().is_over(at=NOON + after) is is_over


def test_twelve_hours_end_it_whatever_one_does() -> None:
    busy = session(active=NOON + LONGEST - MINUTE)

    assert not busy.is_over(at=NOON + LONGEST - MINUTE)
    assert busy.is_over(at=NOON + LONGEST)


def test_signing_out_everywhere_ends_what_began_before() -> None:
    assert session().is_over(at=NOON + MINUTE, signed_out=NOON + MINUTE)
    assert not session().is_over(at=NOON + MINUTE, signed_out=NOON - MINUTE)


@given(minutes, minutes)
def test_it_never_outlives_either_limit(active: timedelta, later: timedelta) -> None:
    known = session(active=NOON + active)
    at = NOON + active + later

    assert known.is_over(at=at) is (later >= IDLE or at - NOON >= LONGEST)
    assert known.ends <= NOON + LONGEST


def test_showing_once_more_who_one_is_makes_it_fresh_and_no_longer() -> None:
    old = session(active=NOON + FRESH)
    shown = old.confirm(at=NOON + FRESH)

    assert [each.is_fresh(at=NOON + FRESH) for each in (old, shown)] == [False, True]
    assert (shown.began, shown.ends) == (NOON, NOON + FRESH + IDLE)


def test_being_seen_is_not_showing_who_one_is() -> None:
    assert not session().seen(at=NOON + FRESH).is_fresh(at=NOON + FRESH)


@pytest.mark.parametrize(
    ("path", "method", "destination", "counts"),
    [
        ("/admin/pages/7/edit/", "GET", "document", True),
        ("/admin/pages/7/edit/", "POST", "document", True),
        ("/admin/pages/7/edit/", "POST", "empty", False),  # A draft that saves itself.
        ("/admin/pages/7/edit/preview/", "GET", "iframe", False),
        ("/admin/editing-sessions/ping/home/storypage/7/1/", "POST", "empty", False),
        ("/admin/editing-sessions/ping/home/storypage/7/1/", "POST", "", False),
        ("/admin/pages/7/edit/preview/", "POST", "", False),
        ("/be/sign-in/still-here/", "GET", "", False),
        ("/admin/pages/7/edit/", "POST", "", True),
        ("/admin/dismissibles/", "PATCH", "", False),
    ],
)
def test_what_a_page_asks_for_by_itself_is_no_sign_of_a_person(
    path: str, method: str, destination: str, counts: bool
) -> None:
    assert is_activity(path, method=method, destination=destination) is counts
