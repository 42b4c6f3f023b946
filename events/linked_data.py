"""An event page for search engines: each coming date as an Event of schema.org."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from events.event_pages import Chance
from events.models import EventPage
from pages import linked_data
from timetable.expansion import moment

TOLD = 6
"""Dates; more would be most of the page."""


def events(page: EventPage, context: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [_event(page, each, context) for each in context["chances"][:TOLD]]


def _event(page: EventPage, chance: Chance, context: Mapping[str, Any]) -> dict[str, Any]:
    date = chance.date
    return linked_data.event(
        base_url=settings.BASE_URL,
        url=context["canonical_url"],
        name=page.title,
        description=page.summary,
        image_url=f"{settings.BASE_URL}{context['preview'].image_path}",
        languages=page.activity.languages,
        starts_at=date.start,
        ends_at=date.end,
        was_set_for=moment(date.original) if date.is_moved else None,
        is_cancelled=date.is_cancelled,
        place=_place(chance, context),
        seats=date.capacity if page.activity.takes_bookings else 0,
        organisation_name=str(context["site_name"]),
    )


def _place(chance: Chance, context: Mapping[str, Any]) -> dict[str, Any]:
    """No more exact than readers are told."""
    date = chance.date
    if not date.activity.place_is_public:
        return linked_data.place(name="Warszawa")
    if date.place:
        return linked_data.place(name=date.place, street=date.place)
    return linked_data.place(name=str(context["site_name"]), street=context["contacts"].address)
