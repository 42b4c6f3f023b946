import gzip
import logging
from datetime import date
from urllib.parse import quote

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils.translation import gettext, override

from tests.home import stories
from tests.pages import places

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def spoken(code: str, message: str) -> str:
    with override(code):
        return gettext(message)


@pytest.fixture
def twelve() -> None:
    for number in range(12):
        stories.told(f"Жырандоля {number}", slug=f"zyrandola-{number}", date=date(2026, 11, 1))


def results(client: Client, query: str) -> list[str]:
    return [hit.url for hit in client.get(f"/be/search/?{query}").context["results"]]


def test_before_a_question_the_search_says_how_to_ask(client: Client):
    html = places.read(client, "/be/search/")

    assert (
        spoken("be", "Write a word or two. The search looks through the whole site, first in your language.")
        in html
    )


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_nothing_found_helps_in_the_readers_language(code: str, client: Client):
    html = places.read(client, f"/{code}/search/?q=niamatakohaslova")
    advice = ["Check the spelling.", "Try one word instead of several, or a shorter word.",
              "Try the same word in another language."]  # fmt: skip

    assert [sentence for sentence in advice if spoken(code, sentence) not in html] == []


def test_a_story_in_four_languages_is_found_in_the_readers_one(story, client: Client):
    polish = stories.versions(story)["pl"]
    answer = client.get("/pl/search/?q=nauczycieli")

    assert polish.url in [hit.url for hit in answer.context["results"]]
    assert {hit.language for hit in answer.context["results"]} == {"pl"}


def test_what_exists_in_another_language_alone_is_marked_as_such(client: Client):
    stories.told()
    html = places.read(client, "/pl/search/?q=жырандоля")

    assert spoken("pl", "There is nothing in your language, but we found something in another one.") in html
    assert 'href="/be/naviny/zyrandola/" lang="be" hreflang="be"' in html
    assert '<span lang="be">Беларуская</span>' in html


def test_an_excerpt_says_its_language(client: Client):
    stories.told()

    assert '<p class="hit__excerpt" lang="be"><mark>Жырандоля</mark> вісіць' in places.read(
        client, "/pl/search/?q=жырандоля"
    )


def test_results_come_ten_on_a_page(twelve: None, client: Client):
    first, second = results(client, "q=жырандоля"), results(client, "q=жырандоля&page=2")

    assert (len(first), len(second), len({*first, *second})) == (10, 2, 12)


def test_the_next_page_asks_the_same_question(twelve: None, client: Client):
    html = places.read(client, "/be/search/?q=жырандоля")
    query = "q=%D0%B6%D1%8B%D1%80%D0%B0%D0%BD%D0%B4%D0%BE%D0%BB%D1%8F"

    assert f'href="?{query}&amp;page=2"' in html


def test_other_languages_are_offered_on_the_first_page_alone(twelve: None, client: Client):
    stories.told("Жырандоля Radio", slug="radio", language="pl")

    pages = [client.get(f"/be/search/?q=жырандоля&page={number}").context for number in (1, 2)]
    assert [len(page["other_language_hits"]) for page in pages] == [1, 0]


def test_the_number_of_results_is_that_of_all_pages(twelve: None, client: Client):
    assert client.get("/be/search/?q=жырандоля").context["count"] == 12


def test_a_question_stays_text_on_the_page(client: Client):
    html = places.read(client, '/be/search/?q="><script>alert(1)</script>')

    assert "<script>alert" not in html
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in html


def test_search_engines_keep_out_of_results(client: Client):
    assert '<meta name="robots" content="noindex">' in places.read(client, "/be/search/?q=жырандоля")


def test_what_was_asked_is_in_no_log(client: Client, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, logger="django.db.backends")
    for method in (client.get, client.post, client.head):
        method("/be/search/?q=tajamnica")
    client.get("/be/niama/?q=tajamnica")

    assert "tajamnica" not in caplog.text


def test_who_asked_is_not_remembered(client: Client):
    answer = client.get("/be/search/?q=tajamnica")

    assert answer.cookies == {}
    assert not Session.objects.exists()


def test_an_address_leaves_no_question_with_others(client: Client):
    assert client.get("/be/search/?q=tajamnica")["Referrer-Policy"] == "same-origin"


def test_another_spelling_is_offered_with_a_link(client: Client):
    stories.told()
    html = places.read(client, "/be/search/?q=жырондуля")

    assert spoken("be", "Did you mean:") in html
    assert f'<a href="/be/search/?q={quote("жырандоля")}">жырандоля</a>' in html


def test_kinds_are_offered_with_how_many_they_have(client: Client):
    kinds = client.get("/be/search/?q=школа").context["kinds"]

    assert [(kind.url, kind.current) for kind in kinds] == [
        (f"/be/search/?q={quote('школа')}", True),
        (f"/be/search/?q={quote('школа')}&kind=news", False),
        (f"/be/search/?q={quote('школа')}&kind=help", False),
        (f"/be/search/?q={quote('школа')}&kind=guides", False),
        (f"/be/search/?q={quote('школа')}&kind=releases", False),
        (f"/be/search/?q={quote('школа')}&kind=events", False),
        (f"/be/search/?q={quote('школа')}&kind=school", False),
        (f"/be/search/?q={quote('школа')}&kind=campaigns", False),
        (f"/be/search/?q={quote('школа')}&kind=pages", False),
    ]
    assert kinds[0].count == sum(kind.count for kind in kinds[1:]) > 2


def test_a_kind_shows_its_pages_alone_and_a_senseless_one_all(client: Client):
    every, pages, news, senseless = (
        client.get(f"/be/search/?q=школа{kind}").context
        for kind in ("", "&kind=pages", "&kind=news", "&kind=elephant")
    )

    assert {hit.url for hit in pages["results"]} & {hit.url for hit in news["results"]} == set()
    assert 0 < pages["count"] < every["count"]
    assert senseless["count"] == every["count"]


def test_who_typed_on_another_keyboard_is_told_so(client: Client):
    stories.told()

    assert "«жырандоля»" in places.read(client, "/be/search/?q=%3Bshfyljkz")


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_titles_are_suggested_while_somebody_types(code: str, client: Client):
    stories.told()

    assert client.get(f"/{code}/search/suggestions/?q=жыранд").json() == {
        "suggestions": [
            {
                "title": "Жырандоля",
                "url": "/be/naviny/zyrandola/",
                "kind": spoken(code, "story"),
                "language": "be",
            }
        ]
    }


@pytest.mark.parametrize("query", ["", "а", "%00", "🧵"])
def test_too_little_suggests_nothing(query: str, client: Client):
    assert client.get(f"/be/search/suggestions/?q={query}").json() == {"suggestions": []}


@pytest.mark.parametrize("path", ["/be/search/?q=школа", "/be/search/suggestions/?q=школа"])
def test_nothing_that_was_asked_is_kept_in_a_browser(path: str, client: Client):
    assert "no-store" in client.get(path)["Cache-Control"]


def test_the_form_says_where_suggestions_come_from(client: Client):
    assert 'data-suggestions="/pl/search/suggestions/"' in places.read(client, "/pl/search/")


def test_answers_are_packed_and_pages_with_secrets_are_not(client: Client):
    packed = {"HTTP_ACCEPT_ENCODING": "gzip"}
    answer = client.get("/be/search/", {"q": "школа"}, **packed)
    form = client.get("/be/press/ask/", **packed)

    assert answer["Content-Encoding"] == "gzip"
    assert "школ" in gzip.decompress(answer.content).decode().lower()
    assert "Content-Encoding" not in form
