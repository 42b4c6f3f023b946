from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Count, Max
from procrastinate.contrib.django import app
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from home.models import Category, StoryPage
from pages import visibility
from pages.jobs import forget_changes
from pages.models import ContentChange, SiteSettings
from pages.page_cache import triggers
from tests.home import stories

pytestmark = pytest.mark.django_db


def is_noticed(change: Callable[[], Any]) -> bool:
    """A test is one transaction, which writes itself down once: forget it before, look after."""
    ContentChange.objects.all().delete()
    change()
    return ContentChange.objects.count() == 1


def contacts_changed() -> None:
    contacts = SiteSettings.load()
    contacts.phone = "+48 000 000 001"
    contacts.save()


CHANGES: dict[str, Callable[[StoryPage], Any]] = {
    "publish": lambda story: story.save_revision().publish(),
    "unpublish": lambda story: story.unpublish(),
    "move": lambda story: story.move(stories.index("pl"), pos="last-child"),
    "delete": lambda story: story.delete(),
    "behind the models' backs": lambda story: Page.objects.filter(pk=story.pk).update(live=False),
    "out of the menu": lambda story: Page.objects.filter(pk=story.pk).update(show_in_menus=True),
    "tags": lambda story: StoryPage.tags.through.objects.all().delete(),
    "embargo": lambda story: visibility.set_embargo(
        translation_key=story.translation_key, until=story.first_published_at
    ),
    "restriction": lambda story: PageViewRestriction.objects.create(page=story, restriction_type="login"),
    "settings": lambda story: contacts_changed(),
    "snippet": lambda story: Category.objects.filter(slug="help").update(name_be="Іншая"),
    "redirect": lambda story: Redirect.objects.create(old_path="/be/old", redirect_page=story),
    "site": lambda story: Site.objects.update(site_name="Іншая"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_readers_see_is_written_down_when_it_changes(change: str, story: StoryPage):
    assert is_noticed(lambda: CHANGES[change](story))


def test_a_draft_is_no_change(story: StoryPage):
    story.title = "Яшчэ не"

    assert not is_noticed(story.save_revision)


def test_staff_who_sign_in_change_nothing():
    assert not is_noticed(lambda: get_user_model().objects.create_user("maryna"))


def test_every_kind_of_page_setting_and_snippet_has_its_trigger():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'pages_content_changed'"
        )
        guarded = {table for (table,) in cursor.fetchall()}

    assert {model._meta.db_table for model in triggers.content_models() if not model._meta.proxy} == guarded
    assert {"wagtailcore_page", "home_storypage", "pages_sitesettings", "pages_rendition"} <= guarded


def state() -> tuple[int, int]:
    """What processes compare."""
    known = ContentChange.objects.aggregate(newest=Max("id"), number=Count("id"))
    return known["newest"], known["number"]


def test_of_many_changes_the_newest_is_kept_and_it_is_news():
    ContentChange.objects.all().delete()
    ContentChange.objects.bulk_create(ContentChange(transaction=number) for number in range(1, 6))
    newest, number = state()

    assert (number, triggers.forget_old()) == (5, 5)
    assert state() == (newest + 1, 1)


def test_they_are_forgotten_every_night():
    ContentChange.objects.bulk_create(ContentChange(transaction=number) for number in range(1, 6))

    forget_changes.func(timestamp=0)

    assert ContentChange.objects.count() == 1
    assert forget_changes.name in {name for name, _number in app.periodic_registry.periodic_tasks}
