import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client, TestCase
from wagtail_localize.models import Translation

from home.models import Category, HomePage, NewsIndexPage, StoryPage, Tag
from pages import renditions
from pages.models import Image
from tests.home import stories
from tests.pages import places, uploaded

pytestmark = pytest.mark.django_db

CORRECTED = {
    "be": "19 лістапада 2026",
    "ru": "19 ноября 2026",
    "pl": "19 listopada 2026",
    "en": "19 November 2026",
}


def corrected(code: str) -> StoryPage:
    return next(page for page in StoryPage.objects.filter(locale__language_code=code) if page.corrections)


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_a_correction_is_shown_with_its_date(code: str, client: Client):
    story = corrected(code)
    html = places.read(client, story.url).replace("\xa0", " ")

    assert f'datetime="2026-11-19" lang="{code}">{CORRECTED[code]}' in html
    assert story.corrections[0].value["text"] in html


def test_a_story_without_corrections_has_no_place_for_them(client: Client):
    assert 'id="corrections"' not in places.read(client, stories.told().url)


def test_a_story_without_a_picture_has_its_own_ornament(client: Client):
    one, other = stories.told(slug="a"), stories.told(slug="b")

    assert one.ornament_url != other.ornament_url
    assert f'<img class="cover__ornament" src="{one.ornament_url}"' in places.read(client, one.url)
    assert client.get(one.ornament_url).status_code == 200


def test_all_languages_of_a_story_show_the_same_ornament():
    story = stories.told(ornament_topic="chain", ornament_ground="red")
    stories.lent(story)
    stories.translated(story, "pl")

    assert {page.ornament_url for page in stories.versions(story).values()} == {story.ornament_url}
    assert story.ornament_url.startswith("/art/red/chain/")


def test_a_story_with_a_picture_shows_it_with_its_words(client: Client):
    photo = ContentFile(uploaded.saved(uploaded.two_halves(size=(400, 250)), "JPEG"), name="a.jpg")
    image = Image.objects.create(title="Зала", people="nobody", file=photo, credit="Н. Невядомая")
    renditions.make(image)
    html = places.read(client, stories.told(cover=image, cover_alt="Зала з жырандоляй").url)

    assert 'alt="Зала з жырандоляй"' in html
    assert "Н. Невядомая" in html
    assert "cover__ornament" not in html


def test_what_languages_share_follows_the_original():
    story = stories.told()
    polish = stories.translated(story, "pl")
    story.date, story.category = date(2026, 1, 2), Category.objects.get(slug="school")
    story.ornament_topic, story.ornament_ground = "chain", "red"
    story.tags.set(Tag.objects.all()[:2])
    story.save_revision().publish()
    work = Translation.objects.get(target_locale=polish.locale, source__object_id=story.translation_key)
    work.source.update_from_db()
    with TestCase.captureOnCommitCallbacks(execute=True):
        work.save_target(publish=True)
    polish = StoryPage.objects.get(pk=polish.pk)

    assert (polish.date, polish.category.slug) == (date(2026, 1, 2), "school")
    assert (polish.ornament_topic, polish.ornament_ground) == ("chain", "red")
    assert set(polish.tags.all()) == set(story.tags.all())


def test_words_do_not_follow_the_original():
    story = stories.told()
    polish = stories.translated(story, "pl")
    story.lead = "Жырандоля згасла."
    story.save_revision().publish()

    assert StoryPage.objects.get(pk=polish.pk).lead == "żyrandol"


def test_what_a_language_borrows_follows_the_original_at_once():
    story = stories.told()
    stories.lent(story)
    story.lead = "Жырандоля згасла."
    story.save_revision().publish()

    assert stories.versions(story)["pl"].lead == "Жырандоля згасла."


def test_a_story_says_how_long_it_takes_to_read(client: Client):
    story = stories.told(lead="слова", body=[("text", f"<p>{'слова ' * 180}</p>")])

    assert story.reading_minutes == 2
    assert client.get(story.url).context["page"].reading_minutes == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (1, "1 хвіліну"),
        (300, "2 хвіліны"),
        (850, "5 хвілін"),
        (1950, "11 хвілін"),
        (3750, "21 хвіліну"),
    ],
)
def test_minutes_are_counted_as_the_language_counts(words: int, sentence: str, client: Client):
    story = stories.told(lead="Лід.", body=[("text", f"<p>{'слова ' * words}</p>")])

    assert re.search(rf"{sentence}\s", places.read(client, story.url))


def test_an_author_may_be_a_pseudonym_or_nobody(client: Client):
    assert "Ластаўка" in places.read(client, stories.told(slug="a", author_line="Ластаўка").url)
    assert '<p class="meta">\n' not in places.read(client, stories.told(slug="b").url)


def test_a_story_is_quoted_by_its_lead_and_its_words():
    story = StoryPage(lead="Лід.", body=[("heading", {"text": "Загаловак"}), ("text", "<p>Тэкст.</p>")])

    assert story.plain_text() == "Лід. Загаловак Тэкст."


def test_pages_that_are_lists_are_not_quoted():
    assert (HomePage().plain_text(), NewsIndexPage().plain_text()) == ("", "")


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_a_word_needs_a_name_in_every_language(code: str):
    names = {f"name_{each}": "Новае" for each in stories.LANGUAGES if each != code}
    with pytest.raises(ValidationError) as refused:
        Category(slug="new", **names).full_clean()

    assert set(refused.value.message_dict) == {f"name_{code}"}


def test_a_category_that_stories_have_is_not_deleted():
    stories.told()
    category = Category.objects.get(slug="help")

    with pytest.raises(Exception, match="protected foreign keys"):
        category.delete()


def test_stories_stand_under_the_index_and_nowhere_else():
    assert StoryPage.can_create_at(stories.index())
    assert not StoryPage.can_create_at(HomePage.objects.first())
    assert not StoryPage.can_create_at(stories.told())


def test_a_language_has_one_index():
    assert not NewsIndexPage.can_create_at(HomePage.objects.first())
