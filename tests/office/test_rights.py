"""What a manager may do with accounts, and what not."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office import groups
from office.models import JournalEntry, User
from tests import staff
from tests.office.sign_in import people

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

EMPTY = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
PANELS = {
    f"{space}-{key}": value
    for space in ("page_permissions", "collection_permissions", "document_permissions", "image_permissions",
                  "collection_mgmt_permissions")
    for key, value in EMPTY.items()
}  # fmt: skip


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
    changed = ("account_changed", "account_address_changed", "account_groups_changed")
    assert deeds() == [(deed, str(editor.pk)) for deed in changed]


def test_the_journal_tells_a_name_from_what_weighs_more(boss: Client, editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(email="x@example.org")
    boss.post(edit(editor), form(editor, groups=[groups.of(groups.EDITORS).pk]))

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
    assert deeds() == [("account_groups_changed", str(editor.pk))]


def test_whoever_makes_a_group_stands_in_the_journal_for_it(boss: Client, volha: User) -> None:
    boss.post(reverse("wagtailusers_groups:add"), {"name": "Сябры", **PANELS})

    assert [(row.deed, row.who) for row in JournalEntry.objects.all()] == [("group_made", volha)]


@pytest.fixture
def empty_chair(boss: Client) -> Client:
    """A manager's browser, a quarter of an hour after she has shown who she is."""
    staff.remember(boss, began=timezone.now() - timedelta(minutes=16), active=timezone.now())
    return boss


def assign(user: User) -> str:
    return reverse("wagtail_bulk_action", args=["office", "user", "assign_role"]) + f"?id={user.pk}"


def test_nobody_gives_rights_in_her_place(empty_chair: Client, editor: User) -> None:
    press, before = groups.of(groups.PRESS), set(editor.groups.all())
    group = reverse("wagtailusers_groups:edit", args=[press.pk])
    answers = [
        empty_chair.post(edit(editor), form(editor, groups=[press.pk])),
        empty_chair.post(assign(editor), {"role": press.pk}),
        empty_chair.post(reverse("wagtailusers_users:delete", args=[editor.pk])),
        empty_chair.post(group, {"name": "Press", "permissions": [], **PANELS}),
        empty_chair.post(reverse("wagtailusers_groups:add"), {"name": "Сябры", **PANELS}),
        empty_chair.post(reverse("wagtailusers_groups:delete", args=[press.pk])),
        empty_chair.get(edit(editor), headers={"accept-language": "en"}),
    ]

    assert [answer.templates[0].name for answer in answers] == ["office/sign_in/again.html"] * len(answers)
    assert set(User.objects.get(pk=editor.pk).groups.all()) == before
    assert groups.of(groups.PRESS).permissions.exists()
    assert deeds() == []


def test_she_answers_and_what_she_has_sent_goes_on(empty_chair: Client, volha: User, editor: User) -> None:
    press, secret = groups.of(groups.PRESS), people.with_app(volha)
    sent = {"role": press.pk, "fresh-way": "code", "fresh-code": people.code(secret)}
    empty_chair.post(assign(editor), sent)

    assert press in editor.groups.all()


def test_what_is_done_to_many_pages_is_not_asked_about(empty_chair: Client, story: Any) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]) + f"?id={story.pk}"
    empty_chair.post(url)
    story.refresh_from_db()

    assert not story.live
