import pytest
from django.test import TestCase
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import LocaleSynchronization

from home import tree
from home.models import GuideIndexPage, HomePage, NewsIndexPage, ServiceIndexPage, StoryPage
from tests.home import emptying

pytestmark = pytest.mark.django_db


@pytest.fixture
def bare() -> None:
    """A site nobody has planted anything on."""
    emptying.empty()
    Page.get_first_root_node().add_child(instance=Page(title="Welcome to Wagtail", slug="welcome"))


def urls(model: type[Page]) -> dict[str, str]:
    return {page.locale.language_code: page.url for page in model.objects.live().select_related("locale")}


def test_planting_gives_each_language_a_home_and_its_indexes(bare: None):
    with TestCase.captureOnCommitCallbacks(execute=True):
        tree.ensure()

    assert urls(HomePage) == {"be": "/be/", "ru": "/ru/", "pl": "/pl/", "en": "/en/"}
    assert urls(NewsIndexPage) == {
        "be": "/be/naviny/",
        "ru": "/ru/novosti/",
        "pl": "/pl/aktualnosci/",
        "en": "/en/news/",
    }
    assert urls(ServiceIndexPage) == {
        "be": "/be/dapamoha/",
        "ru": "/ru/pomoshch/",
        "pl": "/pl/pomoc/",
        "en": "/en/help/",
    }
    assert urls(GuideIndexPage) == {
        "be": "/be/brasury/",
        "ru": "/ru/broshury/",
        "pl": "/pl/broszury/",
        "en": "/en/guides/",
    }


def test_planting_clears_away_what_wagtail_begins_with(bare: None):
    tree.ensure()

    assert {type(page) for page in Page.objects.filter(depth=2).specific()} == {HomePage}
    assert not StoryPage.objects.exists()


def test_the_site_begins_at_the_belarusian_home():
    trunk = tree.ensure()

    assert Site.objects.get(is_default_site=True).root_page.specific == trunk.home
    assert trunk.home.locale.language_code == "be"
    assert trunk.news.get_parent().specific == trunk.home


def test_planting_again_changes_nothing():
    before = list(Page.objects.order_by("pk").values())
    tree.ensure()

    assert list(Page.objects.order_by("pk").values()) == before


def test_what_editors_have_changed_stays_theirs():
    home = HomePage.objects.get(locale__language_code="be")
    home.hero_title = "Прывітанне."
    home.save_revision().publish()

    assert tree.ensure().home.hero_title == "Прывітанне."


def test_there_are_four_languages(bare: None):
    Locale.objects.filter(language_code="en").delete()

    assert set(tree.locales()) == {"be", "ru", "pl", "en"}
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"be", "ru", "pl", "en"}


def test_every_other_language_borrows_from_belarusian():
    sources = LocaleSynchronization.objects.values_list("locale__language_code", "sync_from__language_code")

    assert dict(sources) == {"ru": "be", "pl": "be", "en": "be"}


def test_each_language_plants_its_own_words():
    assert len({page.title for page in NewsIndexPage.objects.all()}) == 4
    assert len({page.hero_title for page in HomePage.objects.all()}) == 4


def test_translated_pages_belong_together():
    assert len(set(HomePage.objects.values_list("translation_key", flat=True))) == 1
    assert len(set(NewsIndexPage.objects.values_list("translation_key", flat=True))) == 1
