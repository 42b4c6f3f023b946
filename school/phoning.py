"""A coordinator has a family on the telephone: registers it, or hears that it has registered. The rules are
those of `applying`; here the journal learns who has done it, in the same transaction."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from office import journal
from office.models import User
from school import applying, ledger
from school.ledger import By
from school.models import Application, Guardian
from school.refusals import SchoolRefused, Why
from school.registered import Family

REGISTERED = journal.deed("school_registered", _("registered a family with the school"))
CONFIRMED = journal.deed("school_confirmed", _("confirmed a family of the school on the telephone"))


def register(*, family: Family, form_key: UUID, by: User, at: datetime) -> Guardian:
    """At once confirmed: somebody has heard them. Raises SchoolRefused, for a child that is there already
    too: staff may know."""
    with ledger.held():
        if applying.is_made(form_key):
            return Guardian.objects.filter(children__form_key=form_key)[0]
        if applying.already(family):
            raise SchoolRefused(Why.ALREADY)
        guardian = applying.register(family=family, form_key=form_key, at=at, origin="staff")
        if guardian is None:  # Its child came by the form this moment.
            raise SchoolRefused(Why.ALREADY)
        applying.verify(guardian_id=guardian.pk, at=at, by=By.STAFF)
        journal.note(REGISTERED, who=by, record=guardian, at=at)
        return guardian


@transaction.atomic
def confirm(*, guardian_id: UUID, by: User, at: datetime) -> list[Application]:
    moved = applying.verify(guardian_id=guardian_id, at=at, by=By.STAFF)
    if moved:
        journal.note(CONFIRMED, who=by, record=moved[0], at=at)
    return moved
