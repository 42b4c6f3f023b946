"""Work the worker does for families by the clock: reminders, questions, last words. What it tidies is
judged again whenever somebody looks."""

from django.utils import timezone
from procrastinate.contrib.django import app

from school import caring, erasing, reminding, still


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="remind_of_offers", pass_context=False)
def remind_of_offers(timestamp: int) -> None:
    reminding.remind(at=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="last_words", pass_context=False)
def last_words(timestamp: int) -> None:
    at = timezone.now()
    caring.forget_strangers(at=at)
    erasing.tell_of_clock(at=at)


@app.periodic(cron="20 11 * * *")
@app.task(queueing_lock="ask_who_still_waits", pass_context=False)
def ask_who_still_waits(timestamp: int) -> None:
    at = timezone.now()
    still.hush(at=at)
    still.ask(at=at)
