"""The school as a reader may find it: full groups and free ones, odd hours, days off, many who wait."""

from datetime import datetime, time, timedelta
from typing import Any


def school() -> dict[str, dict[str, str]]:
    from django.utils import timezone

    from school import answering
    from school.models import Offer, SchoolPage
    from tests.journeys.planting import addresses
    from tests.school import children
    from timetable.expansion import WARSAW

    today = timezone.localdate()
    noon = datetime.combine(today, time(12), tzinfo=WARSAW)
    term = children.term(starts_on=today - timedelta(days=60), ends_on=today + timedelta(days=120))
    for _child in range(5):
        children.waiting(at=noon)
    opened(term, "A", rule(today, weekday=5), at=noon, places=4, youngest=6, oldest=8)
    for offer in Offer.objects.all():
        answering.accept(offer_id=offer.pk, at=noon)
    opened(term, "B", rule(today, weekday=1, every=2), at=noon, youngest=11, oldest=12, level="new")
    return {"school": addresses(SchoolPage.objects.get(locale__language_code="be"))}


def opened(term: Any, name: str, at_hours: Any, *, at: datetime, **more: Any) -> None:
    from tests.school import children

    children.opened(of=term, name=name, rule=at_hours, at=at, **more)


def rule(today: Any, *, weekday: int, **more: Any) -> Any:
    from timetable.pattern import Kind
    from timetable.rules import Rule

    first = today - timedelta(days=(today.weekday() - weekday) % 7)
    return Rule(
        start=datetime.combine(first, time(10)),
        kind=Kind.WEEKLY,
        weekdays=frozenset({weekday}),
        not_on_holidays=True,
        **more,
    )
