"""One gift's story in words: what was promised, tried, paid, written, given back, asked and explained, in the
order in which it happened. It opens nobody: who has given stands elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from donations import by_hand, giving_back, moderating, wording
from donations.desk import words
from donations.models import Discrepancy, Gift, Settlement
from letters import writing
from letters.models import Letter
from office import journal
from office.models import JournalEntry
from office.people import name_of

DEEDS = [
    each.name
    for each in (
        giving_back.ASKED,
        giving_back.AGREED,
        giving_back.DECLINED,
        moderating.SHOWN,
        moderating.KEPT_BACK,
        by_hand.AGAIN,
    )
]
"""Of staff, about a gift. The journal is looked through by deed."""


@dataclass(frozen=True, kw_only=True)
class Told:
    at: datetime
    words: Any
    note: Any = ""
    code: str = ""
    """The number of it at the payment service."""


def of(gift: Gift) -> list[Told]:
    """What happened at one moment stays in the order in which one follows from the other."""
    parts = (_promised, _pages, _moves, _lines, _letters, _deeds, _differences)
    return sorted((told for part in parts for told in part(gift)), key=lambda told: told.at)


def _promised(gift: Gift) -> Iterator[Told]:
    said = {
        Gift.Source.FORM: _("Promised on our form: %(amount)s, %(rhythm)s, %(purpose)s."),
        Gift.Source.MONTHLY: _("A month of a monthly gift: %(amount)s, %(purpose)s."),
        Gift.Source.ADOPTED: _("Found at the payment service, promised to nobody here: %(amount)s."),
    }
    told = {
        "amount": wording.amount(gift.amount_minor, gift.currency),
        "rhythm": gift.get_rhythm_display(),
        "purpose": words.purpose(gift),
    }
    yield Told(at=gift.created_at, words=said[Gift.Source(gift.source)] % told)


def _pages(gift: Gift) -> Iterator[Told]:
    for attempt in gift.attempts.all():
        said = _("Payment page %(number)s is asked for.") % {"number": attempt.number}
        yield Told(at=attempt.asked_at, words=said, note=attempt.get_state_display())


def _moves(gift: Gift) -> Iterator[Told]:
    for move in gift.transitions.all():
        if said := words.AFTER.get(move.after):
            yield Told(at=move.at, words=said, note=move.get_cause_display())


def _lines(gift: Gift) -> Iterator[Told]:
    for line in gift.entries.order_by("occurred_at", "pk").prefetch_related("settlements__payout"):
        said = _("In the books: %(amount)s, %(what)s.") % {
            "amount": wording.amount(line.amount_minor, line.currency),
            "what": line.get_kind_display(),
        }
        yield Told(at=line.occurred_at, words=said, code=line.remote_id)
        for settlement in line.settlements.all():
            yield from _settled(settlement)


def _settled(settlement: Settlement) -> Iterator[Told]:
    said = _("In our account: %(net)s; the fee was %(fee)s.") % {
        "net": wording.amount(settlement.net_minor, settlement.currency),
        "fee": wording.amount(settlement.fee_minor, settlement.currency),
    }
    yield Told(at=settlement.occurred_at, words=said, code=settlement.txn)
    if payout := settlement.payout:
        yield Told(
            at=payout.arrives_at,
            words=_("It goes to our bank with a payout."),
            note=payout.get_verdict_display(),
            code=payout.remote_id,
        )


def _letters(gift: Gift) -> Iterator[Told]:
    """Of the last weeks: then the record of a letter is erased."""
    for letter in Letter.objects.filter(subject=gift.pk).order_by("created_at"):
        known = writing.shown.get(letter.name)
        said = _("Letter “%(title)s”: %(state)s.") % {
            "title": known.title if known else letter.name,
            "state": letter.get_state_display(),
        }
        yield Told(at=letter.done_at or letter.created_at, words=said)


def _deeds(gift: Gift) -> Iterator[Told]:
    """What staff have done to it and to its refunds, as the journal has it."""
    numbers = [str(gift.pk), *(str(pk) for pk in gift.refunds.values_list("pk", flat=True))]
    about = JournalEntry.objects.filter(deed__in=DEEDS, at__gte=gift.created_at, record__in=numbers)
    for entry in about.select_related("who").order_by("pk"):
        known = journal.deeds.get(entry.deed)
        who = name_of(entry.who) if entry.who else _("somebody who is gone")
        said = _("%(who)s: %(deed)s.") % {"who": who, "deed": known.label if known else entry.deed}
        yield Told(at=entry.at, words=said, note=journal.reasons.get(entry.why, entry.why))


def _differences(gift: Gift) -> Iterator[Told]:
    """Those that were found before it was known whose they are, too."""
    numbers = [*gift.entries.values_list("remote_id", flat=True), gift.payment_intent, gift.invoice]
    about = Discrepancy.objects.filter(Q(gift=gift) | Q(about__in=[each for each in numbers if each]))
    for found in about.select_related("explained_by").order_by("found_at"):
        yield Told(at=found.found_at, words=found.get_what_display(), code=found.about)
        if found.explained_at:
            who = name_of(found.explained_by) if found.explained_by else ""
            said = _("Explained: %(words)s") % {"words": found.explanation}
            yield Told(at=found.explained_at, words=said, note=who)
