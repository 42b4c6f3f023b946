"""The truth to compare a ledger with: what has come in, gone back and stayed, as the balance has it."""

from collections import defaultdict
from typing import Any

from tests.stripe_twin.twin import Twin


def books(twin: Twin) -> dict[str, Any]:
    """`paid`, `refunded`, `disputed` in the payers' currencies; `fees`, `net`, `paid_out` in ours."""
    sums: dict[str, dict[str, int]] = {
        name: defaultdict(int) for name in ("paid", "refunded", "disputed", "fees", "net", "paid_out")
    }
    for charge in twin.every("charge", status="succeeded"):
        sums["paid"][charge["currency"]] += charge["amount"]
        sums["refunded"][charge["currency"]] += charge["amount_refunded"]
    for dispute in twin.every("dispute"):
        if dispute["status"] != "won":
            sums["disputed"][dispute["currency"]] += dispute["amount"]
    for line in twin.every("balance_transaction"):
        if line["type"] in ("payout", "payout_failure"):
            sums["paid_out"][line["currency"]] -= line["net"]
        else:
            sums["fees"][line["currency"]] += line["fee"]
            sums["net"][line["currency"]] += line["net"]
    return {name: dict(sorted(each.items())) for name, each in sums.items()}
