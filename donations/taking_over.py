"""Monthly donors there were before, taken over with their numbers at Stripe: first on trial, then for good.

Their payments go on as they are: nothing is asked of Stripe but what stands there. From then on they get our
letters, with the links by which they change and stop their gift. Taking over itself writes to nobody.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.languages import LANGUAGES
from donations import gateway, monthly
from donations.list_reading import Fault, Line, Read, Wrong
from donations.models import Donor, Fund, Gift, Given, MonthlyGift
from donations.money import CURRENCIES
from donations.refusals import GivingRefused, Why
from donations.remote import Refused, Runs, Subscription, Unsure
from office import journal
from office.models import User
from privacy import alike, keys
from privacy.documents import Email

TAKEN_OVER = journal.deed("monthly_taken_over", _("took over monthly donors from a list"))
TO_GO_ON = journal.reason("monthly_go_on", _("so that their gifts go on"))
RUNS = (Runs.ACTIVE, Runs.PAUSED, Runs.OVERDUE)


@dataclass(frozen=True, kw_only=True, repr=False)
class Found:
    """A line, and what stands at Stripe for it."""

    line: Line
    seen: Subscription
    fund: Fund | None


@dataclass(frozen=True, kw_only=True, repr=False)
class Plan:
    """What would become of a list."""

    new: list[Found] = field(default_factory=list)
    there: list[int] = field(default_factory=list)
    """Lines whose donor we know already: nothing happens to them."""
    wrong: list[Wrong] = field(default_factory=list)
    unlisted: int = 0
    """Gifts that come every month at Stripe and stand in no line, with nobody we know behind them."""

    @property
    def is_ready(self) -> bool:
        """Nothing is taken over while a line is wrong: so nobody is forgotten."""
        return bool(self.new) and not self.wrong

    @property
    def donors(self) -> int:
        return len({alike.email(each.line.email) for each in self.new})

    @property
    def each_month(self) -> dict[str, int]:
        """By currency, in the smallest unit, of those that run without a pause."""
        sums: Counter[str] = Counter()
        for each in self.new:
            if each.seen.runs is Runs.ACTIVE:
                sums[each.seen.currency] += each.seen.amount
        return dict(sums)


def plan(read: Read) -> Plan:
    """On trial: nothing is written. Raises GivingRefused when Stripe does not answer."""
    there = _at_stripe()
    known = _known(read.lines)
    funds = _funds()
    new, wrong = [], list(read.wrong)
    for line in read.lines:
        if line.subscription in known:
            continue
        faults = list(_faults(line, there, funds))
        wrong += [Wrong(number=line.number, column=column, fault=fault) for column, fault in faults]
        if not faults:
            fund = funds.get(line.fund.casefold())
            new.append(Found(line=line, seen=there[line.subscription], fund=fund))
    return Plan(
        new=new,
        there=sorted(line.number for line in read.lines if line.subscription in known),
        wrong=sorted(wrong, key=lambda each: each.number),
        unlisted=_unlisted(read.lines, there),
    )


def _at_stripe() -> dict[str, Subscription]:
    """One list of all: asking for each would take minutes."""
    try:
        return {seen.id: seen for seen in gateway.subscriptions()}
    except (Unsure, Refused):
        raise GivingRefused(Why.SILENT) from None


def _known(lines: Iterable[Line]) -> set[str]:
    numbers = [line.subscription for line in lines]
    with_donor = MonthlyGift.objects.filter(subscription__in=numbers, donor__isnull=False)
    return set(with_donor.values_list("subscription", flat=True))


def _funds() -> dict[str, Fund]:
    """By the word in addresses and by each name."""
    found = {}
    for fund in Fund.objects.all():
        names = (fund.slug, *(getattr(fund, f"name_{code}") for code, _name in LANGUAGES))
        found.update({name.casefold(): fund for name in names})
    return found


def _faults(
    line: Line, there: dict[str, Subscription], funds: dict[str, Fund]
) -> Iterable[tuple[str, Fault]]:
    seen = there.get(line.subscription)
    if seen is None or seen.currency not in CURRENCIES:
        yield "subscription", Fault.UNKNOWN
    elif seen.runs not in RUNS:
        yield "subscription", Fault.OVER
    if line.fund and line.fund.casefold() not in funds:
        yield "fund", Fault.FUND


def _unlisted(lines: Iterable[Line], there: dict[str, Subscription]) -> int:
    numbers = {line.subscription for line in lines}
    left = [each.id for each in there.values() if each.runs in RUNS and each.id not in numbers]
    known = MonthlyGift.objects.filter(subscription__in=left, donor__isnull=False).count()
    return len(left) - known


def take_over(made: Plan, *, by: User, at: datetime) -> int:
    """How many were taken over. Pressing the button twice takes over nobody twice."""
    if not made.is_ready:
        raise ValueError("A line is wrong, or there is nothing to take over.")
    seals = _seals(made, at=at)
    with transaction.atomic():
        donors: dict[alike.Known, Donor] = {}
        taken = sum(_taken(each, donors, seals, at=at) for each in made.new)
        if taken:
            journal.note_many(TAKEN_OVER, who=by, kind=MonthlyGift, number=taken, why=TO_GO_ON, at=at)
    return taken


def _seals(made: Plan, *, at: datetime) -> dict[alike.Known, UUID]:
    """Keys are made first and alone; one that is not needed after all is swept up."""
    people = {alike.email(each.line.email) for each in made.new}
    return {known: keys.new_seal(known, at=at) for known in sorted(people, key=lambda each: each.value)}


def _taken(
    found: Found, donors: dict[alike.Known, Donor], seals: dict[alike.Known, UUID], *, at: datetime
) -> bool:
    monthly.made_known(found.seen)
    row = MonthlyGift.objects.select_for_update(of=("self",)).get(subscription=found.seen.id)
    if row.donor_id is not None:
        return False
    known = alike.email(found.line.email)
    if known not in donors:
        donors[known] = _donor(found.line, seals[known], at=at)
    row.donor = donors[known]
    if row.fund_id is None and row.campaign_id is None:
        row.fund = found.fund
    row.save(update_fields=["donor", "fund"])
    Gift.objects.filter(monthly=row, donor=None).update(donor=row.donor)
    return True


def _donor(line: Line, seal: UUID, *, at: datetime) -> Donor:
    donor = Donor(seal_id=seal, language=line.language, has_email=True, gives_monthly=True, last_gift_at=at)
    donor.given.seal(Given(email=Email(line.email), name=line.name), at=at)
    donor.save(force_insert=True)
    return donor
