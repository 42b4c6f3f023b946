"""Plain pages: planted as drafts, and what the law asks for waits for a lawyer at every door."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home import plain_pages, tree
from home.models import HomePage, PlainPage
from pages import jobs
from pages.publishing import UnpublishableError
from tests.home import helping, stories
from tests.pages import places

pytestmark = pytest.mark.django_db

Kind = PlainPage.Kind
UNAPPROVED = "A lawyer has to approve this page first: write the day and whose approval it is."


def said(text: str) -> str:
    with override("be"):
        return gettext(text)


def told(answer: HttpResponse) -> list[str]:
    return [str(message).strip() for message in get_messages(answer.wsgi_request)]


def form(**changes: Any) -> dict[str, Any]:
    fields = {
        "title": "Жырандоля", "slug": "zyrandola", "lead": "Лід.", "kind": Kind.PRIVACY,
        "body": streamfield([("text", rich_text("<p>Пад столлю.</p>"))]),
        "approved_on": "", "approved_by": "",
        "comments": inline_formset([]), "go_live_at": "", "expire_at": "", "action-publish": "action-publish",
    }  # fmt: skip
    return nested_form_data(fields | changes)


def home() -> HomePage:
    return HomePage.objects.get(locale__language_code="be")


def add(client: Client, **changes: Any) -> HttpResponse:
    return client.post(
        reverse("wagtailadmin_pages:add", args=["home", "plainpage", home().pk]), form(**changes)
    )


def added() -> PlainPage:
    return PlainPage.objects.get(slug="zyrandola", locale__language_code="be")


def bulk_publish(client: Client, page: Page) -> HttpResponse:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{url}?id={page.pk}&childOf={page.get_parent().pk}", {})


def legal(**changes: Any) -> PlainPage:
    words = {"title": "Жырандоля", "slug": "zyrandola", "kind": Kind.PRIVACY, "lead": "Лід."}
    body = [("text", "<p>Пад столлю свеціць жырандоля.</p>")]
    page = PlainPage(**{"locale": stories.locale("be"), "live": False, "body": body, **words, **changes})
    home().add_child(instance=page)
    page.save_revision()
    return page


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


@pytest.fixture
def bare() -> None:
    for page in PlainPage.objects.order_by("-depth"):
        page.refresh_from_db()
        page.delete()


def test_a_new_site_gets_its_plain_pages_as_drafts(bare: None):
    plain_pages.ensure(tree.ensure().home)
    planted = PlainPage.objects.values_list("kind", "locale__language_code", "live")

    assert sorted(planted) == sorted(
        (kind, code, False) for kind in Kind if kind != Kind.ORDINARY for code in stories.LANGUAGES
    )


def test_nobody_outside_sees_a_draft_in_any_language(bare: None, client: Client):
    plain_pages.ensure(tree.ensure().home)
    urls = [page.url for page in PlainPage.objects.all()]

    assert [client.get(url).status_code for url in urls] == [404] * len(urls)


def test_what_editors_threw_away_stays_away(bare: None):
    kept = legal(kind=Kind.ORDINARY)
    plain_pages.ensure(tree.ensure().home)

    assert list(PlainPage.objects.filter(alias_of=None)) == [kept]


@pytest.mark.parametrize("code", stories.LANGUAGES)
@pytest.mark.parametrize("kind", [Kind.ABOUT, Kind.VOLUNTEER, Kind.SAFETY])
def test_the_demo_shows_what_needs_no_lawyer(kind: str, code: str, client: Client):
    page = PlainPage.objects.get(kind=kind, locale__language_code=code)
    html = places.read(client, page.url).replace("\xa0", " ")

    assert page.title in html
    assert page.lead in html


@pytest.mark.parametrize("kind", PlainPage.LEGAL)
def test_the_demo_keeps_what_the_law_asks_for_as_drafts(kind: str):
    drafts = PlainPage.objects.filter(kind=kind)

    assert [(page.live, bool(page.body)) for page in drafts] == [(False, True)] * 4


@pytest.mark.parametrize("kind", PlainPage.LEGAL)
def test_every_legal_seed_has_blanks_for_the_lawyer_in_every_language(kind: str):
    pages = PlainPage.objects.filter(kind=kind)
    marks = {"be": "[юрыст: ", "ru": "[юрист: ", "pl": "[prawnik: ", "en": "[lawyer: "}

    counted = {
        page.locale.language_code: page.plain_text().count(marks[page.locale.language_code]) for page in pages
    }
    assert set(counted) == set(stories.LANGUAGES)
    assert len(set(counted.values())) == 1
    assert min(counted.values()) > 0


def test_an_editor_is_told_why_a_legal_page_stays_a_draft(manager_client: Client):
    answer = add(manager_client)

    assert told(answer)[-1] == said(UNAPPROVED)
    assert not is_live(added())


def test_an_approved_legal_page_is_published(manager_client: Client):
    add(manager_client, approved_on=f"{helping.today():%d.%m.%Y}", approved_by="наш юрыст")

    assert is_live(added())


def test_a_blank_is_named_to_the_editor(manager_client: Client):
    answer = add(manager_client, kind=Kind.ORDINARY, lead="Пішыце на [юрыст: адрас].")

    assert told(answer)[-1] == said("Something is still to be filled in: %s.") % "[юрыст: адрас]"
    assert not is_live(added())


def test_an_emptied_text_is_refused_with_a_sentence(manager_client: Client):
    answer = add(manager_client, kind=Kind.ORDINARY, body=streamfield([]))

    assert set(answer.context["form"].errors) == {"body"}
    assert not PlainPage.objects.filter(slug="zyrandola").exists()


@pytest.mark.parametrize("half", [{"approved_on": "20.11.2025"}, {"approved_by": "наш юрыст"}])
def test_half_an_approval_is_refused_with_a_sentence(half: dict[str, str], manager_client: Client):
    answer = add(manager_client, **half)

    assert said("Write both the day and whose approval it is, or neither.") in answer.content.decode()


def test_a_legal_page_cannot_pass_for_an_ordinary_one():
    page = legal()
    page.kind = Kind.ORDINARY
    with override("be"), pytest.raises(ValidationError) as refused:
        page.full_clean()

    assert refused.value.message_dict == {
        "kind": [said("The law asks for this page: it cannot become an ordinary one.")]
    }


def test_publishing_many_pages_does_not_let_an_unapproved_one_out(manager_client: Client):
    page = legal()
    answer = bulk_publish(manager_client, page)

    assert said(UNAPPROVED) in told(answer)[0]
    assert not is_live(page)


def test_the_clock_does_not_let_an_unapproved_page_out():
    page = legal()
    page.latest_revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    page.latest_revision.save()
    jobs.publish_scheduled(timestamp=0)

    assert not is_live(page)


def test_code_does_not_let_an_unapproved_page_out():
    with pytest.raises(UnpublishableError):
        legal().get_latest_revision().publish()


def test_a_translation_goes_out_by_the_approval_of_the_original():
    page = legal(approved_on=helping.today(-1), approved_by="наш юрыст")
    page.get_latest_revision().publish()
    work = stories.begun(page, "pl")
    stories.write(work)
    with TestCase.captureOnCommitCallbacks(execute=True):
        work.save_target(publish=True)

    assert work.get_target_instance().live
    assert work.get_target_instance().approved_by == "наш юрыст"


def test_a_translation_of_an_unapproved_page_does_not():
    work = stories.begun(legal(), "pl")
    stories.write(work)
    with pytest.raises(UnpublishableError), TestCase.captureOnCommitCallbacks(execute=True):
        work.save_target(publish=True)


def test_a_plain_page_is_found_by_its_words(client: Client):
    page = legal(kind=Kind.ORDINARY)
    page.get_latest_revision().publish()
    html = places.read(client, "/be/search/?q=жырандоля")

    assert f'href="{page.url}"' in html
    assert "<mark>жырандоля</mark>" in html


def test_plain_pages_stand_under_the_home_page_and_nowhere_else():
    assert PlainPage.can_create_at(home())
    assert not PlainPage.can_create_at(stories.index())
