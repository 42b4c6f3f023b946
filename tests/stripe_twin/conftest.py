import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
import stripe

from tests.stripe_twin import hooks
from tests.stripe_twin.running import KEY, SECRET, Commander
from tests.stripe_twin.server import Server
from tests.stripe_twin.twin import Twin

NOON = 1_790_000_000  # in September 2026


@dataclass(frozen=True, kw_only=True)
class Counter(Commander):
    """A twin in this process whose clock stands still, with Stripe's own library before it."""

    twin: Twin

    @cached_property
    def v1(self) -> Any:
        return self.client().v1

    @property
    def now(self) -> int:
        with self.twin.transaction():
            return self.twin.now()

    def order(self, **other: Any) -> dict[str, Any]:
        """What the site asks for when somebody gives."""
        monthly = other.get("mode") == "subscription"
        price: dict[str, Any] = {
            "currency": other.pop("currency", "pln"),
            "unit_amount": other.pop("amount", 5000),
            "product_data": {"name": "Where it is needed most"},
        }
        if monthly:
            price["recurring"] = {"interval": "month"}
        usual = {
            "mode": "payment",
            "line_items": [{"price_data": price, "quantity": 1}],
            "success_url": "http://localhost:8000/pl/dziekujemy/?s={CHECKOUT_SESSION_ID}",
            "cancel_url": "http://localhost:8000/pl/wesprzyj/",
            "submit_type": "donate",
            "locale": "pl",
        }
        return usual | other

    def opened(self, **other: Any) -> Any:
        return self.v1.checkout.sessions.create(self.order(**other))

    def paid(self, **other: Any) -> dict[str, Any]:
        """A finished session; `method`, `number` and `yes` are the payer's."""
        payer = {name: other.pop(name) for name in ("method", "number", "yes") if name in other}
        done: dict[str, Any] = self.pay(session=self.opened(**other).id, **payer)
        return done

    def charge(self, session: dict[str, Any]) -> Any:
        intent = self.v1.payment_intents.retrieve(session["payment_intent"], {"expand": ["latest_charge"]})
        return intent.latest_charge

    def told(self, *types: str) -> list[str]:
        """The kinds of events, the oldest first."""
        found = [each.type for each in self.v1.events.list({"limit": 100}).auto_paging_iter()][::-1]
        return [each for each in found if not types or each in types]


@pytest.fixture
def counter() -> Iterator[Counter]:
    twin = Twin(address="", key=KEY)
    server = Server(0, twin)
    twin.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    made = Counter(port=server.server_port, twin=twin)
    made.clock(to=NOON, stop=True)
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class Site:
    """It takes in what is signed, as the real one should; `answers` come first, and then 200 for ever."""

    answers: list[int] = field(default_factory=list)
    taken: list[Any] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    address: str = ""

    def take(self, body: bytes, signature: str) -> int:
        try:
            stripe.WebhookSignature.verify_header(body, signature, SECRET, 300)
        except stripe.SignatureVerificationError as error:
            self.refused.append(str(error))
            return 400
        self.taken.append(json.loads(body) | {"_signature": signature})
        return self.answers.pop(0) if self.answers else 200

    def kinds(self) -> list[str]:
        return [each["type"] for each in self.taken]


@pytest.fixture
def site(counter: Counter) -> Iterator[Site]:
    site = Site()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(site.take(body, self.headers["Stripe-Signature"]))
            self.end_headers()

        def log_message(self, format: str, *words: Any) -> None:  # noqa: A002 - the name is the library's
            pass

    server = HTTPServer(("127.0.0.1", 0), Door)
    site.address = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    with counter.twin.transaction():
        hooks.create_endpoint(counter.twin, {"url": site.address, "enabled_events": ["*"]}, secret=SECRET)
    yield site
    server.shutdown()
    server.server_close()
    thread.join()
