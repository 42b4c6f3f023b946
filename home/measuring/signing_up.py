"""How many people a second get seats at one hot date, through the form and the server; beside it the same
rows written by pgbench, which is as quick as the database can be. And how soon the next in line is told."""

import re
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlencode
from uuid import uuid4

from django.core import signing
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from events import booking
from events.models import Activity, Booking, Occurrence, Party, Signed
from home import tree
from home.measuring import handing_over, scratch, serving, whats_on
from home.measuring.timing import Row, timed
from launch.postgres import programs
from letters.models import Letter
from privacy import alike, forms, keys
from privacy.documents import Email
from timetable.expansion import moment
from timetable.pattern import Kind
from timetable.rules import Rule

CLIENTS = 16
TOKEN = "a" * 32
SEATS = 30_000
PER_SECOND = re.compile(r"^tps = ([\d.]+)", re.MULTILINE)
MINIMAL = """
\\set n random(1, 1000000000000000)
BEGIN;
INSERT INTO events_party (id, seal_id, sealed, reference, language, reached_by, wants_reminder, created_at,
    last_date, form_key) VALUES (md5((:n)::text)::uuid, gen_random_uuid(), decode(repeat('00', 150), 'hex'),
    substr(md5((:n)::text), 1, 7), 'be', 'email', true, now(), now(), gen_random_uuid());
UPDATE events_occurrence SET taken = taken + 1 WHERE id = {date} AND taken <= capacity - 1
    AND cancelled_at IS NULL AND (least_waiting IS NULL OR least_waiting > capacity - taken);
INSERT INTO events_booking (id, occurrence_id, party_id, seats, state, times_passed, ended_by, created_at,
    contact_hash) VALUES (md5((:n)::text)::uuid, {date}, md5((:n)::text)::uuid, 1, 'confirmed', 0, '', now(),
    decode(md5((:n)::text), 'hex'));
INSERT INTO letters_letter (id, name, subject, cause, state, created_at, tries, next_try_at, trouble) VALUES
    (md5((:n)::text)::uuid, 'seat_booked', md5((:n)::text)::uuid, (:n)::text, 'waiting', now(), 0, now(), '');
INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, status) VALUES
    ('letters', 'send_letter', 0, (:n)::text, (:n)::text, '{{}}', 'todo');
COMMIT;
"""
"""What one who signs up leaves in the main database, her key in the vault not counted."""


def rows(*, seconds: float) -> Iterator[Row]:
    with scratch.databases() as environment, TemporaryDirectory() as folder:
        index = tree.ensure().events
        on = hot_date(at=timezone.now())
        whats_on.told([on.activity], index)
        theirs = by_pgbench(on, Path(folder), environment["DATABASE_URL"], seconds=seconds)
        ours, errors = by_the_form(on, environment, seconds=seconds)
        yield {"what": f"one hot date, {CLIENTS} clients", "bookings/s": ours, "errors": errors,
               "pgbench/s": theirs, "ratio": round(ours / theirs, 3)}  # fmt: skip
        yield from parts(on)
        yield told_next(environment, Path(folder))


def hot_date(*, at: datetime, capacity: int = SEATS) -> Occurrence:
    """A week from now, so that nobody who waits is asked first."""
    local = timezone.localtime(at + timedelta(days=7)).replace(microsecond=0, tzinfo=None)
    rule = Rule(start=local.replace(second=0), kind=Kind.ONCE)
    of = Activity.objects.create(
        name="Hot", kind=Activity.Kind.CRAFT, rule=rule, rule_since=at, minutes=120, languages=["be"]
    )
    return Occurrence.objects.create(
        activity=of, original_day=local.date(), original_time=rule.start.time(),
        start=moment(rule.start), minutes=120, capacity=capacity, changed_at=at,
    )  # fmt: skip


def by_the_form(on: Occurrence, environment: dict[str, str], *, seconds: float) -> tuple[float, int]:
    """A second, and how many were refused: none should be."""
    with override("be"):
        path = reverse("sign_up", args=[on.activity_id])
    with serving.serving(serving.SITE, environment) as port, ThreadPoolExecutor(CLIENTS) as clients:
        until = time.monotonic() + 1.0
        list(clients.map(lambda place: _client(port, path, on, place, until=until), range(CLIENTS)))
        before, begun = Booking.objects.count(), time.monotonic()
        places = range(CLIENTS, 2 * CLIENTS)
        errors = list(clients.map(lambda place: _client(port, path, on, place, begun + seconds), places))
        took = time.monotonic() - begun
    return round((Booking.objects.count() - before) / took, 1), sum(errors)


