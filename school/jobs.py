"""Work the worker does for the school by the clock. What it tidies is judged again whenever somebody
looks."""

from django.utils import timezone
from procrastinate.contrib.django import app

from school import applying, auditing, confirming, duplicates, enrolling, places
from school import draw_jobs as draw_jobs  # noqa: PLC0414 - known to the worker once imported


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="tidy_places", pass_context=False)
def tidy_places(timestamp: int) -> None:
    """Offers that have lapsed, and places that had to wait for the morning."""
    places.tidy(at=timezone.now())


@app.periodic(cron="12 4 * * *")
@app.task(queueing_lock="turn_the_page", pass_context=False)
def turn_the_page(timestamp: int) -> None:
    enrolling.turn_the_page(at=timezone.now())


@app.periodic(cron="50 2,8,14 * * *")
@app.task(queueing_lock="audit_school", pass_context=False)
def audit_school(timestamp: int) -> None:
    """At night, and twice by day, when places must not lie idle."""
    auditing.shout(auditing.examine(at=timezone.now()))


@app.periodic(cron="23 * * * *")
@app.task(queueing_lock="tidy_applications", pass_context=False)
def tidy_applications(timestamp: int) -> None:
    """Who has not confirmed is reminded once, and in the end let go."""
    at = timezone.now()
    confirming.remind(at=at)
    applying.lapse(at=at)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="look_for_duplicates", pass_context=False)
def look_for_duplicates(timestamp: int) -> None:
    duplicates.look(at=timezone.now())
