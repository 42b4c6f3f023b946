"""What MDN's HTTP Observatory gives points for, as far as headers say: the rules of its version 5, retold.

`make observatory` asks the tool itself.
"""

from http.cookies import Morsel
from typing import Any

import pytest
from django.conf import settings as configured
from django.shortcuts import resolve_url
from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

HALF_A_YEAR = 15_768_000
NEVER = {"'unsafe-inline'", "'unsafe-eval'", "data:", "http:", "https:", "*"}
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


@pytest.fixture
def server(settings: Any) -> None:
    """What follows from a BASE_URL with https."""
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SECURE_SSL_REDIRECT = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True


def sources(policy: str) -> dict[str, set[str]]:
    parts = [directive.split() for directive in policy.split(";")]
    return {name: set(allowed) for name, *allowed in parts}


def points(response: Any) -> dict[str, int]:
    policy = sources(response["Content-Security-Policy"])
    none = policy["default-src"] == {"'none'"}
    active = policy["script-src"] | policy["style-src"]
    return {
        "policy": (10 if none else 5) if not active & NEVER else -20,
        "hsts": 0 if seconds(response["Strict-Transport-Security"]) >= HALF_A_YEAR else -10,
        "referrer": 5 if response["Referrer-Policy"] in PRIVATE else 0,
        "framing": 5 if policy.get("frame-ancestors") else -20,
        "sniffing": 0 if response["X-Content-Type-Options"] == "nosniff" else -5,
        "resources": 10 if response["Cross-Origin-Resource-Policy"] == "same-origin" else 0,
        "sharing": -50 if response.get("Access-Control-Allow-Origin") else 0,
        "cookies": min(map(points_of_cookie, response.cookies.values()), default=0),
    }  # fmt: skip


def seconds(hsts: str) -> int:
    return int(hsts.partition(";")[0].removeprefix("max-age="))


def points_of_cookie(cookie: "Morsel[str]") -> int:
    return 5 if cookie["secure"] and cookie["httponly"] and cookie["samesite"] else -40


@pytest.mark.parametrize("path", ["/be/", "/pl/search/", "/ru/keep/", "/en/press/ask/", "/be/l/new/"])
def test_a_public_page_has_every_point_there_is(path: str, server: None) -> None:
    found = points(Client().get(path, secure=True))

    assert 100 + sum(found.values()) >= 130, found
    assert min(found.values()) >= 0, found


def test_so_has_sign_in_but_for_twenty(server: None) -> None:
    found = points(Client().get(resolve_url(configured.LOGIN_URL), secure=True))

    assert 100 + sum(found.values()) >= 110, found
    assert min(found.values()) >= 0, found


def test_so_has_the_admin(server: None, manager_client: Client) -> None:
    page = manager_client.get("/admin/", secure=True)
    found = points(page)

    assert page.status_code == 200
    assert 100 + sum(found.values()) >= 110, found
    assert min(found.values()) >= 0, found


def test_by_http_one_is_led_to_https_at_once(server: None) -> None:
    answer = Client().get("/be/")

    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/be/")
