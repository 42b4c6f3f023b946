"""The books: lines are entered here, once, and nowhere else. Whatever is told of sums is a sum of them.

The same thing entered twice is one line. A line that is there with another amount is not mended; it is found.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.db.models import CharField, F, Func, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from donations import discrepancies, standing
from donations.models import Campaign, Fund, Gift, LedgerEntry, Settlement
from donations.money import CURRENCIES
from donations.remote import Txn

Kind = LedgerEntry.Kind
CORRECTED = Func(
    F("remote_id"), Value(" [0-9]+$"), Value(""), function="regexp_replace", output_field=CharField()
)
"""The number of the line that an adjustment puts right: it has one of its own behind it."""
GIFTS = r"""
SELECT campaign_id, count(*) FROM (
    SELECT campaign_id FROM donations_ledgerentry WHERE campaign_id = ANY(%s)
    GROUP BY campaign_id, gift_id, CASE
        WHEN gift_id IS NOT NULL THEN '' WHEN kind = 'adjustment' THEN regexp_replace(remote_id, ' \d+$', '')
        ELSE remote_id END
    HAVING sum(amount_minor) > 0
) AS gifts GROUP BY campaign_id
"""


def enter(
    kind: LedgerEntry.Kind,
    remote_id: str,
    *,
    gift: Gift | None,
    amount: int,
    currency: str,
    occurred_at: datetime,
    at: datetime,
    purpose: Fund | Campaign | None = None,
) -> bool:
    """Whether it is new. `amount` is as it stands in the books: what goes is below nothing. `purpose`, where
    there is no gift that has one."""
    fund_id, campaign_id = _purpose(gift, purpose)
    entry, new = LedgerEntry.objects.get_or_create(
        kind=kind,
        remote_id=remote_id,
        defaults={
            "gift": gift,
            "fund_id": fund_id,
            "campaign_id": campaign_id,
            "amount_minor": amount,
            "currency": currency,
            "occurred_at": occurred_at,
            "entered_at": at,
        },
    )
    if (entry.amount_minor, entry.currency) != (amount, currency):
        discrepancies.find(
            discrepancies.What.LEDGER_DIFFERS,
            remote_id,
            gift=gift,
            ours=entry.amount_minor,
            theirs=amount,
            currency=currency,
            at=at,
        )
    if new and currency not in CURRENCIES:
        what = discrepancies.What.UNKNOWN_CURRENCY
        discrepancies.find(what, remote_id, gift=gift, theirs=amount, currency=currency, at=at)
    return new


def _purpose(gift: Gift | None, purpose: Fund | Campaign | None) -> tuple[int | None, int | None]:
    if gift is not None:
        return gift.fund_id, gift.campaign_id
    if isinstance(purpose, Campaign):
        return None, purpose.pk
    return purpose.pk if purpose else None, None


def _lines_of(txn: Txn) -> "QuerySet[LedgerEntry]":
    """What the same thing took from us and gave back to us are two lines with one number."""
    kinds = LedgerEntry.WENT if txn.gross < 0 else LedgerEntry.CAME
    return LedgerEntry.objects.filter(remote_id=txn.source, kind__in=kinds)


def has_line(txn: Txn) -> bool:
    return _lines_of(txn).exists()


def settle(txn: Txn) -> Settlement:
    """What became of a line in our account. One that is about no line is kept all the same."""
    entry = _lines_of(txn).first() if txn.source else None
    settlement, _new = Settlement.objects.get_or_create(
        txn=txn.id,
        defaults={
            "kind": txn.kind,
            "entry": entry,
            "gross_minor": txn.gross,
            "fee_minor": txn.fee,
            "net_minor": txn.net,
            "currency": txn.currency,
            "occurred_at": txn.created_at,
        },
    )
    return settlement


def sums_of(gift: Gift) -> standing.Sums:
    return standing.sums(gift.entries.values_list("kind", "amount_minor"))


def totals(campaign: Campaign | None = None) -> dict[str, int]:
    """By currency, in the smallest unit: all there is, or what was given for a campaign."""
    lines = LedgerEntry.objects.order_by()
    if campaign is not None:
        lines = lines.filter(campaign=campaign)
    return dict(lines.values_list("currency").annotate(Sum("amount_minor")))


def raised(campaign: Campaign) -> int:
    """In the campaign's own currency, see `raised_for`."""
    return raised_by([campaign])[campaign.pk]


def raised_by(campaigns: Iterable[Campaign]) -> dict[int, int]:
    """By campaign, in its own currency, in one question for all of them."""
    rows = Campaign.objects.filter(pk__in=[campaign.pk for campaign in campaigns]).order_by()
    return dict(rows.values_list("pk", raised_for("pk")))


def raised_for(campaign: str) -> CombinedExpression:
    """For a question about rows that name a campaign in that field: what came in its own currency, and what
    other currencies became in our account. No rate is ever made up, so these count from the moment they are
    settled."""
    own = LedgerEntry.objects.filter(campaign=OuterRef(campaign), currency=F("campaign__currency"))
    others = Settlement.objects.filter(
        entry__campaign=OuterRef(campaign), currency=F("entry__campaign__currency")
    ).exclude(entry__currency=F("currency"))
    came = own.order_by().values("campaign").values_list(Sum("amount_minor"))
    became = others.order_by().values("entry__campaign").values_list(Sum("gross_minor"))
    return Coalesce(Subquery(came), 0) + Coalesce(Subquery(became), 0)


def gifts_by(campaigns: Iterable[Campaign]) -> dict[int, int]:
    """How many gifts have come for each, and were not given back wholly. What was put right of a transfer is
    a part of that transfer."""
    numbers = {campaign.pk: 0 for campaign in campaigns}
    with connection.cursor() as cursor:
        cursor.execute(GIFTS, [list(numbers)])
        return numbers | dict(cursor.fetchall())
