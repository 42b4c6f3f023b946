"""Gifts between real processes: the site, its worker and Stripe's twin, each of which can be killed."""

import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from donations import gateway, ledger, subjects
from donations.models import Campaign, Gift, LedgerEntry
from launch import payments
from launch.port import free_port
from letters.models import Letter
from tests.faults import running
from tests.faults.running import Processes
from tests.launch.waiting import until
from tests.stripe_twin.running import Commander


@dataclass(frozen=True, kw_only=True)
class Till:
    site: Processes
    twin: payments.Twin
    campaign: Campaign

    @property
    def bank(self) -> Commander:
        return Commander(port=self.twin.port)

    def start_twin(self, *options: str) -> "subprocess.Popen[bytes]":
        process = self.site.start(*self.twin.command, *options)
        assert until(self._answers), self.site.log
        return process

    def _answers(self) -> bool:
        try:
            self.bank.books()
        except OSError:
            return False
        return True

    def parcels(self) -> list[dict[str, Any]]:
        """What Stripe has to tell of by now."""
        told: list[dict[str, Any]] = self.bank.carry(only=list(subjects.HEARD))["parcels"]
        return told

    def pages(self) -> list[str]:
        """At Stripe, and what became of them."""
        since = timezone.now() - timedelta(hours=1)
        return sorted(page.state.value for page in gateway.pages(since=since))

    def agrees(self, *, paid: int, thanks: int) -> bool:
        """Stripe, the ledger and the campaign have so much, and so many gifts are thanked for, each once."""
        told = self.bank.books()
        given = {code: sum_ - told["refunded"].get(code, 0) for code, sum_ in told["paid"].items()}
        thanked = Counter(Letter.objects.filter(name="gift_received").values_list("subject", flat=True))
        received = Gift.objects.filter(received_at__isnull=False).values_list("pk", flat=True)
        return (
            given == ledger.totals() == ledger.totals(self.campaign) == {"pln": paid}
            and thanked == dict.fromkeys(received, 1)
            and len(received) == thanks
        )


@contextmanager
def till(database: str, folder: Path, settings: Any) -> Iterator[Till]:
    """This process looks at the same rows with the same keys, and asks the same twin."""
    from config.settings import dev

    port = free_port()
    twin = payments.Twin(
        port=free_port(), file=folder / "twin.sqlite3", hook=f"http://127.0.0.1:{port}/stripe/webhook/"
    )
    settings.MASTER_KEYS = dev.MASTER_KEYS
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRETS = payments.KEY, [payments.SECRET]
    settings.STRIPE_API_BASE = twin.environment["STRIPE_API_BASE"]
    Letter.objects.all().delete()
    campaign = Campaign.objects.create(
        name="Teachers", goal_minor=17_000_00, opens_at=timezone.now() - timedelta(days=1)
    )
    more = {**twin.environment, "BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": "1"}
    with running.processes(database, folder, **more) as site:
        yield Till(site=site, twin=twin, campaign=campaign)


def lines() -> int:
    return LedgerEntry.objects.count()
