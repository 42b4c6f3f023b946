"""Categories and tags in the admin, in Belarusian."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override

from home.models import Category, Tag
from tests.home import stories
from tests.pages import places

pytestmark = pytest.mark.django_db

NAMES = {"slug": "new", "name_be": "Новае", "name_ru": "Новое", "name_pl": "Nowe", "name_en": "New"}


def url(model: type[Category | Tag], action: str) -> str:
    return reverse(model.snippet_viewset.get_url_name(action))


@pytest.mark.parametrize("model", [Category, Tag])
def test_a_list_shows_every_word_in_four_languages(model: type[Category | Tag], manager_client: Client):
    html = places.read(manager_client, url(model, "list"))
    names = [name for word in model.objects.all()[:10] for name in (word.name_be, word.name_pl)]

    assert [name for name in names if name not in html] == []


@pytest.mark.parametrize("model", [Category, Tag])
def test_a_word_with_four_names_is_taken(model: type[Category | Tag], manager_client: Client):
    manager_client.post(url(model, "add"), NAMES)

    assert model.objects.get(slug="new").name_pl == "Nowe"


@pytest.mark.parametrize("missing", [f"name_{code}" for code in stories.LANGUAGES])
def test_a_category_without_one_of_its_names_is_refused_with_a_sentence(missing: str, manager_client: Client):
    answer = manager_client.post(url(Category, "add"), {**NAMES, missing: ""})
    with override("be"):
        sentence = gettext("This field is required.")

    assert answer.context["form"].errors == {missing: [sentence]}
    assert sentence != "This field is required."
    assert not Category.objects.filter(slug="new").exists()


def test_a_category_of_the_same_name_is_refused(manager_client: Client):
    answer = manager_client.post(url(Category, "add"), {**NAMES, "name_pl": "Szkoła"})

    assert set(answer.context["form"].errors) == {"name_pl"}


def test_an_address_in_other_letters_is_refused(manager_client: Client):
    answer = manager_client.post(url(Category, "add"), {**NAMES, "slug": "новае"})

    assert set(answer.context["form"].errors) == {"slug"}


def test_an_editor_may_add_a_tag(editor: object, client: Client):
    client.force_login(editor)
    client.post(url(Tag, "add"), NAMES)

    assert Tag.objects.filter(slug="new").exists()
