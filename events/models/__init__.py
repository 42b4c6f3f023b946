from events.models.activities import Activity
from events.models.bookings import Booking, Party, Signed
from events.models.calls import Call
from events.models.findings import Finding
from events.models.messages import Copy, Message
from events.models.occurrences import Occurrence
from events.models.pages import EventIndexPage, EventPage
from events.models.wishes import Wish

__all__ = [
    "Activity",
    "Booking",
    "Call",
    "Copy",
    "EventIndexPage",
    "EventPage",
    "Finding",
    "Message",
    "Occurrence",
    "Party",
    "Signed",
    "Wish",
]
