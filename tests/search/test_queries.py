from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone
from django.utils.translation import gettext, override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from pages import visibility
from search import queries
from search.ranking import Ranked
from tests.home import stories

METACHARACTERS = [
    *("'", "&", "|", "!", "(", ")", ":", "*", "\\", "<->", "%", "_", '"', "-", "’", ":*", "--", ";"),
    *("школа & жырандоля", "!школа", "школа:*", "школа <-> дом", "'; DROP TABLE x; --", "\\x00"),
]


def answered(query: str, code: str = "be") -> queries.Answer:
    return queries.answered(query, code, at=timezone.now())


def urls(ranked: list[Ranked]) -> list[str]:
    pages = Page.objects.in_bulk([each.page_id for each in ranked])
    return [pages[each.page_id].url for each in ranked]


def found(query: str, code: str = "be") -> list[str]:
    return [url.strip("/").rpartition("/")[2] for url in urls(answered(query, code).own)]


def elsewhere(query: str, code: str = "be") -> list[str]:
    return urls(answered(query, code).elsewhere)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("школа", "школа"),
        ("  школа \n дом ", "школа дом"),
        ("шк\x00ола", "шк ола"),
        ("шко\u200bла", "шко ла"),
        ("", ""),
        ("\x00", ""),
        ("🧵", "🧵"),
        ("а" * 10_000, "а" * 200),
        ("\ud800", ""),
    ],
)
def test_a_query_is_cleaned(typed: str, asked: str):
    assert queries.cleaned(typed) == asked


@given(st.text())
def test_a_cleaned_query_is_clean(typed: str):
    cleaned = queries.cleaned(typed)

    assert len(cleaned) <= 200
    assert queries.cleaned(cleaned) == cleaned
    assert cleaned.isprintable()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "жырандоля",
        "ЖЫРАНДОЛЯ",
        "жыран",
        "столлю",
        "вісіць жырандоля",
        "жырандоля стол",
        "Жырандоля!",
        "жырандолі",
        "жырондоля",
        ";shfyljkz",
        "žyrandola",
        "дзе вісіць жырандоля",
    ],
)
def test_a_story_is_found_by_its_words_and_their_beginnings(query: str):
    stories.told()

    assert found(query) == ["zyrandola"]


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["рандоля", "🧵", "…", ""])
def test_a_story_is_not_found_by_other_words(query: str):
    stories.told()

    assert found(query) == []


@pytest.mark.django_db
def test_whole_words_come_before_words_that_only_begin_alike():
    stories.told("Люстэркавы", slug="begins", lead="Х", body=[])
    stories.told("Люстэрка", slug="whole", lead="Х", body=[])

    assert found("люстэрка") == ["whole", "begins"]


@pytest.mark.django_db
def test_a_word_in_the_title_weighs_more_than_one_in_the_text():
    stories.told("Іншае", slug="text", lead="Х", body=[("text", "<p>Тут ёсць жырандоля і шмат слоў.</p>")])
    stories.told("Жырандоля", slug="title", lead="Х", body=[])

    assert found("жырандоля")[0] == "title"


@pytest.mark.django_db
def test_every_story_is_found_once():
    stories.told()

    assert found("жырандоля").count("zyrandola") == 1


@pytest.mark.django_db
def test_only_the_asked_language_is_searched():
    stories.told()

    assert found("жырандоля", "pl") == []


@pytest.mark.django_db
def test_a_draft_is_not_found():
    stories.drafted()

    assert (found("жырандоля"), elsewhere("жырандоля", "pl")) == ([], [])


@pytest.mark.django_db
def test_what_is_kept_back_is_not_found():
    story = stories.told()
    until = timezone.now() + timedelta(hours=1)
    visibility.set_embargo(translation_key=story.translation_key, until=until)

    assert (found("жырандоля"), elsewhere("жырандоля", "pl")) == ([], [])


@pytest.mark.django_db
def test_what_is_for_signed_in_people_is_not_found():
    PageViewRestriction.objects.create(page=stories.told(), restriction_type=PageViewRestriction.LOGIN)

    assert (found("жырандоля"), elsewhere("жырандоля", "pl")) == ([], [])


