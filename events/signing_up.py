"""Signing up from outside, by somebody we do not know.

Whoever knows an address must not learn here whether its owner comes. So with an e-mail nothing is shown, in
any case: the ticket is in the letter, and whoever was signed up already gets one that says so. Nobody
answers a telephone in time for that, so a number that is there already is kept a second time, as if it were
no contact.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from uuid import UUID

from events import booking
from events.models import Booking, Party, Signed
from events.refusals import BookingRefused, Why
from letters import sending
from privacy import keys


def is_made(form_key: UUID) -> bool:
    return Party.objects.filter(form_key=form_key).exists()


def sign_up(
    *,
    dates: Iterable[int],
    party_of: int,
    signed: Signed,
    language: str,
    form_key: UUID,
    at: datetime,
    invited: bool = False,
) -> Party | None:
    """The party, for whoever has just sent the form to see; None when all there is to know is in a letter.

    Raises BookingRefused, never for `Why.ALREADY`.
    """
    dates = list(dates)
    book = partial(
        booking.book,
        party_of=party_of,
        signed=signed,
        language=language,
        form_key=form_key,
        at=at,
        invited=invited,
    )
    try:
        party = book(dates=dates)
    except BookingRefused as refused:
        if refused.why is not Why.ALREADY:
            raise
        if not signed.email:
            return book(dates=dates, comparable=False)
        _book_the_rest(book, dates, signed, at=at)
        return None
    return None if signed.email else party


def _book_the_rest(book: "partial[Party]", dates: list[int], signed: Signed, *, at: datetime) -> None:
    """Of dates some of which she has already; of those a letter tells her, at most once an hour."""
    there = already(signed, dates)
    rest = sorted(set(dates) - {each.occurrence_id for each in there})
    if rest:
        try:
            book(dates=rest)
        except BookingRefused as refused:
            if refused.why is not Why.ALREADY:  # In this moment, by another form of hers.
                raise
    for each in {each.party_id: each for each in there}.values():
        cause = f"again {each.party_id} {at:%Y-%m-%d %H}"
        sending.enqueue("seat_again", subject=each.pk, cause=cause, at=at)


def already(signed: Signed, dates: Iterable[int]) -> list[Booking]:
    """What the contact has at these dates."""
    known = booking.contact(signed)
    if known is None:
        return []
    hashes = [keys.unique_hash(known, scope=booking.scope(each)) for each in dates]
    rows = Booking.objects.filter(occurrence__in=dates, contact_hash__in=hashes)
    return list(rows.filter(state__in=Booking.ACTIVE, party__isnull=False))
