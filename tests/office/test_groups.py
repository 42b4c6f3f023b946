"""Groups are made by `migrate`; what a manager changes about them stays changed."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management.sql import emit_post_migrate_signal
from wagtail.models import GroupPagePermission, Page

from office import groups
from office.groups import EDITORS, MANAGERS, PRESS, SCHOOL, Work
from office.models import Role

pytestmark = pytest.mark.django_db


def migrated() -> None:
    """As at the end of `migrate`."""
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")


def rights_of(work: Work) -> set[str]:
    found = groups.of(work).permissions.select_related("content_type")
    return {f"{each.content_type.app_label}.{each.codename}" for each in found}


def on_pages(work: Work) -> set[str]:
    rows = GroupPagePermission.objects.filter(group=groups.of(work), page=Page.get_first_root_node())
    return {f"wagtailcore.{codename}" for codename in rows.values_list("permission__codename", flat=True)}


def right(name: str) -> Permission:
    app, _dot, codename = name.partition(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def test_there_are_seven_groups_and_none_of_wagtails_own() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {
        "Рэдактары", "Перакладчыкі", "Каардынатары падзей", "Каардынатары школы", "Фандрайзеры", "Прэс-цэнтр",
        "Кіраўнікі",
    }  # fmt: skip


@pytest.mark.parametrize("work", groups.ALL, ids=lambda work: work.key)
def test_each_may_what_the_table_says_and_nothing_else(work: Work) -> None:
    assert rights_of(work) == set(work.may)
    assert on_pages(work) == set(work.with_pages)
    assert set(Role.objects.get(key=work.key).given) == {str(each) for each in work.rights}


def test_every_right_of_the_table_is_one_that_exists() -> None:
    for name in {each.permission for work in groups.ALL for each in work.rights}:
        assert right(name).codename == name.partition(".")[2]


def test_migrating_again_changes_nothing() -> None:
    before = {work.key: (rights_of(work), on_pages(work)) for work in groups.ALL}
    migrated()

    assert {work.key: (rights_of(work), on_pages(work)) for work in groups.ALL} == before


def test_what_a_manager_has_taken_and_given_stays_so() -> None:
    group = groups.of(PRESS)
    group.permissions.remove(right("home.change_inquiry"))
    group.permissions.add(right("home.add_tag"))
    GroupPagePermission.objects.filter(group=groups.of(EDITORS)).delete()
    migrated()

    assert rights_of(PRESS) == set(PRESS.may) - {"home.change_inquiry"} | {"home.add_tag"}
    assert on_pages(EDITORS) == set()


def test_a_group_that_is_renamed_or_deleted_is_not_made_again() -> None:
    Group.objects.filter(name=PRESS.name).update(name="Прэса")
    groups.of(SCHOOL).delete()
    migrated()

    assert groups.of(PRESS).name == "Прэса"
    assert not Group.objects.filter(name__in=[PRESS.name, SCHOOL.name]).exists()


def test_a_right_that_is_new_in_the_table_is_given_once() -> None:
    role = Role.objects.get(key=PRESS.key)
    role.given.remove("anywhere home.view_inquiry")
    role.save()
    groups.of(PRESS).permissions.clear()
    migrated()

    assert rights_of(PRESS) == {"home.view_inquiry"}


def test_a_right_that_has_left_the_table_is_taken_back_where_the_table_gave_it() -> None:
    for work in (PRESS, SCHOOL):
        groups.of(work).permissions.add(right("home.add_tag"))
    role = Role.objects.get(key=PRESS.key)
    role.given.append("anywhere home.add_tag")
    role.save()
    migrated()

    assert ("home.add_tag" in rights_of(PRESS), "home.add_tag" in rights_of(SCHOOL)) == (False, True)


def test_in_the_middle_of_migrating_nothing_is_touched() -> None:
    class Halfway:
        def get_model(self, name: str) -> Any:
            raise LookupError(name)

    Role.objects.all().delete()
    groups.after_migrating(sender=apps.get_app_config("office"), using="default", apps=Halfway())
    groups.after_migrating(sender=apps.get_app_config("office"), using="vault")

    assert not Role.objects.exists()


def test_managers_may_all_that_any_group_may() -> None:
    others = {each for work in groups.ALL for each in work.rights}

    assert others <= MANAGERS.rights


def said(work: Work) -> str:
    """As docs/roles.md says it."""
    told = [f"- **{work.name}** (`{work.key}`): " + listed(work.may)]
    told += [f"on all pages {listed(work.with_pages)}"] if work.with_pages else []
    told += [f"with all files {listed(work.with_files)}"] if work.with_files else []
    return "; ".join(told) + "."


def listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


def test_the_page_about_roles_says_what_the_table_says() -> None:
    page = (Path(settings.ROOT) / "docs" / "roles.md").read_text()

    assert page.partition("## The table\n\n")[2].splitlines() == [said(work) for work in groups.ALL]
