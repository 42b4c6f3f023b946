"""The pages of help, as a reader sees them."""

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import gettext, override

from home.models import HomePage, Service, ServiceIndexPage, ServicePage
from pages.frame import WAY_OUT
from tests.home import helping, stories
from tests.pages import places

pytestmark = pytest.mark.django_db

HELP = {"be": "/be/dapamoha/", "ru": "/ru/pomoshch/", "pl": "/pl/pomoc/", "en": "/en/help/"}
ROW = re.compile(r'<li class="glance__item">(.*?)</li>', re.DOTALL)
STATUS = re.compile(r'<span class="status status--(\w+)">([^<]+)</span>')


def said(text: str, code: str = "be") -> str:
    with override(code):
        return gettext(text)


def rows(html: str, name: str) -> list[str]:
    return [row for row in ROW.findall(html.replace("\xa0", " ")) if name in row]


def status(html: str, name: str) -> list[tuple[str, str]]:
    """What the only row of that service says."""
    return [found for row in rows(html, name) for found in STATUS.findall(row)]


@pytest.mark.parametrize("code", stories.LANGUAGES)
@pytest.mark.parametrize("place", ["home", "help"])
def test_every_service_is_seen_at_a_glance(place: str, code: str, client: Client):
    html = places.read(client, f"/{code}/" if place == "home" else HELP[code])
    with override(code):
        names = [service.name for service in Service.objects.all()]

    assert len(names) == 9
    assert [len(status(html, name)) for name in names] == [1] * 9


@pytest.mark.parametrize("place", ["/en/", "/en/help/"])
def test_a_change_is_seen_at_once(place: str, client: Client):
    service = helping.suspended(until=None, since=helping.today(-800))
    before = status(places.read(client, place), "Lamp en")
    Service.objects.filter(pk=service.pk).update(status="limited")
    after = status(places.read(client, place), "Lamp en")

    assert [kind for kind, _words in (*before, *after)] == ["suspended", "limited"]
    assert before[0][1].startswith("Suspended since ")


def test_what_is_past_its_end_is_a_question(client: Client):
    helping.suspended(until=helping.today(-1))
    told = status(places.read(client, "/en/"), "Lamp en")

    assert [kind for kind, _words in told] == ["ask"]
    assert told[0][1].startswith("Ask us: known only until ")


def test_a_service_without_a_page_is_named_all_the_same(client: Client):
    helping.offered()
    (row,) = rows(places.read(client, "/be/"), "Lamp be")

    assert "<a " not in row


def test_a_service_without_a_page_in_a_language_leads_to_the_original(client: Client):
    page = helping.told(helping.offered())
    (row,) = rows(places.read(client, "/pl/"), "Lamp pl")

    assert f'href="{page.url}"' in row
    assert '<p class="glance__summary" lang="be">' in row


def test_the_page_of_a_paused_service_says_why_where_else_and_whom_to_ask(client: Client):
    html = places.read(client, helping.told(helping.suspended(speaks_uk=True, at_desk=True)).url)

    assert said("Why it is suspended") in html
    assert "why in be" in html
    assert "here in be" in html
    assert "there in be" in html
    assert 'href="tel:112"' in html
    assert 'href="tel:+48000000000"' in html
    assert 'href="https://t.me/example"' in html
    assert "беларуская, руская, украінская" in html
    assert "ul. Przykładowa 7" in places.main(html)


def test_the_page_of_an_open_service_speaks_of_no_reason(client: Client):
    service = helping.offered(**helping.WHY, **helping.ELSEWHERE)
    html = places.read(client, helping.told(service).url)

    assert "why in be" not in html
    assert "here in be" not in html


def test_the_page_of_a_service_past_its_end_asks_to_ask(client: Client):
    html = places.read(client, helping.told(helping.suspended(until=helping.today(-1))).url)

    assert said("Ask us how it is today") in html
    assert "why in be" not in html
    assert "here in be" in html


def test_only_the_ways_that_work_are_offered(client: Client):
    service = helping.offered(by_chat=False, by_phone=False, by_email=True)
    box = places.read(client, helping.told(service).url).partition("<aside")[2].partition("</aside>")[0]

    assert "mailto:help@example.org" in box
    assert "t.me" not in box
    assert "tel:" not in box


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_help_can_be_left_in_a_hurry(code: str, client: Client):
    html = places.read(client, HELP[code])

    assert (
        f'<a class="crumbs__link" href="{WAY_OUT}" rel="noreferrer">{said("Quickly leave the site", code)}'
        in html
    )


def test_news_need_no_way_out(client: Client):
    assert WAY_OUT not in places.read(client, "/be/naviny/")


def test_the_home_page_leads_to_help(client: Client):
    html = places.read(client, "/be/")

    assert '<a class="button button--inverse" href="/be/dapamoha/">Мне патрэбна дапамога</a>' in html


@pytest.mark.parametrize("word", ["жырандоля", "цёмна", "жырандолі"])
def test_a_service_is_found_by_its_words(word: str, client: Client):
    page = helping.told(helping.offered())
    html = places.read(client, f"/be/search/?q={word}")

    assert f'href="{page.url}"' in html
    assert "<mark>" in html


def test_a_page_of_the_demo_stands_in_the_sitemap_in_four_languages(client: Client):
    page = ServicePage.objects.get(locale__language_code="be", service__slug="housing")
    versions = {each.locale.language_code: each.url for each in page.get_translations(inclusive=True)}

    assert set(versions) == set(stories.LANGUAGES)
    assert set(versions.values()) <= set(places.LOCATION.findall(places.read(client, "/sitemap.xml")))
    assert places.alternates(places.read(client, page.url)) == {**versions, "x-default": page.url}


def test_a_page_missing_in_a_language_is_offered_in_the_one_it_exists_in(client: Client):
    page = helping.told(helping.offered())
    answer = client.get(f"/pl/dapamoha/{page.slug}/")

    assert answer.status_code == 404
    assert f'href="{page.url}" lang="be"' in answer.content.decode()


def test_all_languages_of_a_page_have_the_service_of_the_original():
    page = helping.told(helping.offered())
    work = stories.begun(page, "pl")
    stories.write(work)
    work.save_target(publish=True)

    assert work.get_target_instance().service == page.service


def test_a_service_has_one_page_in_a_language():
    service = helping.offered()
    helping.told(service)
    with pytest.raises(ValidationError) as refused:
        helping.told(service, slug="another")

    assert refused.value.message_dict == {
        "service": [said("This service has a page in this language already.")]
    }


def test_pages_of_services_stand_under_help_and_nowhere_else():
    assert ServicePage.can_create_at(helping.index())
    assert not ServicePage.can_create_at(HomePage.objects.first())
    assert not ServiceIndexPage.can_create_at(HomePage.objects.first())


def test_a_service_that_has_a_page_is_not_deleted():
    service = helping.offered()
    helping.told(service)

    with pytest.raises(Exception, match="protected foreign keys"):
        service.delete()


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_what_to_do_in_danger_is_told_on_every_page_of_help(code: str, client: Client):
    urls: list[Any] = [page.url for page in ServicePage.objects.filter(locale__language_code=code)]
    told = [places.main(places.read(client, url)) for url in (HELP[code], urls[0])]

    assert ['href="tel:112"' in html for html in told] == [True, True]
