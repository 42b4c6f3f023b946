from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from home.models import StoryPage
from pages import visibility
from search import indexing, queries, spelling
from search.models import Entry, Posting, Word
from tests.home import stories

pytestmark = pytest.mark.django_db


def finds(query: str) -> bool:
    return bool(queries.answered(query, "be", at=timezone.now()).own)


def words_of(page: StoryPage) -> set[str]:
    ids = Posting.objects.filter(entry__page=page).values("word_id")
    return set(Word.objects.filter(pk__in=ids).values_list("word", flat=True))


def test_a_page_is_found_once_it_is_published_and_never_before():
    draft = stories.drafted()
    before = finds("жырандоля")
    draft.get_latest_revision().publish()

    assert (before, finds("жырандоля")) == (False, True)


def test_a_draft_of_a_published_page_is_not_indexed():
    page = stories.told()
    page.title = "Вожык"
    page.save_revision()

    assert (finds("вожык"), finds("жырандоля")) == (False, True)


def test_new_words_replace_old_ones():
    page = stories.told()
    page.title, page.lead, page.body = "Вожык", "Вожык бяжыць.", []
    page.save_revision().publish()

    assert (finds("вожык"), finds("жырандоля")) == (True, False)
    assert words_of(page) == {"вожык", "бяжыць"}


def test_an_unpublished_page_and_its_words_are_forgotten():
    page = stories.told()
    page.unpublish()

    assert not finds("жырандоля")
    assert not Word.objects.filter(word="жырандоля").exists()


def test_a_deleted_page_and_its_words_are_forgotten():
    stories.told().delete()

    assert not Word.objects.filter(word="жырандоля").exists()
    assert not Entry.objects.filter(title="Жырандоля").exists()


def test_a_word_that_another_page_has_stays():
    stories.told(slug="one")
    stories.told(slug="two").unpublish()

    assert finds("жырандоля")


def test_a_moved_page_is_found_at_its_new_address():
    page = stories.told()
    page.slug = "novaja-zyrandola"
    page.save_revision().publish()
    answer = queries.answered("жырандоля", "be", at=timezone.now())

    assert Entry.objects.get(page_id=answer.own[0].page_id).page.url == "/be/naviny/novaja-zyrandola/"


def test_an_embargo_holds_the_moment_it_is_set_and_ends_by_itself():
    page = stories.told()
    now = timezone.now()
    visibility.set_embargo(translation_key=page.translation_key, until=now + timedelta(hours=1))
    later = queries.answered("жырандоля", "be", at=now + timedelta(hours=2))

    assert (finds("жырандоля"), bool(later.own)) == (False, True)


def test_a_stand_in_brings_no_words_of_its_own():
    polish = stories.lent(stories.told())["pl"]

    assert not Entry.objects.filter(page_id=polish.pk).exists()


def test_a_title_weighs_more_than_a_lead_and_a_lead_more_than_the_text():
    weights = indexing.weighed(title="адзін", lead="два", text="тры")

    assert weights["адзин"] > weights["два"] > weights["тры"] > 0


def test_the_index_can_be_built_anew():
    page = stories.told()
    before = words_of(page)
    Entry.objects.all().delete()
    Word.objects.all().delete()
    call_command("reindex")

    assert words_of(page) == before
    assert finds("жырандоля")


def test_another_spelling_is_offered_for_a_word_nobody_wrote():
    stories.told()
    understood = queries.answered("жырондуля", "be", at=timezone.now()).understood

    assert spelling.another(understood, "be", at=timezone.now()) == "жырандоля"


def test_a_spelling_that_only_a_page_kept_back_has_is_not_offered():
    page = stories.told()
    understood = queries.answered("жырондуля", "be", at=timezone.now()).understood
    until = timezone.now() + timedelta(hours=1)
    visibility.set_embargo(translation_key=page.translation_key, until=until)

    assert spelling.another(understood, "be", at=timezone.now()) == ""
