"""What a reader sees while the database is away, and what becomes of what was typed."""

import re
from typing import Any

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.db import OperationalError, ProgrammingError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from config.urls import handler500  # noqa: F401 - Django looks it up in a module of addresses

pytestmark = pytest.mark.urls(__name__)


def away(request: HttpRequest) -> HttpResponse:
    raise OperationalError("connection refused: alina@example.org")


def broken(request: HttpRequest) -> HttpResponse:
    raise ProgrammingError("no such table")


urlpatterns = [path("away/", away), path("broken/", broken), *i18n_patterns(path("away/", away))]


@pytest.fixture
def reader(client: Client) -> Client:
    client.raise_request_exception = False
    return client


WORDS = {
    "be": "Сайт не адказвае, хутчэй за ўсё, некалькі хвілін.",
    "ru": "Сайт не отвечает, скорее всего, несколько минут.",
    "pl": "Strona nie odpowiada, zapewne przez kilka minut.",
    "en": "The site does not answer, most likely for a few minutes.",
}


def spoken(page: str) -> list[str]:
    return [language for language, words in WORDS.items() if words in page]


@pytest.mark.parametrize("language", WORDS)
def test_who_reads_is_told_in_the_language_of_the_address_to_come_back(reader: Client, language: str) -> None:
    answer = reader.get(f"/{language}/away/", headers={"accept-language": "de"})
    page = answer.content.decode()

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert spoken(page) == [language]
    assert f'<html lang="{language}">' in page
    assert f'href="/{language}/"' in page
    assert "<form" not in page
    assert "alina" not in page


@pytest.mark.parametrize(
    ("accepted", "language"), [("pl-PL,pl;q=0.9", "pl"), ("ru", "ru"), ("de", "be"), ("", "be")]
)
def test_where_the_address_has_no_language_the_browser_says_which(
    reader: Client, accepted: str, language: str
) -> None:
    assert spoken(reader.get("/away/", headers={"accept-language": accepted}).content.decode()) == [language]


def test_who_has_typed_gets_it_back_to_send_again(reader: Client) -> None:
    answer = reader.post("/away/", {"question": 'Чаму "так"?', "languages": ["be", "pl"], "stamp": "x"})
    page = answer.content.decode()
    given_back = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)

    assert (answer.status_code, answer["Cache-Control"]) == (503, "private, no-store")
    assert '<form class="form" action="/away/" method="post">' in page
    assert given_back == [
        ("question", "Чаму &quot;так&quot;?"), ("languages", "be"), ("languages", "pl"), ("stamp", "x"),
    ]  # fmt: skip


def test_the_twin_another_failure_is_another_page_and_gives_nothing_back(reader: Client) -> None:
    answer: Any = reader.post("/broken/", {"question": "Чаму?"})

    assert (answer.status_code, "Чаму?" in answer.content.decode()) == (500, False)
