"""Links that are capabilities of events: a party's own page, answers by one button, a calendar, and an
invitation to an activity."""

from datetime import datetime, timedelta
from uuid import UUID

from events.models import Booking, Party
from letters import sending
from privacy.links import Purpose

INVITED_FOR = timedelta(days=60)
FURTHEST_DATE = timedelta(days=215)
"""Longer than dates are made ahead: until then a letter's button works."""
SHOWN_FOR = timedelta(hours=1)


def send_new_link(seal_id: UUID, at: datetime) -> None:
    """At most one an hour for each sign-up."""
    for party in Party.objects.filter(seal_id=seal_id, reached_by=Party.Reach.EMAIL):
        if booking := Booking.objects.filter(party=party).order_by("-occurrence__start").first():
            cause = f"link {party.pk} {at:%Y-%m-%d %H}"
            sending.enqueue("seat_link", subject=booking.pk, cause=cause, at=at)


PAGE = Purpose(name="signup", to="my_booking", lifetime=None, renew=send_new_link)
INVITATION = Purpose(name="invitation", to="invited", lifetime=INVITED_FOR)
"""Its subject is the `key` of the activity; the same link serves everybody it is given to."""
ANSWER = Purpose(name="seat_answer", to="my_booking", lifetime=FURTHEST_DATE, opens="seat_answer")
"""“We come”, “we can't”: of one booking, on a page with a button for each."""
NO_REMINDERS = Purpose(name="no_reminders", to="my_booking", lifetime=FURTHEST_DATE, opens="no_reminders")
CALENDAR = Purpose(name="signup_calendar", to="my_booking", lifetime=None, opens="my_calendar")
"""For calendar programs, which press no button: it only shows, and only the dates."""
WORDS = Purpose(name="ticket_words", to="ticket_found", lifetime=SHOWN_FOR, open_for=SHOWN_FOR)
"""What two words let in to: one booking, to look at and to cancel. No letter ever brings it."""