@pytest.mark.django_db
def test_a_stand_in_is_not_found():
    stories.lent(stories.told())

    assert found("жырандоля", "pl") == []


@pytest.mark.django_db
def test_a_deleted_story_is_not_found():
    stories.told().delete()

    assert found("жырандоля") == []


@pytest.mark.django_db
def test_what_a_language_lacks_is_offered_from_another():
    stories.told()

    assert elsewhere("жырандоля", "pl") == ["/be/naviny/zyrandola/"]


@pytest.mark.django_db
def test_what_was_found_in_the_readers_language_is_not_offered_again():
    story = stories.told("Radio 17")
    stories.translated(story, "pl", words="radio 17")

    assert found("radio", "pl")[0] == "radio-17"
    assert story.url not in elsewhere("radio", "pl")


@pytest.mark.django_db
def test_what_two_other_languages_have_is_offered_once():
    story = stories.told("Radio 17")
    stories.translated(story, "pl", words="radio 17")

    assert len(elsewhere("radio", "en")) == 1


@pytest.mark.django_db
def test_five_pages_in_other_languages_are_enough():
    for number in range(7):
        stories.told(slug=f"zyrandola-{number}")

    assert len(elsewhere("жырандоля", "pl")) == 5


@pytest.mark.django_db
def test_what_is_found_in_another_language_and_translated_is_given_in_the_readers_one():
    """Who asks for школа on the English site wants “school”."""
    story = stories.told()
    stories.translated(story, "en", words="chandelier")

    assert (found("жырандоля", "en"), elsewhere("жырандоля", "en")) == (["chandelier"], [])


@pytest.mark.django_db
def test_pages_with_some_of_the_words_are_shown_when_none_has_all():
    stories.told()
    answer = answered("жырандоля гмпффцк")

    assert (urls(answer.own), answer.is_partial) == (["/be/naviny/zyrandola/"], True)


@pytest.mark.django_db
def test_a_right_word_finds_nothing_that_is_only_alike():
    stories.told()
    stories.told("Жырамдоля", slug="alike", lead="Х", body=[])

    assert found("жырандоля") == ["zyrandola"]


@pytest.mark.django_db
def test_the_right_keyboard_is_named():
    stories.told()

    assert (answered(";shfyljkz").read_as, answered("жырандоля").read_as) == ("жырандоля", "")


@pytest.mark.django_db
def test_a_kind_narrows_what_was_found():
    stories.told()
    answer = answered("жырандоля")

    assert answer.counts == {"news": 1}
    assert queries.narrowed(answer.own, "news") == answer.own
    assert queries.narrowed(answer.own, "pages") == []
    assert [queries.asked_kind(kind) for kind in ("news", "pages", "elephants", "")] == [
        "news",
        "pages",
        "",
        "",
    ]


@pytest.mark.django_db
def test_a_result_says_what_it_is_and_why_it_was_found():
    story = stories.told()
    with override("pl"):
        answer = answered("жирандоля", "pl")
        hits = queries.hits(answer.elsewhere, answer.marked_words, RequestFactory().get("/pl/search/"))
        kind = gettext("story")

    assert hits == [
        queries.Hit(
            kind=kind,
            title="<mark>Жырандоля</mark>",
            plain_title="Жырандоля",
            url="/be/naviny/zyrandola/",
            excerpt="<mark>Жырандоля</mark> вісіць у зале. Пад столлю свеціць <mark>жырандоля</mark>.",
            language="be",
            language_name="Беларуская",
            date=story.date,
        )
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("query", METACHARACTERS)
def test_signs_a_database_understands_are_only_signs(query: str):
    assert isinstance(found(query), list)
    assert isinstance(elsewhere(query), list)


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=40) | st.text(alphabet="аз'&|!():*\\<->% \"’-", max_size=20))
def test_no_query_breaks_the_search(query: str, db: None):
    assert isinstance(found(queries.cleaned(query)), list)
