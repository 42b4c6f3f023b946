"""What a coordinator changes of a grown-up, having heard her: who decides about a child, and links that
ask for no digits any more. The journal learns who has done it, in the same transaction."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from office import journal
from office.models import User
from school import caring
from school.models import Care, Guardian
from school.refusals import SchoolRefused, Why

UNGUARDED = journal.deed("school_unguarded", _("took the four digits off a guardian’s links"))
ENTRUSTED = journal.deed("school_entrusted", _("changed who decides about a child"))


@transaction.atomic
def take_off_digits(*, guardian_id: UUID, by: User, at: datetime) -> None:
    """She has forgotten them."""
    caring.guard(guardian_id=guardian_id, digits="")
    journal.note(UNGUARDED, who=by, record=Guardian.objects.get(pk=guardian_id), at=at)


@transaction.atomic
def entrust(*, care_id: UUID, may_decide: bool, by: User, at: datetime) -> Care:
    """Somebody must be left who decides. Raises SchoolRefused."""
    care = Care.objects.select_for_update(of=("self",)).select_related("application").get(pk=care_id)
    deciding = Care.objects.filter(application=care.application_id, may_decide=True)
    others = deciding.filter(guardian__verified_at__isnull=False).exclude(pk=care.pk)
    if not may_decide and not others.exists():
        raise SchoolRefused(Why.NOBODY_DECIDES)
    care.may_decide = may_decide
    care.save(update_fields=["may_decide"])
    journal.note(ENTRUSTED, who=by, record=care.application, at=at)
    return care
