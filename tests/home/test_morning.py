"""The first page of the office, by role: each number is counted here by hand, over the demo, without a query
of the site's own."""

import re
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import Translation

from home.demo import questions
from home.models import Inquiry, Service
from office import duties, groups
from pages.models import Image
from tests.pages import places

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

COUNT = re.compile(r'id="count-(\w+)".*?<dd class="counts__number">(\d+)</dd>', re.DOTALL)
WRITERS = {"drafts", "untranslated", "begun", "stale", "expiring", "broken_links", "consent_ending"}
SEEN_BY = {
    "editor": WRITERS | {"to_check", "services"},
    "translator": WRITERS,
    "press": {"inquiries", "letters"},
    "manager": WRITERS | {"to_check", "services", "inquiries", "letters", "openings"},
}
BUDGETS = {"editor": 40, "translator": 36, "press": 28, "manager": 48}


@pytest.fixture
def people(editor: Any, translator: Any, manager: Any, django_user_model: Any) -> dict[str, Any]:
    """As `manage.py demo` makes them, and the two roles it has nobody for."""
    press = django_user_model.objects.create_user("volha", password=None)
    press.groups.add(groups.of(groups.PRESS))
    questions.ask(staff=manager, at=timezone.now())
    return {"editor": editor, "translator": translator, "press": press, "manager": manager}


def by_hand(user: Any, *, now: datetime) -> dict[str, int]:
    pages = [page.specific for page in Page.objects.filter(depth__gt=1)]
    live = [page for page in pages if page.live and not page.alias_of_id]
    work = list(Translation.objects.filter(enabled=True).select_related("source"))
    translated = {(each.source.object_id, each.target_locale_id) for each in work}
    originals = [page for page in live if key(page) not in translated]
    return {
        "to_check": 0,
        "drafts": sum(
            page.latest_revision is not None and page.latest_revision.user == user for page in pages
        ),
        "untranslated": sum(languages_of(page, live) < 4 for page in originals),
        "begun": sum(
            key(page) in translated
            and not page.live
            and not page.first_published_at
            and any(each.translation_key == page.translation_key for each in originals)
            for page in pages
        ),
        "stale": sum(is_stale(page, now) for page in originals),
        "expiring": sum(page.expire_at is not None for page in live),
        "broken_links": 0,
        "consent_ending": sum(
            image.consent_until is not None and 0 <= (image.consent_until - now.date()).days <= 30
            for image in Image.objects.all()
        ),
        "services": sum(
            service.until is not None and service.until < timezone.localdate(now)
            for service in Service.objects.all()
        ),
        "inquiries": sum(
            each.closed_at is None and each.taken_by in (None, user) for each in Inquiry.objects.all()
        ),
        "letters": 0,
        "openings": 0,
    }


def key(page: Page) -> tuple[Any, int]:
    return page.translation_key, page.locale_id


def languages_of(page: Page, live: list[Page]) -> int:
    return len({each.locale_id for each in live if each.translation_key == page.translation_key})


def is_stale(page: Page, now: datetime) -> bool:
    since = getattr(page, page.fresh_since)
    if page.fresh_for is None or since is None:
        return False
    if not isinstance(since, datetime):
        since = timezone.make_aware(datetime.combine(since, time.min))
    return since < now - page.fresh_for


def shown(client: Client, user: Any) -> dict[str, int]:
    client.force_login(user)
    return {name: int(number) for name, number in COUNT.findall(places.read(client, "/admin/"))}


@pytest.mark.parametrize("role", SEEN_BY)
def test_each_number_is_what_a_hand_counts_in_the_demo(
    role: str, people: dict[str, Any], client: Client
) -> None:
    user = people[role]
    counted = by_hand(user, now=timezone.now())
    expected = {name: number for name, number in counted.items() if number and name in SEEN_BY[role]}

    assert shown(client, user) == expected
    assert len(expected) >= 1


def test_every_kind_is_counted_by_hand_and_says_what_it_counts(manager: Any) -> None:
    names = [kind.name for kind in duties.kinds]

    assert sorted(names) == sorted(by_hand(manager, now=timezone.now()))
    assert all(str(kind.counts).endswith(".") for kind in duties.kinds)


def test_the_demo_has_questions_for_the_press_alone(people: dict[str, Any]) -> None:
    counts = {role: count_of("inquiries", user) for role, user in people.items()}

    assert counts == {"editor": 0, "translator": 0, "press": 1, "manager": 2}


def count_of(name: str, user: Any) -> int:
    found = duties.waiting(user, at=timezone.now()).counts
    return next((each.number for each in found if each.kind.name == name), 0)


@pytest.mark.parametrize("role", SEEN_BY)
def test_each_line_leads_where_this_person_may_go(role: str, people: dict[str, Any], client: Client) -> None:
    client.force_login(people[role])
    html = places.main(places.read(client, "/admin/"))
    links = set(re.findall(r'<(?:a|dt><a) href="(/admin/[^"]*)"', html))

    assert links
    assert {link: client.get(link).status_code for link in links if client.get(link).status_code != 200} == {}


def test_the_page_asks_few_questions_of_the_database(people: dict[str, Any], client: Client) -> None:
    counted = dict(questions_asked(people, client))
    print(counted)  # noqa: T201 - read by whoever sets the budgets

    assert {role: number for role, number in counted.items() if number > BUDGETS[role]} == {}


def questions_asked(people: dict[str, Any], client: Client) -> Iterator[tuple[str, int]]:
    for role, user in people.items():
        client.force_login(user)
        client.get("/admin/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/admin/")
        yield role, len(asked)
