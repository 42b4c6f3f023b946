"""Readers who sign up by the form, as the tests of its doorways need them: their clock is the real one."""

from datetime import datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from events.links import PAGE
from events.models import Activity, Booking, Occurrence, Party, Signed
from letters import sending
from letters.models import Letter
from privacy import links
from privacy.documents import Email
from tests.events import dates, pages
from tests.home.test_inquiry_forms import old_stamp
from timetable.expansion import WARSAW

ORIGIN = "http://localhost:8000"
GOOD = {"party_of": "2", "name": "Бусел", "contact": "", "homepage": ""}


def in_days(days: int, hour: int = 18) -> datetime:
    """A time on the wall."""
    day = timezone.now().astimezone(WARSAW).date() + timedelta(days=days)
    return datetime.combine(day, datetime.min.time()).replace(hour=hour)


def soon(of: Activity | None = None, *, days: int = 7, **more: Any) -> Occurrence:
    """Of something that stands on the site."""
    on = dates.date(of, start=in_days(days), **more)
    pages.known(on.activity)
    return on


def nobody_has_signed_up() -> None:
    """Of the demo's own people."""
    for model in (Booking, Party, Letter):
        model._default_manager.all().delete()


def answers(*on: Occurrence, key: str = "1", **changes: Any) -> dict[str, Any]:
    known = {**GOOD, "stamp": old_stamp(key * 32), "dates": [str(each.pk) for each in on]}
    return {**known, "activity": str(on[0].activity_id) if on else "", **changes}


def send(client: Client, *on: Occurrence, language: str = "be", **changes: Any) -> Any:
    return client.post(f"/{language}/sign-up/{on[0].activity_id}/", answers(*on, **changes))


def signed_up(*on: Occurrence, email: str = "alena@example.org", **more: Any) -> Party:
    known = {"signed": Signed(name="Алена", email=Email(email)), "at": timezone.now()}
    return dates.sign_up(*on, **known | more)


def let_in(client: Client, party: Party) -> None:
    url = links.issue(PAGE, party.pk, language="be", at=timezone.now())
    client.post(url.removeprefix(ORIGIN))


def delivered(name: str) -> Letter:
    """The newest letter of that kind, handed over."""
    letter = Letter.objects.filter(name=name).latest("created_at")
    sending.hand_over(letter.pk, at=timezone.now())
    return letter


def closed(on: Occurrence) -> None:
    Activity.objects.filter(pk=on.activity_id).update(closes_minutes_before=30 * 24 * 60)


def not_yet(on: Occurrence) -> None:
    Activity.objects.filter(pk=on.activity_id).update(opens_days_before=1)


def past(on: Occurrence) -> None:
    Occurrence.objects.filter(pk=on.pk).update(start=timezone.now())


def cancelled(on: Occurrence) -> None:
    Occurrence.objects.filter(pk=on.pk).update(cancelled_at=timezone.now())


def full(on: Occurrence) -> None:
    Activity.objects.filter(pk=on.activity_id).update(has_waiting_list=False)
    Occurrence.objects.filter(pk=on.pk).update(capacity=0)
