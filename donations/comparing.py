"""Campaigns side by side, and gifts by day and rhythm: sums of the books, in a fixed number of questions
however many gifts there are."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Aggregate, BigIntegerField, Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from donations import ledger, purposes
from donations.days import Day
from donations.methods import Rhythm
from donations.models import Campaign, Gift, LedgerEntry, MonthlyGift
from timetable.expansion import DAY, WARSAW

Kind = LedgerEntry.Kind
GIVEN = (Kind.CHARGE, Kind.BANK, Kind.CASH)
"""What people have given, before anything went back."""
SUMMED = (*GIVEN, Kind.ADJUSTMENT)
"""In a sum of it a slip of the pen counts as it was put right."""
OF_WARSAW = TruncDate("occurred_at", tzinfo=WARSAW)


class Middle(Aggregate):
    """The amount that as many are below as above. One of those that were given: nothing is halved."""

    function = "PERCENTILE_DISC"
    name = "middle"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = BigIntegerField()


@dataclass(frozen=True, kw_only=True)
class Compared:
    campaign: Campaign
    raised: int
    """In its own currency, as `ledger.raised` has it."""
    elsewhere: dict[str, int]
    """In other currencies, as it stands in the books."""
    gifts: int
    """Of which something is left, as readers see it."""
    monthly: int
    """How many of them came by a monthly gift."""
    middle: int | None
    best_day: date | None
    best: int
    is_open: bool

    @property
    def percent(self) -> int:
        """Of the goal; never less than nothing."""
        return max(0, self.raised * 100 // self.campaign.goal_minor)


def campaigns(*, at: datetime) -> list[Compared]:
    """The newest first."""
    rows = list(Campaign.objects.select_related("fund"))
    raised, gifts = ledger.raised_by(rows), ledger.gifts_by(rows)
    sums, counted, best = _sums(), _counted(), _best_days()
    return [
        Compared(
            campaign=row,
            raised=raised[row.pk],
            elsewhere={
                code: total for code, total in sorted(sums[row.pk].items()) if code != row.currency and total
            },
            gifts=gifts[row.pk],
            monthly=counted.get(row.pk, {}).get("monthly", 0),
            middle=counted.get(row.pk, {}).get("middle"),
            best=best[row.pk][0] if row.pk in best else 0,
            best_day=best[row.pk][1] if row.pk in best else None,
            is_open=purposes.is_open(row, at=at),
        )
        for row in rows
    ]


def _of_campaigns() -> "QuerySet[LedgerEntry]":
    return LedgerEntry.objects.filter(campaign__isnull=False).order_by()


def _sums() -> dict[int, dict[str, int]]:
    """By campaign and currency, as they stand in the books."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for campaign, currency, total in (
        _of_campaigns().values_list("campaign", "currency").annotate(Sum("amount_minor"))
    ):
        found[campaign][currency] = total
    return found


def _counted() -> dict[int, dict[str, Any]]:
    own = Q(currency=F("campaign__currency"))
    rows = _of_campaigns().filter(kind__in=GIVEN).values("campaign")
    kept = ~Q(gift__state=Gift.State.REFUNDED)
    told = rows.annotate(
        monthly=Count("pk", filter=kept & Q(gift__rhythm=Rhythm.MONTHLY)),
        middle=Middle("amount_minor", filter=own),
    )
    return {row["campaign"]: {**row} for row in told}


def _best_days() -> dict[int, tuple[int, date]]:
    own = _of_campaigns().filter(kind__in=SUMMED, currency=F("campaign__currency"))
    best: dict[int, tuple[int, date]] = {}
    for campaign, day, total in own.values_list("campaign", OF_WARSAW).annotate(Sum("amount_minor")):
        best[campaign] = max(best.get(campaign, (0, day)), (total, day))
    return best


# --- By day ----------------------------------------------------------------------------------------


def days(*, since: date, until: date) -> list[Day]:
    """Each day of Warsaw from the first to the last, those without a gift too."""
    number = (until - since).days + 1
    found = {since + timedelta(days=each): Day(day=since + timedelta(days=each)) for each in range(number)}
    lines = LedgerEntry.objects.filter(kind__in=SUMMED).annotate(day=OF_WARSAW)
    near = lines.filter(occurred_at__gte=_midnight(since), occurred_at__lt=_midnight(until + DAY)).order_by()
    for day, rhythm, currency, count, total in near.values_list("day", "gift__rhythm", "currency").annotate(
        number=Count("pk", filter=Q(kind__in=GIVEN)), total=Sum("amount_minor")
    ):
        _add(found[day], rhythm, currency, count, total)
    return list(found.values())


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=WARSAW)


def _add(day: Day, rhythm: str | None, currency: str, count: int, total: int) -> None:
    if rhythm is None:
        day.by_transfer += count
    elif rhythm == Rhythm.MONTHLY:
        day.monthly += count
    else:
        day.once += count
    day.sums[currency] = day.sums.get(currency, 0) + total


# --- What comes each month -------------------------------------------------------------------------


def each_month() -> dict[str, int]:
    """By currency, what the next month brings if nobody changes anything."""
    active = MonthlyGift.objects.filter(state=MonthlyGift.State.ACTIVE).order_by()
    return dict(active.values_list("currency").annotate(Sum("amount_minor")))


def given_since(moment: datetime) -> dict[str, int]:
    """By currency; what went back meanwhile is taken off."""
    lines = LedgerEntry.objects.filter(occurred_at__gte=moment).order_by()
    return dict(lines.values_list("currency").annotate(Sum("amount_minor")))


def gifts_since(moment: datetime) -> int:
    """Those by bank transfer too, as in the sum beside it."""
    return LedgerEntry.objects.filter(kind__in=GIVEN, occurred_at__gte=moment).count()
