"""Who has signed up in the demo: half-full dates, a full one with people who wait, a cancelled one."""

from datetime import datetime
from itertools import count
from uuid import uuid4

from events import booking, schedule
from events.demo import content
from events.models import Activity, Occurrence, Signed
from privacy.documents import Email

NAMES = [
    "Алеся",
    "Бусел",
    "Янка",
    "Зорка",
    "Міхась",
    "Ластаўка",
    "Рыгор",
    "Вера",
    "Сымон",
    "Каліна",
    "Лявон",
    "Надзея",
]
PARTIES: dict[str, tuple[tuple[int, ...], ...]] = {
    "coffee": ((2, 1), (1,)),
    "drawing": ((), (2, 1, 1, 1), (1,)),
    "wreaths": ((4, 3, 2, 2), (4, 4, 4, 4, 4, 2, 1, 1), (3, 1)),
    "macrame": ((2, 2, 1, 1),),
    "dolls": ((4, 4, 2, 4, 3, 1, 2), (2,)),
    "belarusian": ((2, 1, 1, 1),),
    "polish-club": ((1, 1, 1, 2, 2, 1), (1, 1)),
    "legal-group": ((1, 2, 1),),
}
"""By activity and date: the sizes of the parties. Those that find the date full wait."""
CANCELLED = {"drawing": 0}


def sign_up(*, at: datetime) -> None:
    names = {told.key: told.name for told in content.told()}
    activities = {key: Activity.objects.get(name=name) for key, name in names.items()}
    number = count()
    for key, dates in PARTIES.items():
        coming = activities[key].occurrences.filter(start__gt=at).order_by("start")
        for occurrence, parties in zip(coming, dates, strict=False):
            for party_of in parties:
                _book(occurrence, party_of, next(number), at=at)
    for key, place in CANCELLED.items():
        off = activities[key].occurrences.filter(start__gt=at).order_by("start")[place]
        schedule.cancel_date(occurrence_id=off.pk, reason=Occurrence.Reason.HOST, at=at)


def _book(occurrence: Occurrence, party_of: int, number: int, *, at: datetime) -> None:
    """Who finds no seats leaves an address, to be told."""
    occurrence.refresh_from_db()
    is_full = occurrence.free < party_of
    contact = Email(f"guest{number}@example.org") if is_full or number % 5 == 0 else None
    booking.book(
        dates=[occurrence.pk],
        party_of=party_of,
        signed=Signed(name=NAMES[number % len(NAMES)], email=contact),
        language="be",
        form_key=uuid4(),
        at=at,
        by_staff=True,
    )
