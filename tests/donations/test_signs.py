from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django.utils.translation import override

from donations import calm, jobs, projecting, signs
from donations.models import PaymentService, StripeInbox
from donations.story import Cause

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("last", "unheard", "week", "good"),
    [
        (None, None, 0, True),
        (NOW - 30 * HOUR, None, 19, True),
        (NOW - 30 * HOUR, None, 20, False),
        (NOW - 23 * HOUR, None, 200, True),
        (NOW - 3 * HOUR, NOW - HOUR, 0, False),
        (NOW - 3 * HOUR, NOW - timedelta(minutes=14), 0, True),
        (None, NOW - HOUR, 0, False),
    ],
)
def test_silence_is_judged_by_money_and_by_the_week_before(last, unheard, week, good):
    trouble = signs.silence(last=last, unheard=unheard, in_the_week_before=week, at=NOW)
    assert (trouble is None) is good


@pytest.mark.django_db(databases=["default", "vault"])
def test_after_gifts_that_were_heard_of_all_is_well(counter):
    counter.given()
    assert signs.gifts(counter.now) is None


@pytest.mark.django_db(databases=["default", "vault"])
def test_money_that_was_only_found_by_asking_is_an_alarm(counter):
    gift = counter.given()
    StripeInbox.objects.update(received_at=counter.now - 2 * HOUR)
    soon, later = (signs.gifts(counter.now + timedelta(minutes=minutes)) for minutes in (1, 20))
    assert gift.state == "received"
    assert (soon, later is not None) == (None, True)


@pytest.mark.django_db(databases=["default", "vault"])
def test_one_who_goes_on_giving_unheard_does_not_put_the_alarm_off(counter):
    counter.given()
    StripeInbox.objects.update(received_at=counter.now - 2 * HOUR)
    counter.later(minutes=20)
    session = counter.open(counter.promise())
    counter.pay(session=session)
    projecting.look_at_page(session, cause=Cause.LOOK, at=counter.now)
    assert signs.gifts(counter.now) is not None


@pytest.mark.django_db(databases=["default", "vault"])
def test_a_night_in_which_the_books_were_not_compared_is_an_alarm_for_a_day(counter):
    job = jobs.compare_with_stripe.defer(timestamp=0)
    with connection.cursor() as cursor:
        for status in ("doing", "failed"):
            cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, job])
    found = [signs.gifts(timezone.now() + hours * HOUR) for hours in (1, 25)]
    assert [trouble is None for trouble in found] == [False, True]


@pytest.mark.django_db(databases=["default", "vault"])
def test_who_had_no_gifts_for_months_hears_of_none(counter):
    counter.given()
    StripeInbox.objects.all().delete()
    assert signs.gifts(counter.now + timedelta(days=60)) is None


@pytest.mark.django_db(databases=["default", "vault"])
def test_an_endpoint_that_was_switched_off_is_an_alarm(counter):
    PaymentService.objects.create(endpoint_works=False)
    trouble = signs.gifts(counter.now)
    assert trouble is not None
    with override("en"):
        assert str(trouble.wrong) == "Stripe has stopped telling us of gifts."


@pytest.mark.django_db(databases=["default", "vault"])
def test_many_refused_cards_are_an_alarm_until_cards_are_not_taken(counter, monkeypatch):
    monkeypatch.setattr(calm, "DECLINES", 0)
    calm.declined(at=counter.now)
    alarm = signs.gifts(counter.now)
    PaymentService.objects.create(calm_since=counter.now)
    assert (alarm is not None, signs.gifts(counter.now)) == (True, None)


@pytest.mark.django_db
def test_without_a_key_there_is_nothing_to_hear(settings):
    settings.STRIPE_SECRET_KEY = ""
    assert signs.gifts(NOW) is None
