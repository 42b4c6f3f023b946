import json
import re
from datetime import timedelta

import pytest
import stripe
from django.db import DatabaseError, connection
from django.utils import timezone

from donations import gateway, inbox
from donations.models import Discrepancy, StripeInbox
from privacy.vault.models import Secret
from tests.donations.counter import SECRET, letters, lines

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
NEWER = "whsec_newer_secret_of_tests"


def event(**more):
    told = {
        "id": "evt_1",
        "object": "event",
        "type": "charge.refunded",
        "api_version": stripe.api_version,
        "created": 1_790_000_000,
        "livemode": False,
        "data": {"object": {"object": "charge", "id": "ch_1"}},
    }
    return json.dumps(told | more)


def signed(body, *, secret=SECRET, ago=timedelta(0)):
    return stripe.WebhookSignature.generate_signature_header(
        body, secret, int((timezone.now() - ago).timestamp())
    )


def stored():
    return list(StripeInbox.objects.order_by("pk").values_list("event", "state", "fault"))


def test_a_message_is_stored_before_it_is_understood(counter):
    body = event()
    assert counter.post(body, signed(body)) == 200
    row = StripeInbox.objects.get()
    assert (row.event, row.state, row.about, row.tries) == ("evt_1", "new", "charge ch_1", 0)
    assert inbox.words(row) == body.encode()


def test_what_was_said_names_nobody_in_the_database(counter):
    body = event(data={"object": {"object": "charge", "id": "ch_1", "email": "ada@example.org"}})
    counter.post(body, signed(body))
    assert b"ada@example.org" not in bytes(StripeInbox.objects.get().body)


def test_the_words_are_erased_as_soon_as_they_are_understood(counter):
    counter.given()
    assert {bytes(row.body) for row in StripeInbox.objects.filter(state="done")} == {b""}
    assert StripeInbox.objects.filter(state="done").exists()


def test_the_key_of_a_day_is_destroyed_after_thirty(counter):
    body = event(type="source.expired")
    counter.post(body, signed(body))
    inbox.forget_words(at=timezone.now() + timedelta(days=29))
    assert bytes(StripeInbox.objects.get().body)
    inbox.forget_words(at=timezone.now() + timedelta(days=32))
    keys = Secret.objects.filter(pk__startswith=inbox.SALT)
    assert (bytes(StripeInbox.objects.get().body), keys.count()) == (b"", 0)


@pytest.mark.parametrize(
    "header",
    [
        lambda body: "",
        lambda body: "t=1,v1=0",
        lambda body: "nonsense",
        lambda body: signed(body, secret="whsec_of_somebody_else"),
        lambda body: signed(body + " "),
        lambda body: signed(body, ago=timedelta(minutes=6)),
        lambda body: signed(body, ago=timedelta(minutes=-6)),
        lambda body: signed(body).replace("t=", "t=9"),
        lambda body: f"{signed(body, ago=timedelta(hours=1))},t={int(timezone.now().timestamp())}",
        lambda body: f"t={int(timezone.now().timestamp())},v1=ż",
    ],
    ids=[
        "none",
        "wrong",
        "nonsense",
        "forged",
        "tampered",
        "stale",
        "future",
        "restamped",
        "twice",
        "letters",
    ],
)
def test_what_stripe_has_not_just_signed_is_refused_and_not_stored(counter, header):
    body = event()
    assert (counter.post(body, header(body)), stored()) == (400, [])


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe",
        b"",
        b"{}",
        b"[]",
        b"not json",
        b'{"id": "evt_1", "data": 5}',
        b'{"data": {"object": null}}',
    ],
    ids=str,
)
def test_signed_nonsense_is_refused(counter, body):
    header = signed(body.decode("utf-8", "replace"))
    assert (counter.post(body, header), stored()) == (400, [])


def test_while_a_secret_is_changed_both_are_good(counter, settings):
    settings.STRIPE_WEBHOOK_SECRETS = [NEWER, SECRET]
    bodies = event(id="evt_1"), event(id="evt_2")
    answers = [
        counter.post(bodies[0], signed(bodies[0])),
        counter.post(bodies[1], signed(bodies[1], secret=NEWER)),
    ]
    assert (answers, len(stored())) == ([200, 200], 2)


def test_a_message_that_comes_again_is_one_row(counter):
    body = event()
    assert [counter.post(body, signed(body)) for _again in range(3)] == [200, 200, 200]
    assert stored() == [("evt_1", "new", "")]


def test_a_done_message_stays_done_when_it_comes_again_and_a_failed_one_is_tried_anew(counter):
    body = event()
    counter.post(body, signed(body))
    states = []
    for before in ("done", "failed"):
        StripeInbox.objects.update(state=before, body=b"", next_try_at=None)
        counter.post(body, signed(body))
        states.append(StripeInbox.objects.get().state)
    assert states == ["done", "new"]


