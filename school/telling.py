"""Telling a family something: by letter, or by a call of a coordinator where there is no e-mail."""

from collections.abc import Iterable
from datetime import datetime

from letters import sending
from school.models import Application, Batch, Call, Care, Guardian

NOT_BY_PHONE = {"school_received", "school_confirm", "school_reminder"}
"""What nobody is called for: they have heard it, or another call says it."""

ASKS = {"school_offered", "school_reminder", "school_still_waiting", "school_new_term"}
"""They want an answer: who may only look is not asked."""


def tell(letter: str, application: Application, *, at: datetime, cause: str = "") -> None:
    """Everybody who cares for the child, each in a language of their own, once for each cause: the letter and
    the child, unless something may happen repeatedly. Belongs into the transaction of what is told."""
    for care in carers(application):
        if letter in ASKS and not care.may_decide:
            continue
        tell_one(letter, care, at=at, cause=cause)


def carers(application: Application) -> Iterable[Care]:
    """Who has confirmed that they can be reached, and knows that the child’s list is here."""
    untold = Batch.objects.filter(key=application.form_key, told_at__isnull=True)
    if untold.exists():
        return []
    cares = Care.objects.select_related("guardian").filter(application=application)
    return cares.filter(guardian__verified_at__isnull=False).order_by("guardian__made_at", "pk")


def tell_one(letter: str, care: Care, *, at: datetime, cause: str = "") -> None:
    """The subject of the letter is the care: who is told, and of which child."""
    cause = f"{letter} {cause or care.application_id} {care.pk}"
    if care.guardian.reached_by == Guardian.Reach.EMAIL:
        sending.enqueue(letter, subject=care.pk, cause=cause, at=at)
    elif letter not in NOT_BY_PHONE:
        call(letter, care, at=at, cause=cause)


def call(about: str, care: Care, *, at: datetime, cause: str) -> None:
    """Written down for a coordinator, until somebody has called."""
    row = {"guardian": care.guardian, "application_id": care.application_id, "about": about, "made_at": at}
    Call.objects.get_or_create(cause=cause, defaults=row)
