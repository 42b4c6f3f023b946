"""What a manager may do with accounts, and what not."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from office import groups
from office.models import JournalEntry, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client: Client, volha: User) -> Client:
    volha.groups.add(groups.of(groups.MANAGERS))
    client.force_login(volha)
    return client


@pytest.fixture
def server(django_user_model: Any) -> User:
    user: User = django_user_model.objects.create_superuser(
        "root-of-all", "root@example.org", "a long phrase"
    )
    return user


def form(user: User, **more: Any) -> dict[str, Any]:
    known = {"username": user.username, "email": "x@example.org", "first_name": "X", "last_name": "Y"}
    return {**known, "is_active": "on", **more}


def edit(user: User) -> str:
    return reverse("wagtailusers_users:edit", args=[user.pk])


def deeds() -> list[tuple[str, str]]:
    return list(JournalEntry.objects.order_by("pk").values_list("deed", "record"))


def test_a_manager_changes_the_account_of_a_colleague_and_the_journal_knows(
    boss: Client, editor: User
) -> None:
    boss.post(edit(editor), form(editor, groups=[groups.of(groups.PRESS).pk]))

    assert list(editor.groups.all()) == [groups.of(groups.PRESS)]
    assert deeds() == [("account_changed", str(editor.pk))]


def test_nobody_makes_an_account_that_may_everything(boss: Client, editor: User, server: User) -> None:
    boss.post(edit(editor), form(editor, is_superuser="on"))
    boss.force_login(server)
    boss.post(edit(editor), form(editor, is_superuser="on"))

    editor.refresh_from_db()
    assert (editor.first_name, editor.is_superuser) == ("X", False)


def test_an_account_made_on_the_server_is_not_touched(boss: Client, server: User) -> None:
    before = server.password
    phrase = {"password1": "another long phrase", "password2": "another long phrase"}
    delete = reverse("wagtailusers_users:delete", args=[server.pk])
    answers = [boss.get(edit(server)), boss.post(edit(server), form(server, **phrase)), boss.post(delete)]
    for act in ("delete", "assign_role", "set_active_state"):
        url = reverse("wagtail_bulk_action", args=["office", "user", act]) + f"?id={server.pk}"
        sent = {"role": groups.of(groups.PRESS).pk, "mark_as_active": "False"}
        answers.append(boss.post(url, sent))

    server.refresh_from_db()
    assert {answer.status_code for answer in answers[:3]} == {302}
    assert (server.password, server.is_active, server.groups.count()) == (before, True, 0)
    assert deeds() == []


def test_what_is_done_to_many_accounts_stands_in_the_journal(boss: Client, editor: User) -> None:
    url = reverse("wagtail_bulk_action", args=["office", "user", "assign_role"]) + f"?id={editor.pk}"
    boss.post(url, {"role": groups.of(groups.PRESS).pk})

    assert groups.of(groups.PRESS) in editor.groups.all()
    assert deeds() == [("account_changed", str(editor.pk))]


def test_whoever_makes_a_group_stands_in_the_journal_for_it(boss: Client, volha: User) -> None:
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    spaces = ("page_permissions", "collection_permissions", "document_permissions", "image_permissions",
              "collection_mgmt_permissions")  # fmt: skip
    panels = {f"{space}-{key}": value for space in spaces for key, value in empty.items()}
    boss.post(reverse("wagtailusers_groups:add"), {"name": "Сябры", **panels})

    assert [(row.deed, row.who) for row in JournalEntry.objects.all()] == [("group_made", volha)]