def test_a_failed_message_that_comes_again_on_another_day_can_still_be_read(counter):
    body = event()
    counter.post(body, signed(body))
    before = timezone.now() - timedelta(days=2)
    StripeInbox.objects.update(
        state="failed", next_try_at=None, received_at=before, body=inbox._locked(b"{}", "evt_1", at=before)
    )
    counter.post(body, signed(body))
    assert inbox.words(StripeInbox.objects.get()) == body.encode()


def test_a_try_that_is_put_off_keeps_no_newer_message_waiting(counter):
    def next_job():
        """In a test the database's own clock stands still."""
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE scheduled_at < clock_timestamp()"
            )
            cursor.execute("SELECT args->>'about' FROM procrastinate_fetch_job_v2(ARRAY['gifts'], NULL)")
            return cursor.fetchone()[0]

    first, second = event(id="evt_1"), event(id="evt_2")
    counter.post(first, signed(first))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded'")
    counter.misbehave(what="refuse", times=50, method="GET")
    counter.work()
    put_off = next_job()
    counter.post(second, signed(second))
    assert (put_off, next_job()) == (None, "charge ch_1")


def test_a_kind_we_do_not_know_is_stored_and_left_alone(counter):
    body = event(type="climate.order.delivered")
    assert (counter.post(body, signed(body)), stored()) == (200, [("evt_1", "ignored", "unknown")])


def test_real_money_in_a_test_is_stored_ignored_and_told(counter):
    body = event(livemode=True)
    assert (counter.post(body, signed(body)), stored()) == (200, [("evt_1", "ignored", "livemode")])
    assert Discrepancy.objects.get().what == "livemode"


def test_a_message_in_another_version_is_understood_all_the_same_and_noticed(counter, caplog):
    first = counter.given()
    quiet = "in another version" not in caplog.text
    counter.misbehave(what="version", times=99)
    gift = counter.given()
    assert (first.state, gift.state, quiet) == ("received", "received", True)
    assert StripeInbox.objects.filter(api_version="2020-08-27").exists()
    assert f"in another version than {gateway.API_VERSION}" in caplog.text


def test_what_can_not_be_stored_is_asked_for_again(counter, monkeypatch):
    def broken(*args, **more):
        raise DatabaseError

    monkeypatch.setattr(StripeInbox.objects, "get_or_create", broken)
    body = event()
    assert counter.post(body, signed(body)) == 503


def test_before_a_key_is_set_stripe_is_asked_to_come_again(client, settings):
    settings.STRIPE_SECRET_KEY = ""
    assert client.post("/stripe/webhook/", "{}", content_type="application/json").status_code == 503


def test_the_door_is_for_posting_only(counter):
    assert counter.client.get("/stripe/webhook/").status_code == 405


def test_stripe_that_does_not_answer_delays_and_loses_nothing(counter):
    gift = counter.given(tell=False)
    counter.misbehave(what="refuse", times=50, method="GET")
    counter.deliver()
    counter.work()
    waiting = StripeInbox.objects.filter(state="new")
    assert (waiting.exists(), lines()) == (True, [])
    assert {row.trouble for row in waiting} == {"Broken"}
    counter.behave()
    counter.later(minutes=5)
    counter.work()
    gift.refresh_from_db()
    assert (gift.state, letters()) == ("received", ["gift_received"])


def test_what_is_not_there_at_all_needs_a_person(counter):
    body = event()
    counter.post(body, signed(body))
    counter.work()
    assert (stored(), Discrepancy.objects.get().what) == ([("evt_1", "failed", "")], "unreadable")


def test_whoever_dies_while_looking_leaves_it_to_the_next(counter):
    gift = counter.given(tell=False)
    counter.deliver()
    row = StripeInbox.objects.filter(type="checkout.session.completed").get()
    inbox._taken(row.about, at=counter.now)
    assert inbox.work(row.about, at=counter.now) == 0
    assert inbox.work(row.about, at=counter.now + inbox.TAKEN_FOR) == 1
    gift.refresh_from_db()
    assert gift.state == "received"


def test_messages_that_lost_their_job_are_picked_up(counter):
    from procrastinate.contrib.django.models import ProcrastinateJob

    body = event()
    counter.post(body, signed(body))
    with_job = ProcrastinateJob.objects.filter(task_name="look_at_stripe").count()
    assert (with_job, inbox.pick_up(at=timezone.now() + timedelta(minutes=2))) == (1, 1)


def test_pauses_grow_to_two_hours():
    assert [inbox.pause(tries).total_seconds() for tries in (1, 2, 3, 20)] == [20, 40, 80, 7200]


def test_ids_that_hold_spaces_are_no_subjects(counter):
    body = event(data={"object": {"object": "charge", "id": "ch_1 ch_2"}})
    counter.post(body, signed(body))
    assert not re.search("ch_2", StripeInbox.objects.get().about)
