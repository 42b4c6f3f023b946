"""Events in every state a reader may find them in, whatever day it is."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

LANGUAGES = ("be", "ru", "pl", "en")
NAMES = {
    "be": "Размоўны клуб",
    "ru": "Разговорный клуб",
    "pl": "Klub konwersacyjny",
    "en": "Conversation club",
}
BODY = "00000000-0000-4000-8000-00000000e001"


def events() -> dict[str, dict[str, str]]:
    from events.models import Activity, EventIndexPage
    from tests.journeys.planting import addresses

    crowded = page(activity("Crowded", place="Rondo Wolnej Białorusi, przy ławkach", capacity=2), long=True)
    dates_in_every_state(crowded.activity)
    invited = page(activity("Invited", policy=Activity.Policy.INVITATION), slug="invited")
    everyday(page(activity("Open", policy=Activity.Policy.OPEN), slug="open").activity)
    return {
        "events": addresses(EventIndexPage.objects.get(locale__language_code="be")),
        "event": addresses(crowded),
        "event by invitation": addresses(invited),
    }


def titles() -> list[str]:
    from events.models import EventPage

    return list(EventPage.objects.values_list("title", flat=True))


def at(days: int, hour: int = 18) -> datetime:
    from django.utils import timezone

    return datetime.combine(timezone.localdate() + timedelta(days=days), time(hour))


def activity(name: str, **more: Any) -> Any:
    from django.utils import timezone

    from events.models import Activity
    from timetable.pattern import Kind
    from timetable.rules import Rule

    start = at(1)
    return Activity.objects.create(
        **{
            "name": name,
            "kind": Activity.Kind.LANGUAGE,
            "rule": Rule(start=start, kind=Kind.WEEKLY, weekdays=frozenset({start.weekday()})),
            "rule_since": timezone.now(),
            "minutes": 90,
            "languages": ["be", "pl"],
            "youngest": 16,
            "opens_days_before": 30,
            **more,
        }
    )


def page(of: Any, *, slug: str = "crowded", long: bool = False) -> Any:
    from events.models import EventIndexPage
    from pages import translations

    original = words(of, "be", slug=slug, long=long)
    EventIndexPage.objects.get(locale__language_code="be").add_child(instance=original)
    original.save_revision().publish()
    for code in LANGUAGES[1:]:
        translations.translate(original, twin=words(of, code, slug=slug, long=long))
    return original


def words(of: Any, language: str, *, slug: str, long: bool) -> Any:
    from wagtail.models import Locale

    from events.models import EventPage
    from tests.journeys.planting import PARAGRAPH, title

    paragraph = PARAGRAPH[language]
    return EventPage(
        locale=Locale.objects.get(language_code=language),
        activity=of,
        title=title(language) if long else f"{NAMES[language]}: {of.name}",
        slug=f"{slug}-{language}",
        lead=paragraph * (4 if long else 1),
        body=[{"type": "text", "value": f"<p>{paragraph}</p>", "id": BODY}],
        bring=f"{paragraph}\n{paragraph}" if long else "",
        ornament_topic="wreath",
    )


def date(of: Any, start: datetime) -> Any:
    from django.utils import timezone

    from events.models import Occurrence
    from timetable.expansion import moment

    return Occurrence.objects.create(
        activity=of,
        original_day=start.date(),
        original_time=start.time(),
        start=moment(start),
        minutes=of.minutes,
        place=of.place,
        capacity=of.capacity,
        changed_at=timezone.now(),
    )


def everyday(of: Any) -> None:
    """More than stand on a page, and some that are over."""
    for days in range(-3, 40):
        date(of, at(days, 20))


def dates_in_every_state(of: Any) -> None:
    from dataclasses import replace

    from django.utils import timezone

    from events import schedule
    from events.models import Occurrence

    full, free, gone, moved, _later = (date(of, at(days)) for days in (2, 9, 16, 23, 60))
    for number in range(3):
        signed_up(full, f"{number}@example.org")
    signed_up(free, "free@example.org")
    now = timezone.now()
    schedule.cancel_date(occurrence_id=gone.pk, reason=Occurrence.Reason.HOST, at=now)
    facts = schedule.facts_of(moved)
    elsewhere = replace(facts, start=facts.start + timedelta(days=1), place="ul. Inna 3")
    schedule.change_date(occurrence_id=moved.pk, facts=elsewhere, at=now)


def signed_up(on: Any, email: str) -> None:
    from django.utils import timezone

    from events import booking
    from events.models import Signed
    from privacy.documents import Email

    booking.book(
        dates=[on.pk],
        party_of=1,
        signed=Signed(name="Buslik", email=Email(email)),
        language="be",
        form_key=uuid4(),
        at=timezone.now(),
    )
