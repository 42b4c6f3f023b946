"""Guides: their steps, their day of checking, their file in the reader's language."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client, TestCase
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, override
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StreamBlockValidationError
from wagtail.models import Page

from home import guides
from home.models import GuideIndexPage, GuidePage, HomePage, PlainPage, ServicePage
from pages.models import Document
from tests.home import helping, stories
from tests.pages import places

pytestmark = pytest.mark.django_db

DAYS = st.dates(date(2020, 1, 1), date(2090, 1, 1))
OLD = -guides.FRESH_FOR.days


def said(text: str, code: str = "be") -> str:
    with override(code):
        return gettext(text)


def brochure(language: str) -> Document:
    from tests.pages.uploaded import pdf

    return Document.objects.create(title=f"Brochure {language}", file=ContentFile(pdf(), name="a.pdf"))


@given(DAYS, st.integers(0, 1000))
def test_a_guide_is_stale_once_nobody_has_checked_it_for_long(checked_on: date, days: int):
    stale = guides.is_stale(checked_on, today=checked_on + timedelta(days=days))

    assert stale == (days > guides.FRESH_FOR.days)


@pytest.mark.parametrize(("days", "warned"), [(0, False), (OLD, False), (OLD - 1, True)])
def test_readers_are_warned_of_a_stale_guide(days: int, warned: bool, client: Client):
    html = places.read(client, helping.guided(checked_on=helping.today(days)).url)
    with override("be"):
        checked = gettext("Checked on %(day)s") % {"day": date_format(helping.today(days))}

    assert checked in html.replace("\xa0", " ")
    assert (said("Nobody has checked this guide for a long time") in html) == warned


def test_editors_are_given_the_stale_ones_oldest_first():
    GuidePage.objects.update(checked_on=helping.today())
    old = helping.guided(slug="old", checked_on=helping.today(OLD - 1))
    older = helping.guided(slug="older", checked_on=helping.today(OLD - 9))
    helping.guided(slug="fresh", checked_on=helping.today(OLD))

    assert list(guides.stale(today=timezone.localdate())) == [older, old]


def test_a_draft_is_not_yet_anybodys_worry():
    GuidePage.objects.update(checked_on=helping.today())
    helping.guided(checked_on=helping.today(OLD - 1)).unpublish()

    assert list(guides.stale(today=timezone.localdate())) == []


def test_a_reader_is_offered_the_file_in_her_language_only(client: Client):
    guide = helping.guided(pdf_be=brochure("be"), pdf_ru=brochure("ru"))
    stories.lent(guide)
    belarusian = places.read(client, guide.url)
    work = stories.begun(guide, "pl")
    stories.write(work)
    with TestCase.captureOnCommitCallbacks(execute=True):
        work.save_target(publish=True)
    polish = places.read(client, work.get_target_instance().url)

    assert f'href="{guide.pdf_be.url}"' in belarusian
    assert guide.pdf_ru.url not in belarusian
    assert "/documents/" not in polish


def test_a_file_says_how_heavy_it_is(client: Client):
    guide = helping.guided(pdf_be=brochure("be"))
    Document.objects.filter(pk=guide.pdf_be.pk).update(file_size=1_300_000)

    assert "Спампаваць PDF, 1,2" in places.read(client, guide.url).replace("\xa0", " ")


def test_a_file_that_was_deleted_is_offered_no_more(client: Client):
    guide = helping.guided(pdf_be=brochure("be"))
    guide.pdf_be.delete()

    assert "/documents/" not in places.read(client, guide.url)


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_the_demo_has_three_guides_in_every_language(code: str, client: Client):
    index = GuideIndexPage.objects.get(locale__language_code=code)
    html = places.main(places.read(client, index.url))

    told = GuidePage.objects.live().filter(locale__language_code=code, alias_of=None)
    assert len(told) == 3
    assert [guide.url for guide in told if f'href="{guide.url}"' not in html] == []
    assert html.count('class="steps"') == 0


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_a_guide_goes_step_by_step(code: str, client: Client):
    guide = GuidePage.objects.get(locale__language_code=code, slug="pesel")

    assert places.read(client, guide.url).count('<li class="steps__item">') == 6


def test_a_language_without_guides_says_so(client: Client):
    GuidePage.objects.filter(locale__language_code="pl").delete()
    html = places.read(client, "/pl/broszury/").replace("\xa0", " ")

    assert said("There is no guide in this language yet. Ask us: we will answer in person.", "pl") in html


def test_a_guide_is_found_by_its_words(client: Client):
    guide = helping.guided()
    html = places.read(client, "/be/search/?q=драбіны")

    assert f'href="{guide.url}"' in html
    assert "<mark>драбіны</mark>" in html


@pytest.mark.parametrize("model", [GuidePage, PlainPage, ServicePage])
def test_a_page_without_a_word_is_refused_with_a_sentence(model: type[Page]):
    body = model._meta.get_field("body").stream_block
    with override("be"), pytest.raises(StreamBlockValidationError) as refused:
        body.clean(body.to_python([]))

    assert [str(error) for error in refused.value.non_block_errors.as_data()[0]] == [
        said("This field is required.")
    ]


def test_guides_stand_under_their_index_and_nowhere_else():
    assert GuidePage.can_create_at(GuideIndexPage.objects.first())
    assert not GuidePage.can_create_at(HomePage.objects.first())
