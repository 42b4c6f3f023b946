"""Pages nobody has translated yet: each opens at its address, and no list of its language names it."""

from datetime import date

import pytest
from django.test import Client

from home.models import StoryPage, Tag
from tests.home import stories
from tests.pages import places

pytestmark = pytest.mark.django_db

COUNT = 4


@pytest.fixture
def originals() -> list[StoryPage]:
    tags = list(Tag.objects.all()[:3])
    pages = [
        stories.told(slug=f"zyrandola-{number}", tags=tags, date=date(2026, 11, 21))
        for number in range(COUNT)
    ]
    for page in pages:
        stories.lent(page)
    return pages


def beside(code: str) -> StoryPage:
    """A story of that language whose nearest relatives the others would be."""
    return stories.told(
        "Pobok", slug="pobok", language=code, tags=list(Tag.objects.all()[:3]), date=date(2026, 11, 20)
    )


@pytest.mark.parametrize("code", stories.OTHERS)
def test_no_list_of_a_language_names_what_it_only_borrows(
    code: str, originals: list[StoryPage], client: Client
):
    borrowed = [stories.versions(page)[code] for page in originals]
    found = places.naming(
        client, borrowed, code=code, near=beside(code), original=originals[0], word="жырандоля"
    )

    assert found == places.NOWHERE


@pytest.mark.parametrize("code", stories.OTHERS)
def test_what_a_language_borrows_opens_at_its_address(code: str, originals: list[StoryPage], client: Client):
    borrowed = [stories.versions(page)[code] for page in originals]

    assert [client.get(page.url).status_code for page in borrowed] == [200] * COUNT


def test_no_list_names_a_translation_in_progress(originals: list[StoryPage], client: Client):
    for page in originals:
        stories.write(stories.begun(page, "pl"), but=1)
    drafts = [stories.versions(page)["pl"] for page in originals]
    found = places.naming(
        client, drafts, code="pl", near=beside("pl"), original=originals[0], word="żyrandol"
    )

    assert found == places.NOWHERE


def test_a_translation_in_progress_opens_at_its_address(originals: list[StoryPage], client: Client):
    for page in originals:
        stories.begun(page, "pl")
    drafts = [stories.versions(page)["pl"] for page in originals]

    assert [client.get(page.url).status_code for page in drafts] == [200] * COUNT


def test_every_list_names_the_translations_once_they_are_published(
    originals: list[StoryPage], client: Client
):
    published = [stories.translated(page, "pl") for page in originals]
    found = places.naming(
        client, published, code="pl", near=beside("pl"), original=originals[0], word="żyrandol"
    )

    # To who asks in another language her own version is offered.
    assert found == {
        "news": COUNT,
        "home": COUNT,
        "related": 3,
        "search": COUNT,
        "search in another language": 0,
        "feed": COUNT,
        "sitemap": COUNT,
        "alternates in the sitemap": 2 * COUNT,
        "hreflang": 1,
    }


def test_a_reader_of_another_language_is_sent_to_the_original_once(
    originals: list[StoryPage], client: Client
):
    links = places.LINK.findall(places.main(places.read(client, "/pl/search/?q=жырандоля")))

    assert sorted(url for url in links if "zyrandola" in url) == [
        f"/be/naviny/zyrandola-{number}/" for number in range(COUNT)
    ]


def test_a_missing_page_offers_no_stand_in(originals: list[StoryPage], client: Client):
    originals[0].unpublish()
    answer = client.get(stories.versions(originals[0])["pl"].url)

    assert answer.status_code == 404
    assert answer.context["offers"] == []
