"""The signs on the first page of the office and on a page of their own."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, override

from config.languages import LANGUAGES
from office import health
from office.health import State, Trouble
from tests.pages import places

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

CODES = [code for code, _name in LANGUAGES]
AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
WELL = "The site is well: databases, worker, letters, backups, disk."
SILENT = "No worker is alive: letters and all work by the clock wait."


@pytest.fixture
def all_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "signs", {})


def page(client: Client, code: str, path: str = "/admin/") -> str:
    response = client.get(path, headers={"accept-language": code})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("code", CODES)
def test_when_all_is_well_a_manager_reads_one_quiet_line(
    code: str, all_is_well: None, manager_client: Client
) -> None:
    html = page(manager_client, code)
    with override(code):
        assert gettext(WELL) in html
    assert "duties__one--urgent" not in html


@pytest.mark.parametrize("code", CODES)
def test_when_something_is_wrong_a_manager_reads_what_and_what_to_do_before_all_else(
    code: str, manager_client: Client
) -> None:
    """The site of the tests has no worker."""
    html = page(manager_client, code)
    first = re.search(r'<li class="duties__one.*?</li>', html, re.DOTALL)
    assert first is not None

    with override(code):
        assert gettext(SILENT) in first[0]
        assert (
            f'<a href="/admin/health/">{gettext("Start the worker again, or look into its log")}</a>'
            in first[0]
        )
        assert gettext(WELL) not in html


def test_a_trouble_leads_to_where_it_is_cleared(all_is_well: None, manager_client: Client) -> None:
    def found(at: datetime) -> Trouble:
        return Trouble(wrong="Letters lie.", do="See why", since=AT, page="letters_overview")

    health.look("letters", title="Letters", order=1)(found)

    assert '<a href="/admin/letters/">See why</a>' in page(manager_client, "en")
    assert '<a href="/admin/letters/">See why</a>' in page(manager_client, "en", "/admin/health/")


@pytest.mark.parametrize("who", ["editor", "translator"])
def test_nobody_else_is_told(who: str, request: pytest.FixtureRequest, client: Client) -> None:
    client.force_login(request.getfixturevalue(who))
    html = page(client, "en")

    assert (SILENT in html, WELL in html, "/admin/health/" in html) == (False, False, False)
    assert client.get("/admin/health/").status_code == 302


def test_whoever_is_given_the_right_is_told(editor: Any, client: Client) -> None:
    editor.user_permissions.add(
        Permission.objects.get(content_type__app_label="office", codename="view_health")
    )
    client.force_login(editor)

    assert SILENT in page(client, "en")
    assert SILENT in page(client, "en", "/admin/health/")


@pytest.mark.parametrize("code", CODES)
def test_the_page_of_signs_names_each_and_how_it_is(code: str, manager_client: Client) -> None:
    html = places.main(page(manager_client, code, "/admin/health/"))

    with override(code):
        report = health.report(at=timezone.now())
        said = [str(each.trouble.wrong if each.trouble else each.sign.title) for each in report.readings]
        assert [words for words in said if words not in html] == []
    assert len(report.troubles) >= 1
    assert html.count('<li class="board__row') == len(health.signs)


def test_what_is_not_known_says_when_it_will_be(all_is_well: None, manager_client: Client) -> None:
    def found(at: datetime) -> Trouble:
        return Trouble(wrong="It is away.", do="Start it", since=AT - timedelta(hours=1))

    health.look("base", title="The base", order=1)(found)
    health.look("house", title="The house", order=2, stands_on=("base",))(lambda at: None)
    html = places.main(page(manager_client, "en", "/admin/health/"))

    assert [reading.state for reading in health.report(at=AT).readings] == [State.BAD, State.UNKNOWN]
    assert "It can be found out once the database answers again." in html
    assert "since" in html
