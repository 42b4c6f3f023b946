"""The list as it stands: who waits, in which order, and which places were given last."""

from collections.abc import Iterable
from datetime import date

from school.models import Application, Offer
from school.order import IN_A_ROW, Standing, line
from school.states import OfferState, State


def waiting() -> list[Standing]:
    """In no order: `order.line` knows it."""
    rows = Application.objects.filter(state=State.WAITING).values_list("tier", "round", "ticket", "code")
    return [
        Standing(tier=tier, round=month or date.max, ticket=ticket, code=code)
        for tier, month, ticket, code in rows
    ]


def given() -> list[int]:
    """The tiers by which the last places were given, the newest last. Exceptions do not count, and neither
    does what was taken back as a mistake."""
    counted = Offer.objects.filter(is_override=False).exclude(state=OfferState.REVOKED)
    newest = counted.order_by("-number").values_list("tier", flat=True)[: IN_A_ROW - 1]
    return list(newest)[::-1]


def in_line() -> list[Standing]:
    return line(waiting(), given=given())


def position(code: str, ordered: Iterable[Standing]) -> int | None:
    """1 for who is next."""
    places = [each.code for each in ordered]
    return places.index(code) + 1 if code in places else None
