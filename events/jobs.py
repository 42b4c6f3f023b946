"""Work the worker does for events by the clock. What it tidies is judged again whenever somebody looks."""

from django.utils import timezone
from procrastinate.contrib.django import app

from events import audit, reminding, schedule, seats


@app.periodic(cron="7 3 * * *")
@app.task(queueing_lock="make_dates", pass_context=False)
def make_dates(timestamp: int) -> None:
    schedule.bring_up_to_date(at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="tidy_seats", pass_context=False)
def tidy_seats(timestamp: int) -> None:
    """Offers that have lapsed, and seats that had to wait for the morning."""
    seats.tidy(at=timezone.now())


@app.periodic(cron="40 2,8,14 * * *")
@app.task(queueing_lock="audit_seats", pass_context=False)
def audit_seats(timestamp: int) -> None:
    """At night, and twice by day, when seats must not lie idle."""
    audit.shout(audit.examine(at=timezone.now()))


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="remind", pass_context=False)
def remind(timestamp: int) -> None:
    at = timezone.now()
    reminding.remind(at=at)
    reminding.thank(at=at)
