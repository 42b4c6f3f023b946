"""The draw of a month, from its name to its letters. Each step can be done only in its turn:

    name → publish (the month is over) → the value exists → type, twice → dry run → sign

What was done is never changed. A mistake is mended by another draw of the same month beside it, with a
reason. Nothing here asks anybody for the value: two people look it up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from office import journal
from office.models import User
from school import beacon, draw, draw_jobs, ledger, places, telling
from school.draw import Drawn, Entrant
from school.draw_refusals import DrawRefused, Why
from school.ledger import By, Deed
from school.models import Application, Draw, Head
from school.order import VERSION
from school.states import State

BY_ITSELF = timedelta(days=3)
"""So long before a month is over its value is named, if nobody has named one."""
LAST_SECOND = timedelta(minutes=5)
"""Whoever confirms in the last second of a month, and waits for the list a moment, is in it."""
PUBLIC_FOR = timedelta(hours=6)
"""So long at least the list of a month is public before its value exists."""
NAMED = journal.deed("draw_named", _("named the value for a draw of the school"))
TYPED = journal.deed("draw_typed", _("typed the value for a draw of the school"))
CONFIRMED = journal.deed("draw_confirmed", _("typed the value for a draw of the school, the second time"))
BEGUN_ANEW = journal.deed("draw_begun_anew", _("took back the value typed for a draw of the school"))
STAYS = (State.WAITING, State.PAUSED, State.OFFERED)
SIGNED = journal.deed("draw_signed", _("signed a draw of the school"))


@dataclass(frozen=True, kw_only=True)
class Result:
    """What signing will do, and what it did."""

    drawn: list[Drawn]
    joins: frozenset[str]
    """Who waits from now on."""
    moves: frozenset[str]
    """Who has a ticket already and gets another: the draw before was a mistake."""
    gone: frozenset[str]
    """Who has left meanwhile, or has left and come back into a later month; the ticket stays theirs."""


@transaction.atomic
def name(
    *, month: date, source: str, source_at: datetime, by: User | None, at: datetime, reason: str = ""
) -> Draw:
    """Which public random value will be used, and when it is drawn. Raises DrawRefused.

    Only a reason lets it be named when the month is over already, or once more.
    """
    known = Draw.objects.select_for_update().filter(round=month).order_by("-number").first()
    if month.day != 1 or month > draw.next_month(draw.month_at(at)):
        raise DrawRefused(Why.NOT_A_MONTH)
    if not source.strip():
        raise DrawRefused(Why.EMPTY)
    if (known or at >= draw.closes_at(month)) and not reason.strip():
        raise DrawRefused(Why.NEEDS_REASON)
    if source_at < max(draw.closes_at(month), at) + PUBLIC_FOR:
        raise DrawRefused(Why.TOO_SOON)
    if not beacon.is_drawn_then(source, source_at):
        raise DrawRefused(Why.ANOTHER_MOMENT)
    row = Draw.objects.create(
        round=month,
        number=known.number + 1 if known else 1,
        rules=VERSION,
        source=source.strip(),
        source_at=source_at,
        named_at=at,
        named_by=by,
        reason=reason.strip(),
    )
    journal.note(NAMED, who=by, record=row, at=at)
    return row


def name_by_default(*, at: datetime) -> Draw | None:
    """Three days before the month is over, if nobody has named a value: the worker’s choice is the same every
    time, so nobody can say that it was chosen."""
    month = draw.month_at(at)
    if at < draw.closes_at(month) - BY_ITSELF or Draw.objects.filter(round=month).exists():
        return None
    source_at = beacon.value_at(month)
    return name(month=month, source=beacon.source(source_at), source_at=source_at, by=None, at=at)


def proposed(month: date, *, at: datetime) -> tuple[str, datetime]:
    """What is written into the form before anybody types: the value that the worker would name."""
    source_at = max(beacon.value_at(month), beacon.next_noon(at + PUBLIC_FOR))
    return beacon.source(source_at), source_at


def publish(*, at: datetime) -> list[Draw]:
    """Lists of months that are over, before their value exists. What is late for that is named anew."""
    named = Draw.objects.filter(
        listed_at__isnull=True, source_at__gt=at, round__lt=draw.month_at(at - LAST_SECOND)
    )
    return [_publish(row.pk, at=at) for row in named.order_by("round", "number")]


def _publish(draw_id: int, *, at: datetime) -> Draw:
    with ledger.held():
        row = Draw.objects.select_for_update().get(pk=draw_id)
        if row.listed_at is None:
            row.listing = draw.listing(_entrants(row))
            row.fingerprint, row.listed_at = draw.fingerprint(row.listing), at
            row.save(update_fields=["listing", "fingerprint", "listed_at"])
        return row


def _entrants(row: Draw) -> Iterable[Entrant]:
    """Who was confirmed in that month and is not drawn yet; in a draw that mends another one, also whom that
    one has drawn."""
    drawn_before = _drew(row)
    found = Application.objects.filter(round=row.round, state__in=[State.VERIFIED, *STAYS])
    rows = [each for each in found if each.state == State.VERIFIED or each.code in drawn_before]
    tickets = _tickets(each.ticket_of for each in rows)
    return [_entrant(each, tickets, fresh=drawn_before) for each in rows]


def _drew(row: Draw) -> set[str]:
    """Whose tickets come from a draw of this month, not from one before."""
    signed = Draw.objects.filter(round=row.round, number__lt=row.number, signed_at__isnull=False)
    return {each.code for before in signed for each in draw.read(before.listing) if not each.kept}


def _tickets(holders: Iterable[str]) -> dict[str, str]:
    known = Application.objects.filter(code__in=set(holders)).exclude(ticket="")
    return dict(known.values_list("code", "ticket"))


def _entrant(row: Application, tickets: dict[str, str], *, fresh: set[str]) -> Entrant:
    """A ticket is kept through leaving and coming back; a twin has that of its twin, wherever that one is."""
    holder = row.ticket_of or row.code
    if row.ticket and row.code not in fresh:
        return Entrant(code=row.code, kept=row.ticket)
    if holder != row.code and holder in tickets and holder not in fresh:
        return Entrant(code=row.code, kept=tickets[holder])
    return Entrant(code=row.code, ticket_of=holder)


def type_value(*, draw_id: int, value: str, by: User, at: datetime) -> Draw:
    """The first person types it; a second one types it again, without being shown it. Raises DrawRefused."""
    with transaction.atomic():
        row = _newest(draw_id)
        typed = draw.cleaned(value)
        _require_typing(row, typed, by=by, at=at)
        if row.first_at is None:
            row.first_value, row.first_by, row.first_at = typed, by, at
        else:
            row.value, row.second_by, row.valued_at = typed, by, at
        row.save()
        journal.note(CONFIRMED if row.valued_at else TYPED, who=by, record=row, at=at)
        return row


def _require_typing(row: Draw, typed: str, *, by: User, at: datetime) -> None:
    if row.listed_at is None:
        raise DrawRefused(Why.NOT_LISTED)
    if at < row.source_at:
        raise DrawRefused(Why.NOT_DRAWN_YET)
    if row.valued_at:
        raise DrawRefused(Why.ALREADY)
    if not typed:
        raise DrawRefused(Why.EMPTY)
    if row.first_at and row.first_by_id == by.pk:
        raise DrawRefused(Why.SAME_PERSON)
    if row.first_at and row.first_value != typed:
        raise DrawRefused(Why.DIFFERENT)


def begin_anew(*, draw_id: int, by: User, at: datetime) -> Draw:
    """The first value was mistyped; as long as no second person has typed the same. Raises DrawRefused."""
    with transaction.atomic():
        row = _newest(draw_id)
        if row.first_at is None or row.valued_at:
            raise DrawRefused(Why.ALREADY)
        row.first_value, row.first_by, row.first_at = "", None, None
        row.save()
        journal.note(BEGUN_ANEW, who=by, record=row, at=at)
        return row


def _newest(draw_id: int) -> Draw:
    row = Draw.objects.select_for_update().get(pk=draw_id)
    if Draw.objects.filter(round=row.round, number__gt=row.number).exists():
        raise DrawRefused(Why.NOT_THE_LAST)
    return row


def dry_run(row: Draw) -> Result:
    """What signing would do now. Raises DrawRefused as long as the value is not sure."""
    if row.valued_at is None:
        raise DrawRefused(Why.NO_VALUE)
    drawn = draw.drawn(row.listing, row.value)
    here = Application.objects.filter(code__in=[each.code for each in drawn], round=row.round)
    states, drew = dict(here.values_list("code", "state")), _drew(row)
    return Result(
        drawn=drawn,
        joins=frozenset(code for code, state in states.items() if state == State.VERIFIED),
        moves=frozenset(code for code, state in states.items() if code in drew and state in STAYS),
        gone=frozenset(each.code for each in drawn if states.get(each.code) not in (State.VERIFIED, *STAYS)),
    )


def sign(*, draw_id: int, by: User, at: datetime) -> Result:
    """A second person has looked at the dry run. Now children get their tickets and wait, and families are
    told. Raises DrawRefused."""
    with ledger.held() as head:
        row = _newest(draw_id)
        result = dry_run(row)
        if row.signed_at:
            raise DrawRefused(Why.ALREADY)
        if row.first_by_id == by.pk:
            raise DrawRefused(Why.SAME_PERSON)
        row.signed_by, row.signed_at = by, at
        row.save(update_fields=["signed_by", "signed_at"])
        _give_tickets(head, row, result, at=at)
        journal.note(SIGNED, who=by, record=row, at=at)
        draw_jobs.tell_of_draw.defer(draw=row.pk)
        places.settle(head, at=at)
        return result


def _give_tickets(head: Head, row: Draw, result: Result, *, at: datetime) -> None:
    """To all who are listed, wherever they are now: so nobody gets a better one by going and coming back. Who
    has come back into a later month with a ticket has had it from the draw before this one, and keeps it."""
    tickets = {each.code: each.ticket for each in result.drawn}
    listed = Application.objects.select_for_update(no_key=True).filter(code__in=tickets)
    rows = list(listed.filter(Q(round=row.round) | Q(ticket="")).order_by("code"))
    for each in rows:
        each.ticket = tickets[each.code]
        if each.code in result.joins:
            each.state, each.state_at = State.WAITING, at
    Application.objects.bulk_update(rows, ["ticket", "state", "state_at"], batch_size=500)
    order = {each.code: each.place for each in result.drawn}
    rows.sort(key=lambda each: order[each.code])
    lines = [_line(each, row) for each in rows if each.code in result.joins | result.moves]
    ledger.write_all(head, Deed.DRAWN, lines, by=By.TWO, at=at)


def _line(row: Application, of: Draw) -> tuple[str, dict[str, Any]]:
    facts = {"round": f"{of.round:%Y-%m}", "draw": of.number, "tier": row.tier, "ticket": row.ticket}
    return row.code, facts | ({} if row.state == State.WAITING else {"waits": False})


def tell(*, draw_id: int, at: datetime) -> None:
    """Whom the draw has given a ticket. Whoever begins again tells nobody twice."""
    row = Draw.objects.get(pk=draw_id)
    codes = [each.code for each in draw.read(row.listing)]
    for each in Application.objects.filter(code__in=codes, state__in=STAYS).order_by("code"):
        with transaction.atomic():
            telling.tell("school_drawn", each, at=at, cause=f"draw {row.pk} {each.pk}")
