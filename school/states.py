"""What may become of an application, an offer and an enrolment: every move there is. Pure.

Families read five different words for the states of an application, never one word for two.
"""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from school.order import Tier

TIERS = [
    (int(Tier.PUPIL), _("stays at the school")),
    (int(Tier.RETURNING), _("was at the school, away for illness or flight")),
    (int(Tier.SIBLING), _("brother or sister of a pupil")),
    (int(Tier.EVERYONE), _("everyone")),
]


class State(TextChoices):
    """Of an application, which lives across terms."""

    RECEIVED = "received", _("received, not confirmed yet")
    VERIFIED = "verified", _("confirmed, before the draw")
    WAITING = "waiting", _("waiting")
    PAUSED = "paused", _("paused")
    INELIGIBLE = "ineligible", _("not at this age")
    OFFERED = "offered", _("offered a place")
    PLACED = "placed", _("has a place")
    WITHDRAWN = "withdrawn", _("withdrawn")
    LAPSED = "lapsed", _("never confirmed")
    LEFT = "left", _("has left the school")
    GRADUATED = "graduated", _("has finished the school")


MOVES: Mapping[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.VERIFIED, State.LAPSED, State.WITHDRAWN}),
    State.VERIFIED: frozenset({State.WAITING, State.INELIGIBLE, State.WITHDRAWN}),
    State.WAITING: frozenset({State.OFFERED, State.PAUSED, State.INELIGIBLE, State.WITHDRAWN}),
    State.PAUSED: frozenset({State.WAITING, State.INELIGIBLE, State.WITHDRAWN}),
    State.INELIGIBLE: frozenset({State.VERIFIED, State.WAITING, State.WITHDRAWN}),
    State.OFFERED: frozenset({State.PLACED, State.WAITING, State.PAUSED, State.WITHDRAWN}),
    State.PLACED: frozenset({State.LEFT, State.GRADUATED}),
    State.WITHDRAWN: frozenset({State.VERIFIED}),
    State.LAPSED: frozenset(),
    State.LEFT: frozenset({State.VERIFIED}),
    State.GRADUATED: frozenset(),
}
"""Back to the list leads through `VERIFIED`, into the month of coming back."""

LIVE = (
    State.RECEIVED,
    State.VERIFIED,
    State.WAITING,
    State.PAUSED,
    State.INELIGIBLE,
    State.OFFERED,
    State.PLACED,
)
"""A child has one such application at most."""
IN_LINE = (State.WAITING, State.OFFERED)
"""Who is counted when somebody asks how many wait: an offer that is declined leads back."""


class OfferState(TextChoices):
    PENDING = "pending", _("not answered yet")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    EXPIRED = "expired", _("no answer in time")
    REVOKED = "revoked", _("taken back")


OFFER_MOVES: Mapping[OfferState, frozenset[OfferState]] = {
    OfferState.PENDING: frozenset(
        {OfferState.ACCEPTED, OfferState.DECLINED, OfferState.EXPIRED, OfferState.REVOKED}
    ),
    OfferState.ACCEPTED: frozenset(),
    OfferState.DECLINED: frozenset(),
    OfferState.EXPIRED: frozenset(),
    OfferState.REVOKED: frozenset(),
}


class EnrolmentState(TextChoices):
    COMING = "coming", _("has a place, has not begun yet")
    LEARNING = "learning", _("learns")
    STAYED = "stayed", _("has gone on to the next term")
    WITHDRAWN = "withdrawn", _("has left")
    GRADUATED = "graduated", _("has finished")


SITTING = (EnrolmentState.COMING, EnrolmentState.LEARNING)
"""Their places are counted in `Group.taken`."""

ENROLMENT_MOVES: Mapping[EnrolmentState, frozenset[EnrolmentState]] = {
    EnrolmentState.COMING: frozenset({EnrolmentState.LEARNING, EnrolmentState.WITHDRAWN}),
    EnrolmentState.LEARNING: frozenset(
        {EnrolmentState.STAYED, EnrolmentState.WITHDRAWN, EnrolmentState.GRADUATED}
    ),
    EnrolmentState.STAYED: frozenset(),
    EnrolmentState.WITHDRAWN: frozenset(),
    EnrolmentState.GRADUATED: frozenset(),
}
