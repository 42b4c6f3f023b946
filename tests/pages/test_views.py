"""Clear answers to whatever is asked of the site."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from tests.home import stories

READERS = ["/be/", "/be/naviny/", "/be/search/", "/be/feed/", "/sitemap.xml", "/art/any/any/seed.svg",
           "/art/brochure/any/any/seed.svg", "/be/niama/"]  # fmt: skip


@pytest.fixture
def public(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media" / "images").mkdir(parents=True)
    (tmp_path / "media" / "images" / "copy.jpg").write_bytes(b"copy")
    (tmp_path / "original.jpg").write_bytes(b"original")
    return tmp_path / "media"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", READERS)
def test_what_can_only_be_read_says_so(path: str, method: str):
    answer = getattr(Client(enforce_csrf_checks=True), method)(path)

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.django_db
@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_a_page_that_takes_nothing_says_so_in_the_readers_language(code: str, client: Client):
    with override(code):
        title = gettext("The page does not take this")

    assert title in client.post(f"/{code}/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", READERS[:-1])
def test_what_can_be_read_can_be_asked_for_its_head(path: str, client: Client):
    answer = client.head(path)

    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/be/niama/",
        "/be/naviny/niama/",
        "/be/" + "a" * 10_000 + "/",
        "/be/naviny/" + "ў" * 10_000 + "/",
        "/be/" + "a/" * 5_000,
        "/be/%00/",
        "/be/naviny/%00%00/",
        "/be/%ff%fe/",
        "/be/naviny/'%22%3B--/",
        "/be/search/niama/",
        "/media/%00",
        "/media/" + "a" * 10_000,
        "/documents/99999999999999999999/x.pdf",
        "/documents/1/%00",
        "/niama.php",
        "/art/any/any/" + "a" * 100,
    ],
)
def test_an_address_that_leads_nowhere_is_not_found(path: str, client: Client):
    assert client.get(path, follow=True).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "value", ["%00", "a" * 10_000, "ў" * 10_000, "%ff", "🧵", "-1", "9" * 400, "2026-13"]
)
@pytest.mark.parametrize("path", ["/be/", "/be/naviny/", "/be/search/", "/be/feed/", "/sitemap.xml"])
def test_no_query_breaks_a_page(path: str, value: str, client: Client):
    names = ("q", "page", "month", "category", "tag")
    query = "&".join(f"{name}={value}" for name in names)

    assert client.get(f"{path}?{query}").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_a_missing_page_says_so_in_the_readers_language(code: str, client: Client):
    with override(code):
        title = gettext("There is no such page")

    assert f"<title>{title} — " in client.get(f"/{code}/niama/").content.decode()


def offered(client: Client, path: str) -> dict[str, str]:
    answer = client.get(path)
    assert answer.status_code == 404
    return {offer["code"]: offer["url"] for offer in answer.context["offers"]}


@pytest.mark.django_db
def test_an_address_under_the_wrong_language_leads_to_the_page_in_its_own(story, client: Client):
    polish = stories.versions(story)["pl"]
    stories.versions(story)["ru"].unpublish()
    wrong = polish.url.replace("/pl/", "/ru/", 1)

    assert offered(client, wrong) == {
        "be": story.url,
        "pl": polish.url,
        "en": stories.versions(story)["en"].url,
    }


@pytest.mark.django_db
def test_a_page_taken_back_in_one_language_is_offered_in_the_others(story, client: Client):
    others = stories.versions(story)
    story.unpublish()

    assert offered(client, story.url) == {code: page.url for code, page in others.items()}


@pytest.mark.django_db
def test_an_offer_names_the_page_in_its_own_language(story, client: Client):
    polish = stories.versions(story)["pl"]
    story.unpublish()
    html = client.get(story.url).content.decode()

    assert f'href="{polish.url}" lang="pl" hreflang="pl">{polish.title}</a>' in html


@pytest.mark.django_db
def test_an_address_nobody_ever_had_is_offered_nothing(client: Client):
    assert offered(client, "/be/niama/") == {}


@pytest.mark.django_db
def test_an_address_without_a_language_is_offered_nothing(client: Client):
    assert offered(client, "/media/niama.jpg") == {}


@pytest.mark.django_db
def test_a_page_deleted_while_somebody_reads_it_is_not_found_the_next_time(client: Client):
    story = stories.told()
    url = story.url
    before = client.get(url).status_code
    story.delete()

    assert (before, client.get(url).status_code) == (200, 404)


@pytest.mark.django_db
def test_a_form_left_open_for_too_long_is_explained():
    answer = Client(enforce_csrf_checks=True).post("/be/sign-in/", {"login": "maryna"})
    with override("be"):
        title = gettext("The form lay open for too long")

    assert answer.status_code == 403
    assert f'<h1 class="intro__title">{title}</h1>' in answer.content.decode().replace("\xa0", " ")


def test_an_ornament_is_drawn_and_kept_for_ever(client: Client):
    answer = client.get("/art/red/chain/seed.svg")

    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.content.startswith(b"<svg ")


def test_an_ornament_is_the_same_each_time(client: Client):
    assert client.get("/art/any/any/seed.svg").content == client.get("/art/any/any/seed.svg").content


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/art/red/niama/seed.svg",
        "/art/niama/chain/seed.svg",
        "/art/red/chain/seed.png",
        "/art/red/chain/a%2Fb.svg",
    ],
)
def test_an_ornament_we_do_not_draw_is_not_found(path: str, client: Client):
    assert client.get(path, follow=True).status_code == 404


def test_a_copy_of_a_picture_is_kept_for_a_day_for_consent_can_be_revoked(public: Path, client: Client):
    answer = client.get("/media/images/copy.jpg")

    assert b"".join(answer.streaming_content) == b"copy"
    assert answer["Cache-Control"] == "public, max-age=86400"
    assert answer["Content-Type"] == "image/jpeg"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/media/../original.jpg",
        "/media/images/../../original.jpg",
        "/media/%2e%2e/original.jpg",
        "/media/..%2foriginal.jpg",
        "/media/..%5coriginal.jpg",
        "/media//etc/passwd",
        "/media/%2fetc/passwd",
        "/media/images/",
        "/media/images",
        "/media/",
    ],
)
def test_nothing_outside_the_public_folder_is_served(path: str, public: Path, client: Client):
    answer = client.get(path, follow=True)

    assert answer.status_code == 404
    assert b"original" not in answer.content
