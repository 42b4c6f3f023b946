from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Page

from pages import visibility
from tests.home import stories

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def parsed(client: Client) -> dict[str, ElementTree.Element]:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return {entry.findtext(f"{SITEMAP}loc", ""): entry for entry in tree}


def links(entry: ElementTree.Element) -> dict[str, str]:
    return {each.get("hreflang", ""): each.get("href", "") for each in entry.findall(f"{XHTML}link")}


def test_it_is_xml_and_needs_no_cookie(client: Client):
    answer = client.get("/sitemap.xml")

    assert answer["Content-Type"] == "application/xml"
    assert answer.cookies == {}


def test_it_names_every_page_in_every_language_once_and_the_form_for_gifts(client: Client):
    pages = visibility.listed(Page.objects.filter(depth__gt=1), at=timezone.now())
    forms = [f"/{code}/donate/" for code in stories.LANGUAGES]
    paths = [*(page.url for page in pages), *forms]

    assert sorted(parsed(client)) == sorted(f"http://localhost:8000{path}" for path in paths)


def test_the_form_names_itself_in_all_languages(client: Client):
    urls = {code: f"http://localhost:8000/{code}/donate/" for code in stories.LANGUAGES}

    assert links(parsed(client)[urls["ru"]]) == {**urls, "x-default": urls["be"]}


def test_each_page_names_all_its_languages(story, client: Client):
    versions = {"be": story, **stories.versions(story)}
    urls = {code: f"http://localhost:8000{page.url}" for code, page in versions.items()}
    found = parsed(client)

    for url in urls.values():
        assert links(found[url]) == {**urls, "x-default": urls["be"]}


def test_each_page_says_when_it_was_last_published(story, client: Client):
    entry = parsed(client)[f"http://localhost:8000{story.url}"]

    assert parse_datetime(entry.findtext(f"{SITEMAP}lastmod", "")) == story.last_published_at


def test_a_page_in_one_language_names_that_one_alone(client: Client):
    story = stories.told("Żyrandol", language="pl")
    url = f"http://localhost:8000{story.url}"

    assert links(parsed(client)[url]) == {"pl": url, "x-default": url}


def test_a_draft_is_not_named(client: Client):
    story = stories.drafted()

    assert f"http://localhost:8000{story.url}" not in parsed(client)
