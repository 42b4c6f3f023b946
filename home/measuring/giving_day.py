"""The day on which seventeen thousand złoty came, in ten minutes: messages of three thousand gifts, shuffled,
every third twice, reach the site on the real server, while many read the campaign's page; one worker
understands them and hands thanks over.

Whether each message was answered in time, how long after the last one everything stands in the books,
whether Stripe's twin, the ledger and the campaign agree to the grosz, and whether readers got true sums.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from donations import giving, ledger
from donations.demo.payers import Payers
from donations.giving import Choice
from donations.methods import Rhythm
from donations.models import (
    Campaign,
    CampaignIndexPage,
    CampaignPage,
    CheckoutAttempt,
    Gift,
    StripeInbox,
)
from donations.money import Money
from home import tree
from home.measuring import handing_over, readers_of_sums, scratch, serving
from home.measuring.timing import Row
from launch import payments
from launch.port import free_port
from letters.models import Letter
from privacy.documents import Email

TOLD_OF = ["charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"]
"""Of each gift; the endpoint of a site hears of the last alone, others are stored and left."""
TWICE = 3
AMOUNTS = (50_00, 100_00, 20_00, 30_00, 5_00, 215_00, 60_00)
SENDERS = 16
NEVER = 9_999_999_00
LONGEST, SOONEST = 1500.0, 600.0
"""Seconds: of patience with the twin, and in which the last one must be understood."""


def rows(*, gifts: int, seconds: float) -> Iterator[Row]:
    with scratch.databases() as environment, TemporaryDirectory() as folder:
        campaign, path = _campaign(tree.ensure().campaigns)
        with site_and_twin(environment, Path(folder)) as (twin, port):
            yield _promised(twin, campaign, gifts)
            with readers_of_sums.reading(port, path, campaign) as read:
                yield from _told(twin, environment, Path(folder), campaign, seconds=seconds)
            yield read.row()


def _campaign(index: CampaignIndexPage) -> tuple[Campaign, str]:
    """With its page. The goal is a sum that is never reached, so that nobody reads it as one that was."""
    at = timezone.now()
    campaign = Campaign.objects.create(name="Teachers", goal_minor=NEVER, opens_at=at - timedelta(days=1))
    page = CampaignPage(
        campaign=campaign, title="Прыкладны збор", slug="bench", lead="Прыклад.", locale=index.locale,
        live=True, first_published_at=at, last_published_at=at,
    )  # fmt: skip
    index.add_child(instance=page)
    return campaign, page.get_url() or ""


@contextmanager
def site_and_twin(environment: dict[str, str], folder: Path) -> Iterator[tuple[payments.Twin, int]]:
    """The site is led to the twin, and the twin to the site; it sends nothing by itself."""
    twin = payments.Twin(port=free_port(), file=folder / "twin.sqlite3", hook="")
    environment |= twin.environment
    settings.STRIPE_SECRET_KEY = payments.KEY
    settings.STRIPE_API_BASE = twin.environment["STRIPE_API_BASE"]
    with serving.serving(serving.SITE, environment) as port:
        led = replace(twin, hook=f"http://127.0.0.1:{port}/stripe/webhook/")
        with led.answering(environment=environment, directory=settings.ROOT):
            yield led, port


def _promised(twin: payments.Twin, campaign: Campaign, number: int) -> Row:
    """Every second leaves an e-mail."""
    payers, begun = _payers(twin), time.monotonic()
    for place, minor in enumerate(islice(cycle(AMOUNTS), number)):
        email = Email(f"giver{place}@example.org") if place % 2 else None
        chosen = Choice(
            amount=Money(minor, "pln"),
            rhythm=Rhythm.ONCE,
            campaign=campaign,
            language="be",
            page_language="pl",
            email=email,
        )
        at = timezone.now()
        gift = giving.promise(chosen, form=uuid4(), at=at)
        giving.open_page(gift.pk, thanks_url=settings.BASE_URL, back_url=settings.BASE_URL, at=at)
        session = CheckoutAttempt.objects.values_list("session", flat=True).get(gift=gift)
        payers.pay(str(session), method="card", number="4242424242424242")
    took = round(time.monotonic() - begun, 1)
    return {"what": f"{number} gifts promised and paid", "seconds": took}


def _payers(twin: payments.Twin) -> Payers:
    return Payers(twin.environment["STRIPE_API_BASE"], patience=LONGEST)


def _told(
    twin: payments.Twin, environment: dict[str, str], folder: Path, campaign: Campaign, *, seconds: float
) -> Iterator[Row]:
    with (
        handing_over.sink(folder / "taken") as mail,
        handing_over.workers(environment, port=mail, number=1, queues=""),
    ):
        told = _payers(twin).told("replay", seconds=seconds, workers=SENDERS, twice=TWICE, only=TOLD_OF)
        yield {
            "what": f"{told['sent']} messages, answered",
            "seconds": round(seconds),
            "median": told["p50"],
            "p99": told["p99"],
            "most": told["slowest"],
            "errors": told["sent"] - told["statuses"].get("200", 0),
        }
        yield {"what": "… the latest was sent too late by", "seconds": told["behind"]}
        yield _understood()
        yield _agrees(twin, campaign)


def _understood() -> Row:
    begun = time.monotonic()
    while StripeInbox.objects.filter(state=StripeInbox.State.NEW).exists():
        if time.monotonic() - begun > SOONEST:
            break
        time.sleep(0.1)
    return {
        "what": "after the last message, until all is understood",
        "seconds": round(time.monotonic() - begun, 1),
    }


def _agrees(twin: payments.Twin, campaign: Campaign) -> Row:
    """In grosze. Wrong are sums unlike Stripe's, and that gifts are thanked for twice or not at all."""
    stripe = _payers(twin).told("books")["paid"]["pln"]
    books, shown = ledger.totals()["pln"], ledger.raised(campaign)
    thanked = Letter.objects.filter(name="gift_received").values_list("subject", flat=True)
    to_thank = Gift.objects.filter(donor__has_email=True).values_list("pk", flat=True)
    wrong = (books != stripe) + (shown != stripe) + (sorted(thanked) != sorted(to_thank))
    return {"what": f"Stripe {stripe}, ledger {books}, campaign {shown}", "wrong": wrong}
