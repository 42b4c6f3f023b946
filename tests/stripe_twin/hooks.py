"""Endpoints, and what is sent to them: signed, tried again for three days, and disturbed on command."""

import http.client
import json
import random
import re
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from sqlite3 import Row
from typing import Any
from urllib.parse import urlsplit

import stripe

from tests.stripe_twin import catalogue, clockwork, moods
from tests.stripe_twin.refusals import Refused
from tests.stripe_twin.store import Document
from tests.stripe_twin.twin import Twin

PATIENCE = 20.0
DAY = 86_400
GIVEN_UP_AFTER = 9 * DAY
NUMBERS = re.compile(r'("(?:amount\w*|created)"): (?=\d)')
PAUSES = (
    10,
    60,
    300,
    1800,
    7200,
    18_000,
    36_000,
    43_200,
    43_200,
    43_200,
    43_200,
)  # seconds: three days in all
STAMPS = {"future": DAY, "stale": -3600}
delivering = threading.Lock()


# --- Endpoints ------------------------------------------------------------------------------------
def create_endpoint(twin: Twin, sent: dict[str, Any], *, secret: str | None = None) -> Document:
    """The secret is shown in this one answer only."""
    _check_url(sent["url"])
    endpoint = twin.new(
        "webhook_endpoint",
        api_version=sent.get("api_version"),
        description=sent.get("description"),
        enabled_events=sent["enabled_events"],
        metadata=sent.get("metadata") or {},
        status="enabled",
        url=sent["url"],
        _secret=secret or f"whsec_{secrets.token_hex(16)}",
    )
    return endpoint | {"secret": endpoint["_secret"]}


def _check_url(url: str) -> None:
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise Refused("Invalid URL", code="url_invalid", param="url")


def change_endpoint(twin: Twin, endpoint: Document, sent: dict[str, Any]) -> Document:
    if "url" in sent:
        _check_url(sent["url"])
    if "disabled" in sent:
        endpoint["status"] = "disabled" if sent["disabled"] else "enabled"
    for name in ("url", "enabled_events", "description"):
        if name in sent:
            endpoint[name] = sent[name]
    catalogue.with_metadata(endpoint, sent)
    return twin.save(endpoint)


def delete_endpoint(twin: Twin, endpoint: Document) -> Document:
    twin.save(endpoint, status="deleted", object="deleted.webhook_endpoint")
    twin.store.write("UPDATE documents SET kind = 'gone' WHERE id = ?", endpoint["id"])
    twin.store.write(
        "UPDATE deliveries SET state = 'failed' WHERE endpoint = ? AND state = 'waiting'", endpoint["id"]
    )
    return {"id": endpoint["id"], "object": "webhook_endpoint", "deleted": True}


# --- Sending --------------------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class Parcel:
    """One attempt to deliver one event."""

    delivery: int | None
    url: str
    body: str
    signature: str


Answered = tuple[int | None, str]  # the status and the first words, or None and why there is no answer


def deliver_due(twin: Twin, post: Callable[[Parcel], Answered] | None = None) -> list[dict[str, Any]]:
    """Send all that is due, one after the other; gives what came of each. The site may ask back meanwhile.

    `post` is how: over the wire, unless a test carries them to the site itself.
    """
    told: list[dict[str, Any]] = []
    with delivering:
        while parcels := _due(twin):
            told += [hand_over(twin, parcel, post or send) for parcel in parcels]
    return told


def _due(twin: Twin) -> list[Parcel]:
    """The next ones. Some that are due may turn out to be sent later, so there may be others after them."""
    sql = "SELECT * FROM deliveries WHERE state = 'waiting' AND due <= ? ORDER BY due, rank, number LIMIT 50"
    with twin.transaction():
        clockwork.catch_up(twin)
        while rows := twin.store.rows(sql, twin.now()):
            if parcels := [sent for row in rows for sent in _prepare(twin, row)]:
                return parcels
    return []


def _prepare(twin: Twin, row: Row) -> list[Parcel]:
    event, endpoint = twin.store.find(row["event"]), twin.store.find(row["endpoint"])
    if event is None or endpoint is None or endpoint.get("status") != "enabled":
        _mark(twin, row["number"], "failed")
        return []
    tricks = json.loads(row["tricks"])
    found = None if tricks.get("played") else moods.take(twin, moods.OF_MESSAGES, event["type"])
    if found is None:
        return [parcel(twin, row["number"], event, endpoint)]
    mood, left = found
    _note(twin, row["number"], {"played": mood.what})
    return _disturbed(twin, row, event, endpoint, mood, left)


def _disturbed(
    twin: Twin, row: Row, event: Document, endpoint: Document, mood: moods.Mood, left: int
) -> list[Parcel]:
    if mood.what == "drop":
        _mark(twin, row["number"], "dropped")
        return []
    if mood.what == "delay":
        twin.store.write(
            "UPDATE deliveries SET due = ? WHERE number = ?",
            twin.now() + int(mood.seconds or DAY),
            row["number"],
        )
        return []
    if mood.what == "reorder":
        _mark(twin, row["number"], "held")
        if not left:
            _shuffle(twin, mood.seed)
        return []
    if mood.what == "forge":
        forged = parcel(twin, None, event, endpoint | {"_secret": "whsec_of_somebody_else"})
        return [forged, parcel(twin, row["number"], event, endpoint)]
    sent = parcel(twin, row["number"], event, endpoint, mood.what)
    return [sent] * (1 + mood.copies) if mood.what == "duplicate" else [sent]


