"""What staff, monthly donors and a payers' bank do in the demo's year: change, stop, give back, explain, read
what donors would like to say."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import uuid4

from django.conf import settings

from donations import changing, discrepancies, gateway, giving, giving_back, moderating
from donations.demo import year
from donations.demo.payers import Payers
from donations.demo.purposes import midnight
from donations.demo.year import DAY, HOUR, POLISH
from donations.methods import Method
from donations.models import Discrepancy, Donor, Gift, MonthlyChange, MonthlyGift, Refund
from donations.money import Money
from donations.remote import Order
from office import journal
from office.models import User

Step = tuple[datetime, Callable[[], object]]
Reason, What = Refund.Reason, Discrepancy.What
READ = (120, 60, 30, 19, 12, 6, 2)
"""Days ago on which a fundraiser reads the names and words that have come by then; the last ones wait."""
WON = "Банк запытаў пра плацёж, мы паказалі пацвярджэнне, і ён вырашыў на нашу карысць."


@dataclass(frozen=True)
class Office:
    fundraiser: User
    manager: User
    payers: Payers

    def steps(self, at: datetime) -> Iterator[Step]:
        yield from self._of_monthly_donors(at)
        yield from self._of_refunds(at)
        won = year.told_of(at)[year.WON].when
        for when, step in (
            (midnight(-25, at=at) + 15 * HOUR, self._paid_by_a_link),
            (won + 5 * DAY, partial(self._bank_decides_for_us, won)),
            (won + 6 * DAY, partial(self._explain, won)),
        ):
            yield when, partial(step, at=when)
        for days in READ:
            when = midnight(-days, at=at) + 16 * HOUR
            yield when, partial(self._read_words, at=when)

    def _read_words(self, *, at: datetime) -> None:
        """What advertises something is kept back."""
        gifts = list(moderating.waiting())
        donors = {gift.donor for gift in gifts if gift.donor}
        opened = journal.opened(Donor.given, donors, by=self.fundraiser, at=at)
        for gift in gifts:
            if gift.donor and (given := opened.get(gift.donor.pk)):
                moderating.decide(gift, shown="://" not in given.message, by=self.fundraiser, at=at)

    # --- Monthly donors ---------------------------------------------------------------------------
    def _of_monthly_donors(self, at: datetime) -> Iterator[Step]:
        monthly = year.monthly(at)
        begun = {place: monthly[place].when for place in (year.RAISED, year.PAUSED, year.STOPPED)}
        raised, paused, stopped = (midnight(-days, at=at) + 19 * HOUR for days in (100, 50, 30))
        yield raised, partial(self._raise, begun[year.RAISED], at=raised)
        yield paused, partial(self._pause, begun[year.PAUSED], at=paused)
        yield stopped, partial(self._stop, begun[year.STOPPED], at=stopped)

    def _raise(self, begun: datetime, *, at: datetime) -> None:
        row = _monthly(begun)
        _done(changing.change_amount(row, to=Money(150_00, row.currency), at=at), at=at)

    def _pause(self, begun: datetime, *, at: datetime) -> None:
        _done(changing.pause(_monthly(begun), until=at + 90 * DAY, at=at), at=at)

    def _stop(self, begun: datetime, *, at: datetime) -> None:
        _done(changing.stop(_monthly(begun), at=at), at=at)

    # --- Giving back ------------------------------------------------------------------------------
    def _of_refunds(self, at: datetime) -> Iterator[Step]:
        told = year.told_of(at)
        for name, amount, reason, after in (
            (year.TWICE, 200_00, Reason.TWICE, 3 * HOUR),
            (year.PART, 100_00, Reason.ASKED, 2 * DAY),
            (year.LARGE, 1_200_00, Reason.PURPOSE, 5 * DAY),
            (year.WAITS, 800_00, Reason.ASKED, 27 * HOUR),
        ):
            when = told[name].when + after
            yield when, partial(self._give_back, told[name].when, amount, reason, at=when)
        agreed = told[year.LARGE].when + 6 * DAY
        yield agreed, partial(self._agree, told[year.LARGE].when, at=agreed)

    def _give_back(self, given: datetime, amount: int, reason: Refund.Reason, *, at: datetime) -> None:
        gift = Gift.objects.get(created_at=given)
        row = giving_back.ask(gift, amount=amount, reason=reason, by=self.fundraiser, at=at)
        if row.state == Refund.State.WAITING:
            giving_back.try_now(row.pk, at=at)

    def _agree(self, given: datetime, *, at: datetime) -> None:
        row = Refund.objects.get(gift__created_at=given)
        giving_back.agree(row, by=self.manager, at=at)
        giving_back.try_now(row.pk, at=at)

    # --- At the bank, and elsewhere -----------------------------------------------------------------
    def _paid_by_a_link(self, *, at: datetime) -> None:
        """On a payment page that was made in Stripe's dashboard: the site has never heard of it."""
        page = gateway.open_page(
            Order(
                key=str(uuid4()),
                gift="link of the dashboard",
                amount=250_00,
                currency="pln",
                monthly=False,
                methods=(Method.CARD.value,),
                language="pl",
                what="Darowizna",
                email="",
                thanks_url=settings.BASE_URL,
                back_url=settings.BASE_URL,
                expires_at=at + giving.OPEN_FOR,
            )
        )
        self.payers.pay(page.id, method=Method.CARD.value, number=POLISH)

    def _bank_decides_for_us(self, given: datetime, *, at: datetime) -> None:
        dispute = Discrepancy.objects.get(what=What.DISPUTE, gift__created_at=given).about
        self.payers.told("win", dispute=dispute)

    def _explain(self, given: datetime, *, at: datetime) -> None:
        found = Discrepancy.objects.get(what=What.DISPUTE, gift__created_at=given)
        discrepancies.explain(found, words=WON, by=self.manager, at=at)


def _monthly(begun: datetime) -> MonthlyGift:
    return MonthlyGift.objects.get(gifts__created_at=begun)


def _done(change: MonthlyChange, *, at: datetime) -> None:
    changing.try_now(change.pk, at=at)
