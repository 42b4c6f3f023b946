"""Plays a year of gifts by the verbs that donors, banks, Stripe's messages and staff call, in the order of
time. The clock of the stand-in for Stripe goes with it, so that months, payouts and disputes come by
themselves."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import uuid4

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from donations import giving, inbox, subjects
from donations.demo import payers, staff, year
from donations.demo.payers import No, Payers
from donations.demo.purposes import DRIVES, FUNDS, midnight
from donations.demo.year import End, Invented
from donations.giving import Choice
from donations.methods import page_language
from donations.models import Campaign, Fund, Gift, StripeInbox
from donations.money import Money
from letters.models import Letter
from office.models import User
from privacy.documents import Email

FRESH = timedelta(days=3)
"""What is older was told long ago: no letter waits for anybody."""
BLOCKED = ["BY"]
"""As docs/donations.md wants it of Radar."""
Step = tuple[datetime, Callable[[], object]]


def build(*, at: datetime, fundraiser: User, manager: User) -> None:
    """Nothing where nobody stands in for Stripe, or where that one remembers another site's gifts."""
    with payers.at_hand() as there, _quietly():
        if there is None or not _begun(there, at=at):
            return
        play = Play(there, staff.Office(fundraiser, manager, there))
        for when, step in sorted(play.steps(at), key=lambda each: each[0]):
            play.go_to(when)
            step()
            play.hear(when)
        _end(there)
    _tell_no_more(before=at - FRESH)


def _begun(there: Payers, *, at: datetime) -> bool:
    """Stripe's clock goes forward only, once anything has happened there."""
    try:
        there.move_clock(midnight(-year.SINCE - 1, at=at))
    except No:
        return False
    there.told("own_stamps")
    there.told("block", countries=BLOCKED)
    return True


def _end(there: Payers) -> None:
    there.move_clock(timezone.now(), stop=False)
    there.told("own_stamps", on=False)
    there.told("heard")


@contextmanager
def _quietly() -> Iterator[None]:
    """What the log would call for a person about is invented."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


@dataclass
class Play:
    payers: Payers
    office: staff.Office

    def __post_init__(self) -> None:
        self.funds = {fund.slug: fund for fund in Fund.objects.filter(slug__in=FUNDS)}
        named = {campaign.name: campaign for campaign in Campaign.objects.order_by("pk")}
        self.campaigns = {drive.key: named[drive.name] for drive in DRIVES}

    def steps(self, at: datetime) -> Iterator[Step]:
        for invented in (*year.once(at), *year.monthly(at)):
            yield invented.when, partial(self.give, invented)
        for number in range(year.SINCE):
            yield midnight(-number, at=at), _nothing
        yield from self.office.steps(at)

    def go_to(self, when: datetime) -> None:
        self.payers.move_clock(when)

    def give(self, told: Invented) -> None:
        gift = giving.promise(self._choice(told), form=uuid4(), at=told.when)
        giving.open_page(gift.pk, thanks_url=settings.BASE_URL, back_url=settings.BASE_URL, at=told.when)
        if told.end is not End.LEFT:
            session = str(gift.attempts.get().session)
            with suppress(No):
                self.payers.pay(session, method=told.method.value, number=told.number)

    def _choice(self, told: Invented) -> Choice:
        shown = Gift.Visibility.NAME_AND_AMOUNT if told.with_amount else Gift.Visibility.NAME
        return Choice(
            amount=Money(told.minor, told.currency),
            rhythm=told.rhythm,
            fund=self.funds.get(told.purpose),
            campaign=self.campaigns.get(told.purpose),
            language=told.language,
            page_language=page_language("", told.language),
            visibility=shown if told.name else Gift.Visibility.HIDDEN,
            email=Email(told.email) if told.email else None,
            name=told.name,
            message=told.words,
        )

    def hear(self, when: datetime) -> None:
        """What Stripe has told by now is stored and understood."""
        for body, signature in self.payers.messages(list(subjects.HEARD)):
            inbox.receive(body, signature, at=when)
        waiting = StripeInbox.objects.filter(state=StripeInbox.State.NEW, next_try_at__lte=when)
        for about in dict.fromkeys(waiting.order_by("pk").values_list("about", flat=True)):
            inbox.work(about, at=when)


def _nothing() -> None:
    """A night, in which Stripe has something to tell all the same."""


def _tell_no_more(*, before: datetime) -> None:
    old = Letter.objects.filter(name__startswith="gift_", created_at__lt=before, state=Letter.State.WAITING)
    old.update(state=Letter.State.SENT, done_at=F("created_at"), next_try_at=None, tries=1)
