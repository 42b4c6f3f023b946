"""A family answers an offer: yes, not now, or no. Whether it still lives is judged at the moment of the
answer, whoever has tidied what meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from school import deadlines, enrolling, kin, ledger, moving, places, telling
from school.ledger import By, Deed
from school.models import Application, Enrolment, Head, Offer
from school.refusals import SchoolRefused, Why
from school.states import OfferState, State


def accept(*, offer_id: int, at: datetime, by: By = By.FAMILY) -> Enrolment:
    """The place is the child’s. Twice is the same as once. Raises SchoolRefused when it is too late."""
    with _its(offer_id) as (head, offer, application):
        if offer.state == OfferState.ACCEPTED:
            return Enrolment.objects.get(offer=offer)
        _require_alive(offer, at=at)
        places.end(offer, OfferState.ACCEPTED, at=at)
        moving.move(application, State.PLACED, at=at)
        enrolment = Enrolment.objects.create(
            application=application, term=offer.group.term, group=offer.group, offer=offer, made_at=at
        )
        ledger.write(head, Deed.ACCEPTED, offer.code, by=by, at=at, number=offer.number)
        kin.follow(head, application.family, at=at)
        enrolling.go_on(head, enrolment, by=by, at=at)
        telling.tell("school_accepted", application, cause=f"offer {offer.number}", at=at)
        places.settle(head, at=at)
        return enrolment


def decline(*, offer_id: int, keep: bool, at: datetime, by: By = By.FAMILY) -> Offer:
    """`keep`: the child waits for the next term, with month and ticket. Otherwise it leaves the list."""
    with _its(offer_id) as (head, offer, application):
        if offer.state == OfferState.DECLINED:
            return offer
        _require_alive(offer, at=at)
        places.end(offer, OfferState.DECLINED, at=at)
        ledger.write(head, Deed.DECLINED, offer.code, by=by, at=at, number=offer.number, keep=keep)
        if keep:
            _keep(head, application, offer, by=by, at=at)
        else:
            moving.move(application, State.WITHDRAWN, at=at)
            ledger.write(head, Deed.WITHDRAWN, offer.code, by=by, at=at)
        telling.tell("school_declined", application, cause=f"offer {offer.number}", at=at)
        places.settle(head, at=at)
        return offer


def revoke(*, offer_id: int, at: datetime) -> Offer:
    """Two of staff take back what was a mistake; the child waits again where it stood."""
    with _its(offer_id) as (head, offer, application):
        _require_alive(offer, at=at)
        places.end(offer, OfferState.REVOKED, at=at)
        moving.move(application, State.WAITING, at=at)
        ledger.write(head, Deed.REVOKED, offer.code, by=By.TWO, at=at, number=offer.number)
        telling.tell("school_revoked", application, cause=f"offer {offer.number}", at=at)
        places.settle(head, at=at)
        return offer


@contextmanager
def _its(offer_id: int) -> Iterator[tuple[Head, Offer, Application]]:
    """The offer as it stands when nobody else can change the list."""
    with ledger.held() as head:
        offer = Offer.objects.select_related("group__term", "application").get(pk=offer_id)
        if offer.application is None:
            raise SchoolRefused(Why.OVER)
        yield head, offer, offer.application


def _require_alive(offer: Offer, *, at: datetime) -> None:
    if offer.state != OfferState.PENDING or deadlines.is_over(offer.until, at=at):
        raise SchoolRefused(Why.OVER)


def _keep(head: Head, application: Application, offer: Offer, *, by: By, at: datetime) -> None:
    """Until that term’s places are given. If nobody knows it yet, `enrolling` finds it later."""
    following = offer.group.term.following
    moving.pause(
        head,
        application,
        why=Application.Pause.TERM,
        by=by,
        at=at,
        resumes_on=following.gives_from if following else None,
    )
