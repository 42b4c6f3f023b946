"""Activities and dates with everything they can have, for the walk through the office."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

NAME = "Шматнацыянальная майстэрня калядных вянкоў і ўзаемаразумення для ўсіх, хто ў Варшаве"[:80]
ROOM = "Зала імя Прыкладной"
PEOPLE = ("Бусел", "Надзея Прыкладная-Чатырохсотслоўнаебезпрабелаў", "Ада", "Zosia", "Янка")
NOTE = "Прыйдзе з вазком і сабакам"


def planted() -> dict[str, Any]:
    """Numbers for addresses of the admin, and every text that somebody wrote."""
    from django.utils import timezone

    from events import schedule
    from events.models import Activity, Call, Occurrence, Wish
    from timetable.models import Lending, Room

    at = timezone.now()
    room = Room.objects.create(name=ROOM, capacity=10)
    activity = Activity(
        name=NAME, kind="craft", rule=_weekly(at), minutes=120, room=room, capacity=4, languages=["be", "pl"]
    )
    schedule.change(activity, at=at)
    today, second, third, fourth = activity.occurrences.all()[:4]
    Lending.objects.create(room=room, initiative="Шахматны клуб", rule=activity.rule, minutes=60)
    parties = [_signed(today, name, number, at=at) for number, name in enumerate(PEOPLE)]
    other = _signed(second, "Ганна", 4, at=at)
    schedule.cancel_date(occurrence_id=second.pk, reason=Occurrence.Reason.HOST, at=at)
    Call.objects.create(booking=parties[3].bookings.get(), about="date_changed", cause="planted", made_at=at)
    activity.occurrences.filter(pk=third.pk).update(is_adrift=True)
    activity.occurrences.filter(pk=fourth.pk).update(is_edited=True)
    for _each in range(3):
        Wish.objects.create(activity=activity, made_at=at, form_key=uuid4())
    opened = [party.signed.open() for party in [*parties, other]]
    return {
        "ticket": parties[0].reference,
        "admin": {"activity": activity.pk, "date": today.pk, "booking": str(parties[1].bookings.get().pk)},
        "written": [
            NAME, ROOM, NOTE, "Шахматны клуб", *(each.name for each in opened),
            *(each.words for each in opened), *(party.reference for party in [*parties, other]),
        ],
    }  # fmt: skip


def names() -> list[str]:
    """Of everything that happens, and where: no language's words."""
    from events.models import Activity, Occurrence

    rows = [*Activity.objects.values_list("name", "place"), *Occurrence.objects.values_list("place", "place")]
    return sorted({each for row in rows for each in row if each})


def _weekly(at: datetime) -> Any:
    from timetable.pattern import Kind
    from timetable.rules import Rule

    start = datetime.combine(at.date(), time(23, 30))
    return Rule(start=start, kind=Kind.WEEKLY, weekdays=frozenset({start.weekday()}))


def _signed(date: Any, name: str, number: int, *, at: datetime) -> Any:
    """One with an e-mail, some without anything, the last with a telephone; the full date makes her wait."""
    from events import booking
    from events.models import Signed
    from privacy.documents import Email, Phone

    email = Email("nadzieja@example.org") if number == 1 else None
    phone = Phone(f"+48 000 000 00{number}") if number >= 3 else None
    return booking.book(
        dates=[date.pk],
        party_of=1,
        signed=Signed(name=name, email=email, phone=phone, note=NOTE if number == 1 else ""),
        language="be",
        form_key=uuid4(),
        by_staff=True,
        at=at - timedelta(seconds=1),
    )
