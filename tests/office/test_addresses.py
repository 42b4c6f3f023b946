"""Every address of the site × every group × with and without a second factor, as the table says."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.template.base import Template
from django.test import Client

from office import groups
from office.models import User
from tests.office import belongings
from tests.office.access_table import EVERY_ROW, EVERYBODY, STEPS, TABLE, Row
from tests.office.walking import ENROL, address, answer, answer_to_sending, doors
from tests.staff import StaffClient, remember

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

SUPERUSER, STRANGER = "made on the server", "a stranger"
DOORS = [door for door in doors() if TABLE.get(door.name, Row(EVERYBODY)).who != STEPS]
WORKS = {work.key: work for work in groups.ALL}
WALKERS = [STRANGER, *{frozenset(work.rights): work.key for work in groups.ALL}.values(), SUPERUSER]
"""Groups with the same rights are one walk."""
Wrong = dict[str, tuple[str, str]]


@pytest.fixture
def records(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Nothing is drawn: who gets in and who does not is told by the answer, not by the page."""
    known = belongings.everything()
    monkeypatch.setattr(Template, "render", lambda template, context: "")
    return known


def signed_in(walker: str) -> Client:
    client = StaffClient(raise_request_exception=False)
    if walker == STRANGER:
        return client
    user = User.objects.create_user(walker.replace(" ", "-"), is_superuser=walker == SUPERUSER)
    if walker in WORKS:
        user.groups.add(groups.of(WORKS[walker]))
    client.force_login(user)
    return client


def gets_in(row: Row, walker: str) -> bool:
    if isinstance(row.who, str):
        return row.who == EVERYBODY
    return walker == SUPERUSER or walker in row.who


def expected(row: Row, walker: str) -> str:
    if gets_in(row, walker):
        return row.inside
    return row.strangers if walker == STRANGER else row.others


def walk(client: Client, walker: str, records: dict[str, Any], *, only: str = "") -> Wrong:
    """Where it went otherwise than the table says: what should have come, and what came."""
    wrong: Wrong = {}
    for door in [each for each in DOORS if each.name.startswith(only)]:
        row, path = TABLE[door.name], address(door, records)
        should, came = expected(row, walker), answer(client, path)
        if came == should and not gets_in(row, walker):
            came = answer_to_sending(client, path)
        if came != should:
            wrong[f"{door.name} {path}"] = (should, came)
    return wrong


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    names = [name for name, _row in EVERY_ROW]

    assert sorted(set(names)) == sorted(names)
    assert {door.name for door in doors()} == set(names)


@pytest.mark.parametrize("walker", WALKERS)
def test_whoever_comes_gets_in_where_the_table_says_and_nowhere_else(
    walker: str, records: dict[str, Any]
) -> None:
    assert walk(signed_in(walker), walker, records) == {}


@pytest.mark.parametrize("walker", [*WORKS, SUPERUSER])
def test_without_a_second_factor_nobody_is_anywhere_but_where_one_gets_it(
    walker: str, records: dict[str, Any]
) -> None:
    client, wrong = signed_in(walker), {}
    remember(client, with_factor=False)
    for door in [each for each in DOORS if each.route.startswith("admin/")]:
        for come in (answer, answer_to_sending):
            if (came := come(client, address(door, records))) != ENROL:
                wrong[door.name] = came
    assert wrong == {}


def test_the_twin_a_right_too_many_is_found(records: dict[str, Any]) -> None:
    client = signed_in("events")
    groups.of(groups.EVENTS).permissions.add(Permission.objects.get(codename="view_inquiry"))

    found = {
        name.split()[0]
        for only in ("inquiry_", "export")
        for name in walk(client, "events", records, only=only)
    }
    assert found == {"inquiry_board", "inquiry_one", "export"}


def test_the_twin_doors_that_wagtail_leaves_open_are_found(records: dict[str, Any], settings: Any) -> None:
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "doors" not in each]

    assert "wagtailadmin_choose_page /admin/choose-page/" in walk(
        signed_in("press"), "press", records, only="wagtailadmin_choose_page"
    )
