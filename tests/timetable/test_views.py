import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.timetable.filling import WEEKLY

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def shown(client: Client, language: str = "en", **said: Any) -> str:
    query = urlencode({**WEEKLY, **said}, doseq=True)
    return client.get(
        f"/admin/timetable/preview/?{query}", headers={"accept-language": language}
    ).content.decode()


def test_the_next_ten_dates_stand_under_the_sentence(editor: Any, client: Client) -> None:
    client.force_login(editor)
    page = shown(client, weekdays=[1, 3], every=2)

    assert "Every two weeks on Tuesday and Thursday at 18:00" in page
    assert len(re.findall(r"<li>(?:Tuesday|Thursday) \d+ \w+(?: \d{4})?</li>", page)) == 10
    assert "and so on" in page


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("be", "Кожны чацвер а 18:00"),
        ("ru", "Каждый четверг в 18:00"),
        ("pl", "W każdy czwartek o 18:00"),
    ],
)
def test_it_speaks_the_persons_language(manager_client: Client, language: str, sentence: str) -> None:
    assert sentence in shown(manager_client, language)


def test_what_is_missing_is_said(manager_client: Client) -> None:
    page = shown(manager_client, day="", every="0")

    assert ("Give the first date" in page, "Between one time" in page, "<ol" in page) == (True, True, False)


def test_holidays_that_take_a_date_away_are_named(manager_client: Client) -> None:
    page = shown(
        manager_client,
        kind="by-date",
        day="2099-11-11",
        month_day=11,
        not_on_holidays="on",
        extra="2099-11-09",
    )

    assert re.search(r"Skipped, being public holidays:\s+Wednesday 11 November 2099", page)


def test_a_rule_that_is_over_says_so(manager_client: Client) -> None:
    page = shown(manager_client, kind="once", day="2020-10-01")

    assert ("All its dates are over." in page, "<li>" in page) == (True, False)


def test_a_stranger_sees_nothing(client: Client) -> None:
    answer = client.get("/admin/timetable/preview/")

    assert answer.status_code == 302


def test_it_is_kept_nowhere_and_takes_nothing(manager_client: Client) -> None:
    assert "no-store" in manager_client.get("/admin/timetable/preview/").headers["Cache-Control"]
    assert manager_client.post("/admin/timetable/preview/").status_code == 405
