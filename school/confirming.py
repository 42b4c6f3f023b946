"""Asking a family whether it can be reached: by a letter with a button behind its link, or by a call."""

from datetime import datetime, timedelta
from uuid import UUID

from letters import sending
from privacy import keys
from privacy.alike import Known
from privacy.links import Purpose
from school import telling
from school.models import Application, Care, Guardian
from school.states import State

ASKED = "school_confirm"
"""Letter and call alike."""
LINK_LIFE = timedelta(hours=24)
REMIND_AFTER, REMIND_UNTIL = timedelta(days=7), timedelta(days=13)
"""Later there is no day left to answer."""


def send_again(seal_id: UUID, at: datetime) -> None:
    """At most once an hour, while there is something to confirm."""
    for guardian in Guardian.objects.filter(seal_id=seal_id, reached_by=Guardian.Reach.EMAIL):
        if care := first_unconfirmed(guardian):
            _write(ASKED, care, cause=f"again {guardian.pk} {at:%Y-%m-%d %H}", at=at)


CONFIRM = Purpose(
    name=ASKED, to="school_family", lifetime=LINK_LIFE, renew=send_again, opens="school_confirm"
)
"""Of a guardian, on a page with one button: scanners of mail open links too."""


def first_unconfirmed(guardian: Guardian) -> Care | None:
    """What a letter about all of them is about."""
    cares = Care.objects.filter(guardian=guardian, application__state=State.RECEIVED)
    return cares.order_by("application__nth").first()


def ask(guardian: Guardian, *, at: datetime) -> None:
    """When the form has come. Belongs into its transaction."""
    if care := first_unconfirmed(guardian):
        if guardian.reached_by == Guardian.Reach.EMAIL:
            _write("school_received", care, cause=str(guardian.pk), at=at)
        else:
            telling.call(ASKED, care, at=at, cause=f"{ASKED} {guardian.pk}")


def tell_again(application: Application, contact: Known, *, at: datetime) -> None:
    """The child’s form has come once more, from whoever knows the contact: only the owner learns that it was
    there already, and once a day is enough."""
    cares = Care.objects.select_related("guardian").filter(
        application=application, guardian__seal_id__in=keys.find(contact)
    )
    for care in cares:
        if care.guardian.reached_by == Guardian.Reach.EMAIL:
            _write("school_again", care, cause=f"{care.pk} {at:%Y-%m-%d}", at=at)
        elif application.state != State.RECEIVED:  # Or else a call waits already.
            telling.call("school_again", care, at=at, cause=f"school_again {care.pk} {at:%Y-%m-%d}")


def remind(*, at: datetime) -> None:
    """Once, a week after the form."""
    made = {"children__made_at__lte": at - REMIND_AFTER, "children__made_at__gt": at - REMIND_UNTIL}
    waiting = Guardian.objects.filter(reached_by=Guardian.Reach.EMAIL, children__state=State.RECEIVED, **made)
    for guardian in waiting.distinct():
        if care := first_unconfirmed(guardian):
            _write(ASKED, care, cause=f"remind {guardian.pk}", at=at)


def _write(letter: str, care: Care, *, cause: str, at: datetime) -> None:
    sending.enqueue(letter, subject=care.pk, cause=f"{letter} {cause}", at=at)