def _client(port: int, path: str, on: Occurrence, place: int, until: float) -> int:
    """Each sending is another person, from a network and with an address of her own."""
    errors = number = 0
    while time.monotonic() < until:
        number += 1
        errors += (
            _sent(port, path, filled(on), source=f"127.{1 + place}.{number % 250}.{1 + number // 250}") != 302
        )
    return errors


def filled(on: Occurrence) -> dict[str, object]:
    """As from a form that was opened a minute ago."""
    key = uuid4().hex
    stamp = signing.dumps([key, time.time() - 60], salt=forms.SALT)
    return {"dates": [on.pk], "party_of": 1, "name": "Buslik", "contact": f"{key}@example.org",
            "stamp": stamp, "homepage": "", "proof": ""}  # fmt: skip


def _sent(port: int, path: str, typed: dict[str, object], *, source: str) -> int:
    body = urlencode({"csrfmiddlewaretoken": TOKEN, **typed}, doseq=True)
    headers = {"Cookie": f"csrf={TOKEN}", "Content-Type": "application/x-www-form-urlencoded"}
    asked = HTTPConnection("127.0.0.1", port, timeout=60, source_address=(source, 0))
    try:
        asked.request("POST", path, body, headers)
        return asked.getresponse().status
    finally:
        asked.close()


def by_pgbench(on: Occurrence, folder: Path, url: str, *, seconds: float) -> float:
    script = folder / "minimal.sql"
    script.write_text(MINIMAL.format(date=on.pk))
    options = ["-n", "-f", str(script), "-c", str(CLIENTS), "-j", "2", "-T", str(round(seconds))]
    command = [str(programs() / "pgbench"), *options, url]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = PER_SECOND.search(done.stdout)
    return round(float(found[1]), 1) if found else 0.0


def parts(on: Occurrence) -> Iterator[Row]:
    """Of one booking, by itself and with nobody else about: where the time goes."""
    at = timezone.now()
    known = alike.email("somebody@example.org")
    seal = keys.new_seal(known, at=at)
    signed = Signed(name="Buslik", email=Email("somebody@example.org"))

    def sealed() -> None:
        Party(seal_id=seal).signed.seal(signed, at=at)

    def whole() -> None:
        someone = Signed(name="Buslik", email=Email(f"{uuid4().hex}@example.org"))
        booking.book(dates=[on.pk], party_of=1, signed=someone, language="be", form_key=uuid4(), at=at)

    yield {"what": "a key in the vault", **timed(lambda: keys.new_seal(known, at=at), 50)}
    yield {
        "what": "the hash of a contact",
        **timed(lambda: keys.unique_hash(known, scope=booking.scope(on.pk)), 50),
    }
    yield {"what": "words sealed", **timed(sealed, 50)}
    yield {"what": "booked, all of it", **timed(whole, 50)}


def told_next(environment: dict[str, str], folder: Path, *, tries: int = 20) -> Row:
    """From the press of cancel to the moment at which a worker has begun with the next one's letter."""
    Letter.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    with handing_over.sink(folder / "taken") as port, handing_over.workers(environment, port=port):
        _wait_for_a_worker()
        times = [_told_after_a_cancel() for _try in range(tries)]
    return {"what": f"from cancel to the next one's letter, {tries} times",
            "median": round(median(times) * 1000, 1), "most": round(max(times) * 1000, 1)}  # fmt: skip


def _wait_for_a_worker() -> None:
    on = hot_date(at=timezone.now())
    _signed_up(on)
    while Letter.objects.filter(state=Letter.State.WAITING).exists():
        time.sleep(0.05)


def _signed_up(on: Occurrence) -> Booking:
    someone = Signed(name="Buslik", email=Email(f"{uuid4().hex}@example.org"))
    party = booking.book(
        dates=[on.pk], party_of=1, signed=someone, language="be", form_key=uuid4(), at=timezone.now()
    )
    return party.bookings.get()


def _told_after_a_cancel() -> float:
    on = hot_date(at=timezone.now(), capacity=1)
    first, second = _signed_up(on), _signed_up(on)
    begun = time.monotonic()
    booking.cancel(booking_id=first.pk, at=timezone.now())
    cause = f"seat_promoted {second.pk}"
    while not _begun(cause):
        time.sleep(0.005)
    return time.monotonic() - begun


def _begun(cause: str) -> bool:
    query = """
        SELECT EXISTS (SELECT FROM procrastinate_jobs j
            JOIN letters_letter l ON j.args ->> 'letter' = l.id::text
            WHERE l.cause = %s AND j.status <> 'todo')
    """
    with connection.cursor() as cursor:
        cursor.execute(query, [cause])
        return bool(cursor.fetchone()[0])
