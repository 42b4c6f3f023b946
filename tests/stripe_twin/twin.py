"""The twin itself: its clock, its documents, its events. What it does with them stands beside it."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import stripe

from tests.stripe_twin import shapes
from tests.stripe_twin.refusals import no_such
from tests.stripe_twin.store import Document, Store

NAMES = {
    "checkout.session": "checkout.session",
    "line_item": "line item",
    "radar.early_fraud_warning": "early fraud warning",
}


class Twin:
    """Call everything within `transaction()`."""

    def __init__(self, *, address: str, key: str = "sk_test_twin", file: Path | None = None) -> None:
        self.address = address
        self.key = key
        self.store = Store(file)
        self.transaction = self.store.transaction
        self._moment: int | None = None
        self._request: dict[str, str | None] | None = None

    # --- Time -------------------------------------------------------------------------------------
    def now(self) -> int:
        """Seconds since 1970 by the twin's own clock, which can be moved and stopped."""
        if self._moment is not None:
            return self._moment
        stopped = self.store.setting("stopped")
        return int(stopped if stopped is not None else self.real_now() + self.store.setting("ahead", 0))

    @staticmethod
    def real_now() -> int:
        return int(time.time())

    @contextmanager
    def moment(self, at: int) -> Iterator[None]:
        """What happens within happened then."""
        before, self._moment = self._moment, at
        try:
            yield
        finally:
            self._moment = before

    def later(self, verb: str, subject: str, *, at: int) -> None:
        """`clockwork` knows the verbs. The same for the same subject is only put off or brought forward."""
        self.store.write(
            "INSERT INTO timers (due, verb, subject) VALUES (?, ?, ?)"
            " ON CONFLICT (verb, subject) DO UPDATE SET due = excluded.due",
            at,
            verb,
            subject,
        )

    def never(self, verb: str, subject: str) -> None:
        self.store.write("DELETE FROM timers WHERE verb = ? AND subject = ?", verb, subject)

    def waits(self, verb: str, subject: str) -> bool:
        return bool(self.store.rows("SELECT 1 FROM timers WHERE verb = ? AND subject = ?", verb, subject))

    # --- Documents --------------------------------------------------------------------------------
    def new(self, kind: str, **given: Any) -> Document:
        known = shapes.fields(kind)[0] | shapes.fields(kind)[1]
        usual: dict[str, Any] = {"id": shapes.new_id(kind)}
        if "created" in known:
            usual["created"] = self.now()
        if "livemode" in known:
            usual["livemode"] = False
        document = shapes.blank(kind, **(usual | given))
        self.store.put(document)
        return document

    def save(self, document: Document, **changed: Any) -> Document:
        document.update(changed)
        self.store.put(document)
        return document

    def get(self, kind: str, id: str | None) -> Document:  # noqa: A002 - as Stripe calls it
        found = self.store.find(id) if id else None
        if found is None or found["object"] != kind:
            raise no_such(NAMES.get(kind, kind), id or "")
        return found

    def every(self, kind: str, **fields: Any) -> list[Document]:
        return self.store.every(kind, **fields)

    def shown(self, value: Any) -> Any:
        """A copy, as the outside sees it."""
        return shapes.public(value, self.address)

    # --- Events -----------------------------------------------------------------------------------
    @contextmanager
    def asked(self, *, request_id: str, key: str | None) -> Iterator[None]:
        """Events that happen within name the request that caused them."""
        self._request = {"id": request_id, "idempotency_key": key}
        try:
            yield
        finally:
            self._request = None

    def tell(self, type: str, document: Document, *, before: dict[str, Any] | None = None) -> Document:  # noqa: A002
        """Record what has happened, for the endpoints that want to know. `before`: what was changed."""
        data: dict[str, Any] = {"object": self.shown(document)}
        if before is not None:
            data["previous_attributes"] = before
        endpoints = [each for each in self.every("webhook_endpoint", status="enabled") if _wants(each, type)]
        event = self.new(
            "event",
            api_version=stripe.api_version,
            data=data,
            pending_webhooks=len(endpoints),
            request=self._request or {"id": None, "idempotency_key": None},
            type=type,
        )
        for endpoint in endpoints:
            self.send(event["id"], endpoint["id"], due=self.now())
        return event

    def send(self, event: str, endpoint: str, *, due: int, attempt: int = 1, rank: float = 0) -> None:
        self.store.write(
            "INSERT INTO deliveries (event, endpoint, attempt, due, rank, state, tricks)"
            " VALUES (?, ?, ?, ?, ?, 'waiting', '{}')",
            event,
            endpoint,
            attempt,
            due,
            rank,
        )


def request_id() -> str:
    return f"req_{secrets.token_hex(7)}"


def _wants(endpoint: Document, type: str) -> bool:  # noqa: A002
    return bool({"*", type} & set(endpoint["enabled_events"]))
