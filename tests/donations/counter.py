"""The site and Stripe's twin in one test: who gives, what the twin sends, what the worker does with it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.test import Client
from django.utils import timezone

from donations import giving, inbox
from donations.giving import Choice
from donations.methods import Rhythm
from donations.models import Gift, LedgerEntry, StripeInbox
from donations.money import Money
from letters.models import Letter
from privacy.documents import Email
from tests.stripe_twin import control, hooks
from tests.stripe_twin.server import Server
from tests.stripe_twin.twin import Twin

KEY, SECRET = "sk_test_twin", "whsec_twin_of_the_tests"
THANKS, BACK = "http://localhost:8000/thanks/{CHECKOUT_SESSION_ID}", "http://localhost:8000/back/"
ADA = Email("ada@example.org")


class Counter:
    """Time is the twin's: real, unless a test moves it."""

    def __init__(self, twin: Twin) -> None:
        self.twin = twin
        self.client = Client()
        self.address = {
            "STRIPE_SECRET_KEY": KEY,
            "STRIPE_API_BASE": twin.address,
            "STRIPE_WEBHOOK_SECRETS": [SECRET],
        }
        """As settings."""

    def __getattr__(self, command: str) -> Any:
        """What a payer, her bank or bad luck does: `counter.pay(session=…)`."""
        return lambda **told: control.obey(self.twin, command, told)

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(self.twin.now(), tz=UTC)

    def later(self, **much: float) -> datetime:
        control.obey(self.twin, "clock", {"ahead": int(timedelta(**much).total_seconds())})
        return self.now

    def months(self, number: int) -> None:
        """So many payments of monthly gifts fall due and are heard of. No month has more than 31 days, and an
        invoice is a draft for an hour before it is paid."""
        for _month in range(number):
            self.later(days=31, hours=2)
            self.settle_down()

    # --- The donor --------------------------------------------------------------------------------
    def promise(self, form: UUID | None = None, **more: Any) -> Gift:
        return giving.promise(choice(**more), form=form or uuid4(), at=self.now)

    def open(self, gift: Gift) -> str:
        """The number of the payment page she is sent to."""
        giving.open_page(gift.pk, thanks_url=THANKS, back_url=BACK, at=self.now)
        return str(gift.attempts.get(state="open").session)

    def given(self, *, method: str = "card", number: str = "", tell: bool = True, **more: Any) -> Gift:
        """A gift that was paid; `tell`: and the site has heard of it."""
        gift = self.promise(**more)
        self.pay(session=self.open(gift), method=method, **({"number": number} if number else {}))
        if tell:
            self.settle_down()
        gift.refresh_from_db()
        return gift

    # --- The twin's messages, and the worker -------------------------------------------------------
    def deliver(self) -> list[int]:
        """Everything that is due; gives the site's answers."""
        sent = hooks.deliver_due(self.twin, lambda parcel: (self.post(parcel.body, parcel.signature), ""))
        return [each["status"] for each in sent]

    def post(self, body: str | bytes, signature: str) -> int:
        answer = self.client.post(
            "/stripe/webhook/", body, content_type="application/json", headers={"Stripe-Signature": signature}
        )
        return answer.status_code

    def work(self) -> None:
        """Whatever waits in the inbox and is due."""
        due = StripeInbox.objects.filter(state="new", next_try_at__lte=max(self.now, timezone.now()))
        for about in sorted(set(due.values_list("about", flat=True))):
            inbox.work(about, at=max(self.now, timezone.now()))

    def settle_down(self) -> None:
        self.deliver()
        self.work()


def choice(**more: Any) -> Choice:
    chosen: dict[str, Any] = {
        "amount": Money(50_00, "pln"),
        "rhythm": Rhythm.ONCE,
        "language": "be",
        "page_language": "pl",
        "email": ADA,
    }
    return Choice(**chosen | more)


def lines(gift: Gift | None = None) -> list[tuple[str, int, str]]:
    found = LedgerEntry.objects.filter(gift=gift) if gift else LedgerEntry.objects.all()
    return [(row.kind, row.amount_minor, row.currency) for row in found.order_by("pk")]


def letters(*names: str) -> list[str]:
    found = Letter.objects.filter(name__startswith="gift_").order_by("created_at", "name")
    return [letter.name for letter in found if not names or letter.name in names]


@contextmanager
def open_counter() -> Iterator[Counter]:
    """The site asks it once it knows `Counter.address`."""
    twin = Twin(address="", key=KEY)
    with serving(twin):
        endpoint = {"url": f"{settings.BASE_URL}/stripe/webhook/", "enabled_events": ["*"]}
        with twin.transaction():
            hooks.create_endpoint(twin, endpoint, secret=SECRET)
        yield Counter(twin)


@contextmanager
def serving(twin: Twin) -> Iterator[None]:
    server = Server(0, twin)
    twin.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
