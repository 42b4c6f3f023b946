"""Reports in the admin: right rows, filters, spreadsheets, and only for whom they concern."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from openpyxl import load_workbook

from home.models import GuidePage, HomePage, StoryPage
from pages.reports import REPORTS
from tests.home import stories
from tests.pages import photos, places

pytestmark = pytest.mark.django_db

NAMES = [report.name for report in REPORTS]


@pytest.fixture
def neglected() -> dict[str, str]:
    """One page for each report, by its title."""
    now = timezone.now()
    lonely = stories.told("Адзінокая", slug="adzinokaja")
    target = stories.told("Прыбраная", slug="prybranaja")
    link = f'<p><a linktype="page" id="{target.pk}">Субота</a></p>'
    stories.told("Са спасылкай", slug="sa-spasylkaj", body=[("text", link)])
    target.unpublish()
    home = HomePage.objects.get(locale__language_code="be")
    HomePage.objects.filter(pk=home.pk).update(last_published_at=now - timedelta(days=100))
    StoryPage.objects.filter(pk=lonely.pk).update(expire_at=now + timedelta(days=3))
    photos.consented("Твар", consent_until=timezone.localdate() + timedelta(days=10))
    return {
        "untranslated": "Адзінокая",
        "stale": home.title,
        "without_cover": "Адзінокая",
        "expiring": "Адзінокая",
        "broken_links": "Са спасылкай",
        "consent_ending": "Твар",
    }


def url(name: str, **query: Any) -> str:
    return reverse(f"page_reports:{name}", query=query)


def rows(client: Client, name: str, **query: Any) -> list[dict[str, str]]:
    answer = client.get(url(name, export="csv", **query))
    text = b"".join(answer.streaming_content).decode()
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("name", NAMES)
def test_a_report_shows_what_it_is_about(name: str, neglected: dict[str, str], manager_client: Client):
    assert neglected[name] in places.main(places.read(manager_client, url(name)))


@pytest.mark.parametrize("name", ["untranslated", "stale", "expiring", "broken_links"])
def test_a_report_without_rows_says_that_all_is_well(name: str, manager_client: Client):
    GuidePage.objects.update(checked_on=timezone.localdate())
    (report,) = [each for each in REPORTS if each.name == name]
    with override("be"):
        sentence = str(report.nothing)

    assert sentence in places.read(manager_client, url(name))


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("untranslated", ["Адзінокая", "Са спасылкай"]),
        ("expiring", ["Адзінокая"]),
        ("broken_links", ["Са спасылкай"]),
    ],
)
def test_a_spreadsheet_has_the_same_rows(
    name: str, titles: list[str], neglected: dict[str, str], manager_client: Client
):
    assert sorted(next(iter(row.values())) for row in rows(manager_client, name)) == titles


def test_a_spreadsheet_says_what_is_missing(neglected: dict[str, str], manager_client: Client):
    told = [list(row.values()) for row in rows(manager_client, "untranslated")]

    assert {row[0]: row[4] for row in told}["Адзінокая"] == "руская, польская, англійская"


@pytest.mark.parametrize("name", NAMES)
def test_a_spreadsheet_opens_in_a_table_program(name: str, neglected: dict[str, str], manager_client: Client):
    answer = manager_client.get(url(name, export="xlsx"))
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active

    assert neglected[name] in [cell.value for cell in sheet["A"]]


def test_a_report_is_filtered_by_language(neglected: dict[str, str], manager_client: Client):
    be, pl = stories.locale("be").pk, stories.locale("pl").pk

    assert len(rows(manager_client, "untranslated", locale=be)) == 2
    assert rows(manager_client, "untranslated", locale=pl) == []


def test_a_report_is_filtered_by_type(neglected: dict[str, str], manager_client: Client):
    kind = HomePage.objects.first().content_type_id

    assert rows(manager_client, "untranslated", content_type=kind) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_report_is_for_who_may_edit_pages(name: str, client: Client, django_user_model: Any):
    from django.contrib.auth.models import Permission

    guest = django_user_model.objects.create_user("guest", password="a long enough phrase")
    guest.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(guest)

    assert client.get(url(name)).status_code == 302


@pytest.mark.parametrize("name", NAMES)
def test_an_editor_opens_every_report(name: str, editor: Any, client: Client):
    client.force_login(editor)

    assert client.get(url(name)).status_code == 200


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_a_report_speaks_the_editors_language(name: str, code: str, manager_client: Client):
    (report,) = [each for each in REPORTS if each.name == name]
    answer = manager_client.get(url(name), headers={"accept-language": code})
    with override(code):
        title = str(report.page_title)

    assert f"<title>{title}" in " ".join(answer.content.decode().split()).replace("<title> ", "<title>")
