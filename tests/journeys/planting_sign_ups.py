"""Dates with everything they can have, and parties in every state, behind links in four languages."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

NAME = "Чатырохсотслоўнаебезпрабелаў" * 2
TITLE = (
    "Калядныя вянкі з яліны, саломы і ўсяго, што знойдзецца ў каморы, для дарослых і для дзяцей, якія ўжо "
    * 2
)
PLACE = "вул. Прыкладная 7, майстэрня на другім паверсе, ёсць ліфт, уваход з двара, званок злева"


def planted() -> dict[str, dict[str, str]]:
    from events.links import ANSWER, PAGE
    from events.models import Booking
    from tests.journeys.planting_questions import paths

    on = dates()
    party = signed_up(on[0], on[3], on[4], party_of=3, email="party@example.org")
    waits = signed_up(on[1], party_of=2, email="waits@example.org")
    asked = signed_up(on[2], party_of=2, email="asked@example.org")
    Booking.objects.filter(party=asked).update(state="offered", offered_until=in_hours(2))
    signed_up(on[5])
    alone = on[6]
    return {
        "sign-up form": everywhere(f"sign-up/{on[0].activity_id}/"),
        "sign-up of one": everywhere(f"sign-up/{alone.activity_id}/?date={alone.pk}"),
        "party": paths(PAGE, party.pk),
        "party that waits": paths(PAGE, waits.pk),
        "party that is asked": paths(PAGE, asked.pk),
        "seat offered": paths(ANSWER, asked.bookings.get().pk),
    }


def everywhere(path: str) -> dict[str, str]:
    from config.languages import LANGUAGES

    return {language: f"/{language}/{path}" for language, _name in LANGUAGES}


def in_hours(hours: int) -> datetime:
    from django.utils import timezone

    return timezone.now() + timedelta(hours=hours)


def dates() -> list[Any]:
    """Six of a course of nine, of which the second is full, the last with a ticket of two words; then one for
    single persons."""
    from tests.events.dates import FRIDAYS, activity
    from tests.events.visiting import soon

    course = activity(name=TITLE[:78], rule=replace(FRIDAYS, count=10), place_is_public=False)
    on = [soon(course, days=days, capacity=12, place=PLACE) for days in range(7, 16)]
    type(on[1]).objects.filter(pk=on[1].pk).update(capacity=2)
    signed_up(on[1], party_of=2, email="first@example.org")
    return [*on[:6], soon(activity(name="Юрыст", largest_party=1), capacity=100)]


def signed_up(*on: Any, email: str = "", **more: Any) -> Any:
    from django.utils import timezone

    from events.models import Signed
    from privacy.documents import Email
    from tests.events import dates as made

    signed = Signed(name=NAME, email=Email(email) if email else None)
    return made.sign_up(*on, signed=signed, form_key=uuid4(), at=timezone.now(), **more)
