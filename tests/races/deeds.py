"""What one of many people does with the verbs of `events`, told in words that fit into JSON."""

from datetime import datetime
from time import sleep
from uuid import UUID, uuid4

from django.db import transaction

from events import booking, schedule, seats
from events.models import Activity, Booking, Occurrence, Party, Signed
from events.refusals import BookingRefused
from privacy import forgetting
from privacy.documents import Email
from tests.races.doing import A_MOMENT, Deed, done


class Life:
    """Of one person: she remembers what she has signed up for."""

    def __init__(self) -> None:
        self.party: Party | None = None

    def book(self, *, dates: list[int], seats: int, email: str, at: datetime) -> str:
        self.party = booking.book(
            dates=dates,
            party_of=seats,
            signed=Signed(name="Buslik", email=Email(email) if email else None),
            language="be",
            form_key=uuid4(),
            at=at,
        )
        return " ".join(sorted(self.party.bookings.values_list("state", flat=True)))

    def of_mine(self, *, date: int) -> UUID:
        found = Booking.objects.filter(party=self.party, occurrence=date, party__isnull=False)
        row = found.exclude(state="cancelled").first() or found.first()
        if row is None:
            raise BookingRefused(booking.Why.OVER)
        return row.pk

    def cancel(self, *, date: int, at: datetime) -> str:
        return booking.cancel(booking_id=self.of_mine(date=date), at=at).state

    def shrink(self, *, date: int, to: int, at: datetime) -> str:
        return booking.shrink(booking_id=self.of_mine(date=date), to=to, at=at).state

    def move(self, *, date: int, to: int, at: datetime) -> str:
        return booking.move(booking_id=self.of_mine(date=date), to=to, at=at).state

    def accept(self, *, date: int, at: datetime) -> str:
        return booking.accept(booking_id=self.of_mine(date=date), at=at).state

    def erase(self, *, at: datetime) -> str:
        if self.party:
            forgetting.erase([self.party.seal_id], at=at)
        return "erased"

    def set_capacity(self, *, date: int, to: int, at: datetime) -> str:
        booking.set_capacity(occurrence_id=date, to=to, at=at)
        return "set"

    def edit(self, *, activity: int, capacity: int, at: datetime) -> str:
        row = Activity.objects.get(pk=activity)
        row.capacity = capacity
        schedule.change(row, at=at)
        return "edited"

    def tidy(self, *, dates: list[int], at: datetime) -> str:
        seats.settle_all(dates, at=at)
        return "tidied"


def do_all(told: list[Deed]) -> list[str]:
    return list(done(Life(), told, refused=BookingRefused))


def careless() -> None:
    """The twin: seats are looked at, and then taken, as everybody writes it the first time; and there is
    nothing in its database that would refuse."""

    def take(occurrence_id: int, wanted: int, *, at: datetime) -> bool:
        row = Occurrence.objects.get(pk=occurrence_id)
        if row.is_cancelled or row.capacity - row.taken < wanted:
            return False
        sleep(A_MOMENT)
        Occurrence.objects.filter(pk=occurrence_id).update(taken=row.taken + wanted)
        return True

    seats.take = take
    transaction.get_connection().settings_dict["OPTIONS"]["options"] = "-c search_path=scratch,public"
