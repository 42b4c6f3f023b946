import json
from datetime import UTC, datetime

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from pages import machines
from pages.models import SiteSettings
from tests.home import stories
from tests.pages import places

pytestmark = pytest.mark.django_db


def test_robots_may_read_everything_but_answers_and_the_office(client: Client):
    assert places.read(client, "/robots.txt").splitlines() == [
        "User-agent: *", "Disallow: /admin/", "Disallow: /be/search/", "Disallow: /ru/search/",
        "Disallow: /pl/search/", "Disallow: /en/search/", "", "Sitemap: http://localhost:8000/sitemap.xml",
    ]  # fmt: skip


def test_security_says_whom_to_tell_until_when_and_in_which_languages():
    assert machines.security_text("help@example.org", at=datetime(2026, 11, 20, 10, tzinfo=UTC)) == (
        "Contact: mailto:help@example.org\n"
        "Expires: 2027-05-19T00:00:00Z\n"
        "Preferred-Languages: be, ru, pl, en\n"
        "Canonical: http://localhost:8000/.well-known/security.txt\n"
    )


def test_security_names_nobody_where_there_is_nobody(client: Client):
    assert "mailto:help@example.org" in places.read(client, "/.well-known/security.txt")
    SiteSettings.objects.update(email="")

    assert client.get("/.well-known/security.txt").status_code == 404


def test_the_icon_every_browser_asks_for_is_there(client: Client):
    answer = client.get("/favicon.ico")

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/x-icon")


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_the_manifest_speaks_the_readers_language_and_its_icons_exist(code: str, client: Client):
    answer = client.get(f"/{code}/manifest.webmanifest")
    manifest = json.loads(answer.content)

    assert (answer["Content-Type"], manifest["lang"], manifest["start_url"]) == (
        "application/manifest+json", code, f"/{code}/",
    )  # fmt: skip
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in manifest["icons"])
    assert f'<link rel="manifest" href="/{code}/manifest.webmanifest">' in places.read(client, f"/{code}/")


@pytest.mark.parametrize(
    "path", ["/robots.txt", "/sitemap.xml", "/be/feed/", "/be/manifest.webmanifest", "/be/"]
)
def test_what_is_the_same_for_everybody_says_so(path: str, client: Client):
    answer = client.get(path)
    control = {part.strip() for part in answer["Cache-Control"].split(",")}

    assert control == {"public", "max-age=0", "s-maxage=1"}
    assert answer.cookies == {}
