"""What a coordinator writes to the families of a group: to each grown-up once, in a language of her own."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from letters import sending
from office import journal
from office.models import User
from school import telling
from school.models import Care, Copy, Guardian, Message
from school.states import SITTING

WROTE = journal.deed("school_message", _("wrote to the families of a group"))


def cares_of(group_id: int) -> "QuerySet[Care]":
    """Grown-ups who have confirmed their contact, with each child of theirs that has a place there."""
    rows = Care.objects.select_related("guardian").filter(
        application__enrolments__group=group_id,
        application__enrolments__state__in=SITTING,
        guardian__verified_at__isnull=False,
    )
    return rows.order_by("guardian__made_at", "pk").distinct()


@transaction.atomic
def write_to_group(
    *, group_id: int, words: Mapping[str, str], form_key: UUID, by: User, at: datetime
) -> Message:
    """By letter, or by a call. Sending the same form again writes nothing."""
    message, is_new = Message.objects.get_or_create(
        form_key=form_key, defaults={"group_id": group_id, "words": dict(words), "by": by, "sent_at": at}
    )
    if is_new:
        for care in {care.guardian_id: care for care in cares_of(group_id)}.values():
            _pass_on(message, care, at=at)
        journal.note(WROTE, who=by, record=message, at=at)
    return message


def _pass_on(message: Message, care: Care, *, at: datetime) -> None:
    copy = Copy.objects.create(message=message, guardian=care.guardian)
    cause = cause_of(copy)
    if care.guardian.reached_by == Guardian.Reach.EMAIL:
        sending.enqueue("school_message", subject=copy.pk, cause=cause, at=at)
    else:
        telling.call("school_message", care, at=at, cause=cause)


def cause_of(copy: Copy) -> str:
    """By which a call finds what is to be read out."""
    return f"school_message {copy.pk}"
