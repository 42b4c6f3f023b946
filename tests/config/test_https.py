"""What changes when the site's own address begins with https: settings are read when a process starts."""

import json
import os
import subprocess
import sys
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import json, sys
import django
django.setup()
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from tests.office.sign_in import people

def answer(client, method, address, secure, **form):
    response = getattr(client, method)(address, form, secure=secure, headers={"host": "localhost"})
    hsts, to = response.get("Strict-Transport-Security"), response.get("Location")
    return [response.status_code, hsts, to, sorted(response.cookies.output(header="").splitlines())]

client, secure = Client(), sys.argv[1] == "secure"
with transaction.atomic(), transaction.atomic(using="vault"):
    secret = people.with_app(get_user_model().objects.create_superuser("aksana", password=people.PHRASE))
    told = {
        "page": answer(client, "get", "/be/", secure),
        "plain": answer(client, "get", "/be/", False),
        "form": answer(client, "get", "/be/sign-in/", secure),
        "password": answer(client, "post", "/be/sign-in/", secure, login="aksana", password=people.PHRASE),
        "signed in": answer(client, "post", "/be/sign-in/second/", secure, code=people.code(secret)),
    }
    for database in ("default", "vault"):
        transaction.set_rollback(True, using=database)
print(json.dumps(told))
"""

pytestmark = [pytest.mark.processes, pytest.mark.django_db(databases=["default", "vault"])]


def url(database: dict[str, Any]) -> str:
    return f"postgresql://{database['USER']}@/{database['NAME']}?host={database['HOST']}"


@pytest.fixture
def ask(db: None) -> Any:
    def ask(base_url: str) -> dict[str, Any]:
        """Status, HSTS, redirect and cookies of four answers, from a process that has this address."""
        default, vault = (url(connections[alias].settings_dict) for alias in ("default", "vault"))
        mine = {
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "VAR_DIR": str(settings.VAR.parent),
            "TEST_DATABASE_URL": default,
            "TEST_VAULT_DATABASE_URL": vault,
            "BASE_URL": base_url,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
        }
        way = "secure" if base_url.startswith("https") else "plain"
        command = [sys.executable, "-W", "ignore", "-c", ASK, way]
        done = subprocess.run(command, env=os.environ | mine, cwd=ROOT, capture_output=True, check=True)
        answers: dict[str, Any] = json.loads(done.stdout)
        return answers

    return ask


def described(cookies: list[str]) -> dict[str, dict[str, Any]]:
    """Attributes by cookie's name; values and times are chance."""
    jar = SimpleCookie()
    for each in cookies:
        jar.load(each)
    chance = ("expires", "max-age")
    return {
        name: {key: value for key, value in morsel.items() if value and key not in chance}
        for name, morsel in jar.items()
    }


def test_with_https_browsers_never_come_by_http_again_and_cookies_are_locked_to_the_host(ask: Any) -> None:
    told = ask("https://example.org")
    lasting = "max-age=63072000; includeSubDomains; preload"
    locked = {"path": "/", "samesite": "Lax", "secure": True, "httponly": True}

    assert told["page"] == [200, lasting, None, []]
    assert told["plain"] == [301, None, "https://localhost/be/", []]
    assert told["form"][:3] == [200, lasting, None]
    assert described(told["form"][3]) == {"__Host-csrf": locked}
    assert told["signed in"][:3] == [302, lasting, "/admin/"]
    assert described(told["signed in"][3]) == {"__Host-csrf": locked, "__Host-session": locked}


def test_without_https_nothing_is_promised_that_cannot_be_kept(ask: Any) -> None:
    told = ask("http://localhost:8000")
    plain = {"path": "/", "samesite": "Lax", "httponly": True}

    assert told["page"] == told["plain"] == [200, None, None, []]
    assert described(told["signed in"][3]) == {"csrf": plain, "session": plain}
