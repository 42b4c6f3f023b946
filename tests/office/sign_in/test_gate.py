"""Nobody without a second factor reaches anything but the place where one gets it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from office.models import User
from office.sign_in.sessions import IDLE, LONGEST
from tests import staff
from tests.office.sign_in import people

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

BY_HAND = {"sec-fetch-dest": "document"}
BY_ITSELF = {"sec-fetch-dest": "empty"}


@pytest.fixture
def window(editor: User) -> Client:
    """Signed in past the door, as Django's own client does."""
    client = Client()
    client.force_login(editor)
    return client


def test_a_session_that_came_by_no_door_ends(window: Client) -> None:
    assert window.get("/admin/").url == "/be/sign-in/?next=/admin/"
    assert "_auth_user_id" not in window.session


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/questions/", "/admin/users/"])
def test_without_a_factor_the_office_leads_to_where_one_gets_it(window: Client, path: str) -> None:
    staff.remember(window, with_factor=False)

    assert window.get(path).url == "/be/sign-in/keys/"
    assert window.post(path).url == "/be/sign-in/keys/"
    assert window.get("/en/sign-in/keys/").status_code == 200
    assert window.get("/en/sign-in/").url == "/en/sign-in/keys/"


def test_without_a_factor_she_is_nobody_on_the_site(window: Client) -> None:
    staff.remember(window, with_factor=False)

    assert window.get("/be/").wsgi_request.user.is_anonymous
    assert window.get("/en/sign-in/still-here/").json() == {"in": False}


def test_the_twin_with_a_factor_it_opens(window: Client) -> None:
    staff.remember(window)

    assert people.is_in(window)


def test_a_session_by_password_ends_when_the_account_gets_a_factor(window: Client, editor: User) -> None:
    """It may be somebody else's, who knew the password and came first."""
    staff.remember(window, with_factor=False)
    people.with_app(editor)

    assert window.get("/en/sign-in/keys/passkey/").url.startswith("/en/sign-in/?next=")
    assert "_auth_user_id" not in window.session


@pytest.mark.parametrize("since", [IDLE, LONGEST])
def test_a_session_that_is_over_says_so_and_leads_back(window: Client, since: timedelta) -> None:
    staff.remember(window, began=timezone.now() - since)
    answer = window.get("/admin/pages/?p=2", headers=BY_HAND)

    assert answer.url == "/be/sign-in/?next=%2Fadmin%2Fpages%2F%3Fp%3D2&over=1"
    assert "You have been signed out" in window.get(answer.url.replace("/be/", "/en/")).content.decode()


def test_background_requests_do_not_keep_a_session_alive(window: Client) -> None:
    staff.remember(window, began=timezone.now() - IDLE + timedelta(minutes=1))
    before = window.session["office"]["active"]
    window.post("/admin/editing-sessions/release/1/", headers=BY_ITSELF)
    window.get("/en/sign-in/still-here/", headers=BY_ITSELF)
    assert window.session["office"]["active"] == before

    window.get("/admin/", headers=BY_HAND)
    assert window.session["office"]["active"] > before


def test_a_hand_on_the_keyboard_keeps_it_alive(window: Client) -> None:
    staff.remember(window, began=timezone.now() - IDLE + timedelta(minutes=1))
    told = window.post("/en/sign-in/still-here/", headers=BY_ITSELF).json()

    assert IDLE.total_seconds() - 5 < told["seconds"] <= IDLE.total_seconds()
    assert set(told) == {"in", "who", "seconds", "token"}


def test_signing_out_everywhere_ends_the_sessions_of_other_browsers(window: Client, editor: User) -> None:
    staff.remember(window)
    other = staff.StaffClient()
    other.force_login(editor)
    other.post("/en/sign-in/keys/everywhere/")

    assert [people.is_in(each) for each in (window, other)] == [False, False]


def test_visitors_cost_the_gate_nothing(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        client.get("/en/sign-in/still-here/")
