"""The first page of the office, by role: each number is counted here by hand, over the demo, without a query
of the site's own."""

import re
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import Translation

from donations import discrepancies
from donations.models import Discrepancy, Gift, Refund
from events.models import Call, Finding, Occurrence, Wish
from home.demo import questions
from home.models import Inquiry, Service
from office import duties, groups
from pages.models import Image
from school.models import Batch, Likeness, Override
from school.models import Call as SchoolCall
from tests.events import dates
from tests.pages import places

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

COUNT = re.compile(r'id="count-(\w+)".*?<dd class="counts__number">(\d+)</dd>', re.DOTALL)
WRITERS = {"drafts", "untranslated", "begun", "stale", "expiring", "broken_links", "consent_ending"}
SCHOOL = {"school_calls", "school_alike", "school_exceptions", "school_untold"}
GIFTS = {"gift_differences", "gift_refunds", "gift_words"}
SEEN_BY = {
    "editor": WRITERS | {"to_check", "services"},
    "translator": WRITERS,
    "press": {"inquiries", "letters"},
    "manager": WRITERS
    | {"to_check", "services", "inquiries", "letters", "openings", "calls", "adrift", "wishes"}
    | SCHOOL
    | GIFTS,
    "fundraiser": GIFTS,
    "coordinator": {"calls", "adrift", "wishes"},
}
BUDGETS = {"coordinator": 28, "fundraiser": 28, "editor": 40, "translator": 36, "press": 28, "manager": 58}


@pytest.fixture
def people(editor: Any, translator: Any, manager: Any, django_user_model: Any) -> dict[str, Any]:
    """As `manage.py demo` makes them, and the two roles it has nobody for."""
    press = django_user_model.objects.create_user("volha", password=None)
    press.groups.add(groups.of(groups.PRESS))
    coordinator = django_user_model.objects.create_user("zosia", password=None)
    coordinator.groups.add(groups.of(groups.EVENTS))
    Wish.objects.create(activity=dates.activity(), made_at=timezone.now(), form_key=uuid4())
    questions.ask(staff=manager, at=timezone.now())
    known = {"editor": editor, "translator": translator, "press": press, "manager": manager}
    fundraiser = django_user_model.objects.create_user("hanna", password=None)
    fundraiser.groups.add(groups.of(groups.FUNDRAISERS))
    discrepancies.find(discrepancies.What.PAYOUT, "po_1", at=timezone.now())
    return known | {"coordinator": coordinator, "fundraiser": fundraiser}


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
        "lost_keys": 0,
        **events_by_hand(now),
        **gifts_by_hand(user),
        **school_by_hand(user),
        "school_audit": 0,
        "school_draws": 0,
    }


def events_by_hand(now: datetime) -> dict[str, int]:
    calls = Call.objects.filter(done_at=None).select_related("booking__occurrence")
    wanted = [call.booking for call in calls if call.booking.party_id]
    return {
        "calls": len({each.pk for each in wanted if each.occurrence.start > now}),
        "adrift": sum(row.is_adrift and row.start >= now for row in Occurrence.objects.all()),
        "seats": Finding.objects.count(),
        "wishes": len({wish.activity_id for wish in Wish.objects.all() if wish.heard_at is None}),
    }


def gifts_by_hand(user: Any) -> dict[str, int]:
    asked = [row for row in Refund.objects.all() if row.state == "asked"]
    said = [gift for gift in Gift.objects.all() if gift.moderation == "waiting" and gift.donor_id]
    return {
        "gift_differences": sum(row.explained_at is None for row in Discrepancy.objects.all()),
        "gift_refunds": sum(row.asked_by_id != user.pk for row in asked),
        "gift_words": sum(gift.state in Gift.MONEY_CAME for gift in said),
    }


def school_by_hand(user: Any) -> dict[str, int]:
    offers = ("school_offered", "school_reminder")
    calls = [
        call
        for call in SchoolCall.objects.filter(done_at=None).select_related("application")
        if call.about not in offers or (call.application and call.application.state == "offered")
    ]
    pairs = Likeness.objects.filter(verdict="").select_related("first", "second")
    asked = Override.objects.filter(signed_at=None).select_related("application")
    return {
        "school_calls": len({call.guardian_id for call in calls}),
        "school_alike": sum(pair.first.is_live and pair.second.is_live for pair in pairs),
        "school_exceptions": sum(
            row.asked_by != user and row.application is not None and row.application.state == "waiting"
            for row in asked
        ),
        "school_untold": sum(batch.told_at is None for batch in Batch.objects.all()),
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

    assert counts == {
        "editor": 0, "translator": 0, "press": 1, "manager": 2, "coordinator": 0, "fundraiser": 0
    }  # fmt: skip


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
