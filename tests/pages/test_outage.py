"""What a reader sees while the database is away, and what becomes of what was typed."""

import re
from typing import Any

import pytest
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


urlpatterns = [path("away/", away), path("broken/", broken)]


@pytest.fixture
def reader(client: Client) -> Client:
    client.raise_request_exception = False
    return client


def test_who_reads_is_told_in_four_languages_to_come_back(reader: Client) -> None:
    answer = reader.get("/away/")
    page = answer.content.decode()

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert [
        lang for lang in ("be", "ru", "pl", "en") if f'<section class="trouble" lang="{lang}">' not in page
    ] == []
    assert "<form" not in page
    assert "alina" not in page


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
