"""What a group may do, said to the manager in her language: in the database it has English names."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override

from office import groups
from pages.templatetags.pages_admin import permitted
from tests.home import stories

pytestmark = pytest.mark.django_db

NEW = re.compile(r"\bCan (?:add|change|delete|view|publish|lock|unlock)\b")


def permission(name: str) -> Permission:
    app, _dot, code = name.partition(".")
    return Permission.objects.get(content_type__app_label=app, codename=code)


@pytest.mark.parametrize("code", stories.LANGUAGES)
@pytest.mark.parametrize(
    ("name", "act", "thing"),
    [
        ("home.add_category", "Add", "category"),
        ("wagtailcore.bulk_delete_page", "Delete with everything below", "page"),
        ("pages.choose_image", "Choose", "image"),
        ("letters.view_letter", "See", "letter"),
        ("wagtailcore.add_locale", "Add", "locale"),
    ],
)
def test_a_permission_is_an_act_and_a_thing(name: str, act: str, thing: str, code: str):
    with override(code):
        assert permitted(permission(name)) == f"{gettext(act)}: {gettext(thing)}"


@pytest.mark.parametrize("code", ["be", "ru", "pl"])
def test_the_form_of_a_group_calls_no_permission_in_english(code: str, manager_client: Client):
    group = groups.of(groups.EDITORS)
    for url in (reverse("wagtailusers_groups:edit", args=[group.pk]), reverse("wagtailusers_groups:add")):
        html = manager_client.get(url, headers={"accept-language": code}).content.decode()
        assert NEW.findall(html) == []


def test_ticking_a_box_still_permits(manager_client: Client):
    """The template is ours; what it sends is Wagtail's."""
    group = Group.objects.create(name="Сябры")
    wanted = permission("home.add_tag")
    html = manager_client.get(reverse("wagtailusers_groups:edit", args=[group.pk])).content.decode()

    assert re.search(rf'<input[^>]*name="permissions"[^>]*value="{wanted.pk}"', html)