def _shuffle(twin: Twin, seed: int) -> None:
    held = [row["number"] for row in twin.store.rows("SELECT number FROM deliveries WHERE state = 'held'")]
    shuffled = held[:]
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - no secret
    if shuffled == held:
        shuffled.reverse()
    for rank, number in enumerate(shuffled):
        sql = "UPDATE deliveries SET state = 'waiting', due = ?, rank = ? WHERE number = ?"
        twin.store.write(sql, twin.now(), rank, number)


def parcel(twin: Twin, number: int | None, event: Document, endpoint: Document, trick: str = "") -> Parcel:
    """Stamped by the real clock, as whoever reads it has no other, unless `own_stamps` was commanded."""
    shown = twin.shown(event)
    if trick == "livemode":
        shown["livemode"] = True
    if trick == "version":
        shown["api_version"] = "2020-08-27"
    body = json.dumps(shown, indent=2, ensure_ascii=False)
    now = twin.now() if twin.store.setting("own_stamps") else twin.real_now()
    stamp = now + STAMPS.get(trick, 0)
    header = stripe.WebhookSignature.generate_signature_header(body, endpoint["_secret"], stamp)
    if endpoint.get("_old_secret"):
        old = stripe.WebhookSignature.generate_signature_header(body, endpoint["_old_secret"], stamp)
        header += f",{old.split(',')[1]}"
    if trick == "tamper":
        body = NUMBERS.sub(r"\1: 1", body)
    return Parcel(delivery=number, url=endpoint["url"], body=body, signature=header)


def hand_over(twin: Twin, parcel: Parcel, post: Callable[[Parcel], Answered]) -> dict[str, Any]:
    status, words = post(parcel)
    event = json.loads(parcel.body)
    with twin.transaction():
        if parcel.delivery is not None:
            _record(twin, parcel.delivery, status, words)
    told = {"event": event["id"], "type": event["type"], "status": status, "words": words}
    return told | {"forged": parcel.delivery is None}


def send(parcel: Parcel) -> Answered:
    where = urlsplit(parcel.url)
    maker = http.client.HTTPSConnection if where.scheme == "https" else http.client.HTTPConnection
    connection = maker(where.hostname or "", where.port, timeout=PATIENCE)
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Stripe-Signature": parcel.signature,
        "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
    }
    try:
        path = where.path + (f"?{where.query}" if where.query else "")
        connection.request("POST", path or "/", body=parcel.body.encode(), headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read(500).decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return None, f"{type(error).__name__}: {error}"
    finally:
        connection.close()


def _record(twin: Twin, number: int, status: int | None, words: str) -> None:
    (row,) = twin.store.rows("SELECT * FROM deliveries WHERE number = ?", number)
    answer = json.dumps({"status": status, "words": words[:200]})
    if row["state"] == "delivered":  # a copy of it was taken before
        return
    taken = status is not None and 200 <= status < 300
    _trust(twin, row["endpoint"], taken=taken)
    if taken:
        twin.store.write(
            "UPDATE deliveries SET state = 'delivered', answer = ? WHERE number = ?", answer, number
        )
        _count_down(twin, row["event"])
        return
    attempt = row["attempt"]
    if attempt > len(PAUSES):
        twin.store.write(
            "UPDATE deliveries SET state = 'failed', answer = ? WHERE number = ?", answer, number
        )
        return
    twin.store.write(
        "UPDATE deliveries SET attempt = ?, due = ?, answer = ? WHERE number = ?",
        attempt + 1,
        twin.now() + PAUSES[attempt - 1],
        answer,
        number,
    )


def _trust(twin: Twin, endpoint_id: str, *, taken: bool) -> None:
    """Stripe stops sending to an endpoint that has taken nothing for days."""
    endpoint = twin.store.find(endpoint_id)
    if endpoint is None or endpoint.get("status") != "enabled":
        return
    since = None if taken else endpoint.get("_failing_since") or twin.now()
    if since is not None and twin.now() - since >= GIVEN_UP_AFTER:
        endpoint["status"] = "disabled"
    twin.save(endpoint, _failing_since=since)


def _count_down(twin: Twin, event_id: str) -> None:
    event = twin.store.find(event_id)
    if event is not None:
        twin.save(event, pending_webhooks=max(0, event["pending_webhooks"] - 1))


def _mark(twin: Twin, number: int, state: str) -> None:
    twin.store.write("UPDATE deliveries SET state = ? WHERE number = ?", state, number)


def _note(twin: Twin, number: int, tricks: dict[str, Any]) -> None:
    twin.store.write("UPDATE deliveries SET tricks = ? WHERE number = ?", json.dumps(tricks), number)


def deliveries(twin: Twin) -> list[dict[str, Any]]:
    return [dict(row) for row in twin.store.rows("SELECT * FROM deliveries ORDER BY number")]


def all_heard(twin: Twin) -> None:
    """Whoever was meant has learned of everything in another way: nothing is sent any more."""
    twin.store.write("UPDATE deliveries SET state = 'delivered' WHERE state IN ('waiting', 'held')")


def again(twin: Twin, event_id: str) -> None:
    """As “Resend” in Stripe's dashboard: once more to every endpoint, whatever came of it before."""
    for endpoint in twin.every("webhook_endpoint", status="enabled"):
        twin.send(event_id, endpoint["id"], due=twin.now())
