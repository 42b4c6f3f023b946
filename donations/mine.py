"""What a donor is shown of all she has given under one address. Reads only."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from donations import boxes, faces, purposes, standing, wording
from donations.models import Donor, Gift, Given, LedgerEntry, MonthlyChange, MonthlyGift
from donations.models.gifts import KEPT
from donations.money import CURRENCIES
from donations.monthly_page import Monthly
from timetable.expansion import WARSAW

State = Gift.State
SEEN = (*Gift.MONEY_CAME, State.SETTLING)
UNPAID = (State.OPENING, State.AWAITING_PAYER)
MOST = 24
"""So many gifts stand on the page; the copy has all."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """A gift, as a row of a table."""

    head: str
    cells: list[Cell]


@dataclass(frozen=True, kw_only=True)
class Unpaid:
    """A gift whose payment page is open."""

    gift: Gift
    amount: str
    url: str

    @property
    def withdraw(self) -> str:
        """What its button says to the doorway."""
        return f"withdraw {self.gift.pk}"


class Mine:
    def __init__(self, donor: Donor, *, at: datetime) -> None:
        self.donor, self.at = donor, at

    @classmethod
    def of(cls, donor_id: UUID, *, at: datetime) -> "Mine | None":
        donor = Donor.objects.filter(pk=donor_id).first()
        return cls(donor, at=at) if donor else None

    @cached_property
    def donors(self) -> list[Donor]:
        return boxes.sharing(self.donor)

    # --- What we know of her -----------------------------------------------------------------------

    @cached_property
    def told(self) -> list[Given]:
        """What she has left with each gift, the latest first."""
        opened = Donor.given.open_many(self.donors)
        return [opened[each.pk] for each in self.donors if each.pk in opened]

    @property
    def email(self) -> str:
        return next((each.email for each in self.told if each.email), "")

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(each.name for each in self.told if each.name))

    @property
    def messages(self) -> list[str]:
        return list(dict.fromkeys(each.message for each in self.told if each.message))

    @property
    def has_guard(self) -> bool:
        return any(each.guard for each in self.donors)

    @property
    def forgotten_on(self) -> str:
        """Empty while she gives every month: until then nothing is forgotten by the clock."""
        if any(each.gives_monthly for each in self.donors):
            return ""
        return wording.day(max(each.last_gift_at for each in self.donors) + KEPT)

    # --- What she gives every month ----------------------------------------------------------------

    @cached_property
    def monthly(self) -> list[Monthly]:
        """Numbered by age, so that a number means the same one however long a page was open."""
        asked = MonthlyChange.objects.filter(monthly__in=self._rows).order_by("asked_at")
        last = {each.monthly_id: each for each in asked}
        return [
            Monthly(nth=nth, row=row, purpose=self.purpose(row), at=self.at, change=last.get(row.pk))
            for nth, row in enumerate(self._rows, start=1)
        ]

    @cached_property
    def _rows(self) -> list[MonthlyGift]:
        rows = MonthlyGift.objects.filter(donor__in=self.donors)
        return list(rows.select_related("fund", "campaign__fund").order_by("began_at", "pk"))

    @property
    def running(self) -> list[Monthly]:
        return [each for each in self.monthly if each.row.state in MonthlyGift.RUNNING]

    @property
    def stopped(self) -> list[Monthly]:
        return [each for each in self.monthly if each.row.state == MonthlyGift.State.STOPPED]

    def nth(self, number: int) -> Monthly | None:
        return self.monthly[number - 1] if 0 < number <= len(self.monthly) else None

    # --- One more gift -----------------------------------------------------------------------------

    @cached_property
    def aim(self) -> Gift | None:
        """Her last gift, while one can give to what it was for."""
        gift = self.gifts[0] if self.gifts else None
        if gift and gift.campaign:
            is_there = gift.campaign_id in self._titles and purposes.is_open(gift.campaign, at=self.at)
            return gift if is_there else None
        return gift if gift and gift.fund and gift.fund.is_open else None

    @property
    def aim_words(self) -> str:
        return self.purpose(self.aim) if self.aim else ""

    @property
    def currency(self) -> str:
        last = next((each.currency for each in self.gifts), "")
        return last if last in CURRENCIES else "pln"

    # --- What it is for ----------------------------------------------------------------------------

    def purpose(self, of: Gift | MonthlyGift) -> str:
        return self._titles.get(of.campaign_id or 0) or wording.fund(of)

    @cached_property
    def _titles(self) -> dict[int, str]:
        """Of campaigns, asked for once for all of them."""
        rows: list[Gift | MonthlyGift] = [*self.gifts, *self._rows]
        given_to = [each.campaign_id for each in rows if each.campaign_id]
        language = get_language() or self.donor.language
        return {pk: face.title for pk, face in faces.faces(given_to, language=language, at=self.at).items()}

    # --- What she has given ------------------------------------------------------------------------

    @cached_property
    def gifts(self) -> list[Gift]:
        rows = Gift.objects.filter(donor__in=self.donors, state__in=SEEN)
        return list(rows.select_related("fund", "campaign__fund").order_by("-created_at", "pk"))

    @cached_property
    def _lines(self) -> dict[UUID, list[LedgerEntry]]:
        found: dict[UUID, list[LedgerEntry]] = defaultdict(list)
        for entry in LedgerEntry.objects.filter(gift__in=self.gifts).order_by("occurred_at", "pk"):
            if entry.gift_id:
                found[entry.gift_id].append(entry)
        return found

    @property
    def total(self) -> str:
        """Of the books: what has come, less what has gone back."""
        sums: dict[str, int] = defaultdict(int)
        for entry in (each for lines in self._lines.values() for each in lines):
            sums[entry.currency] += entry.amount_minor
        return ", ".join(wording.amount(minor, code) for code, minor in sorted(sums.items()) if minor)

    @property
    def since(self) -> str:
        """The month of the first."""
        if not self.gifts:
            return ""
        first = self.gifts[-1].created_at.astimezone(WARSAW)
        said = date_format(first, "YEAR_MONTH_FORMAT")
        return said if get_language() == "en" else said.lower()

    @property
    def shown(self) -> list[Line]:
        return self.lines(self.gifts[:MOST])

    @property
    def has_more(self) -> bool:
        return len(self.gifts) > MOST

    @property
    def columns(self) -> list[str]:
        return [_("Day"), _("Amount"), _("For what"), pgettext("column of a table", "What has become of it")]

    def lines(self, gifts: Iterable[Gift]) -> list[Line]:
        _day, amount, purpose, standing = self.columns
        return [
            Line(
                head=wording.day(gift.received_at or gift.created_at),
                cells=[
                    Cell(label=amount, text=self._amount(gift)),
                    Cell(label=purpose, text=self.purpose(gift)),
                    Cell(label=standing, text=self._standing(gift)),
                ],
            )
            for gift in gifts
        ]

    def _amount(self, gift: Gift) -> str:
        """What was paid; until then, what was promised."""
        paid = self._sums(gift).charged
        return wording.amount(paid or gift.amount_minor, self._currency(gift))

    def _currency(self, gift: Gift) -> str:
        lines = self._lines[gift.pk]
        return lines[0].currency if lines else gift.currency

    def _sums(self, gift: Gift) -> standing.Sums:
        return standing.sums((each.kind, each.amount_minor) for each in self._lines[gift.pk])

    def _standing(self, gift: Gift) -> str:
        if gift.state != State.PARTLY_REFUNDED:
            return str(State(gift.state).label)
        back = -self._sums(gift).given_back
        return _("given back: %(amount)s") % {"amount": wording.amount(back, self._currency(gift))}

    @cached_property
    def unpaid(self) -> list[Unpaid]:
        rows = Gift.objects.filter(donor__in=self.donors, state__in=UNPAID).order_by("-created_at", "pk")
        return [
            Unpaid(
                gift=gift,
                amount=wording.amount(gift.amount_minor, gift.currency),
                url=next((each.url for each in gift.attempts.all() if each.state == "open"), ""),
            )
            for gift in rows.prefetch_related("attempts")
        ]

    @cached_property
    def visible(self) -> list[Gift]:
        """Gifts whose name readers see, or would if somebody of us had allowed it."""
        waits_or_is = (Gift.Moderation.WAITING, Gift.Moderation.SHOWN)
        rows = Gift.objects.filter(donor__in=self.donors, moderation__in=waits_or_is)
        return list(rows.order_by("-created_at", "pk"))

    def own(self, which: str) -> Gift | None:
        """By what a button says."""
        try:
            return Gift.objects.filter(donor__in=self.donors, pk=UUID(which)).first()
        except ValueError:
            return None
