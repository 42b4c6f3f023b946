"""What was told wrong of a child is mended: its name, its month of birth. Code, month of the draw and ticket
stay."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from privacy import keys
from privacy.alike import Known
from school import ages, caring, ledger, moving, places
from school.applying import SCOPE, WRONG, term_for
from school.models import Application, Child, Guardian
from school.refusals import SchoolRefused, Why
from school.registered import NewChild, identity


def correct(*, application_id: UUID, name: str, born_year: int, born_month: int, at: datetime) -> Application:
    """Another age may fit where there is a free place: then it is offered at once. Who is like whom is looked
    at anew. Raises SchoolRefused."""
    with ledger.held() as head:
        row = moving.child(application_id)
        before = row.child.open()
        now = replace(before, name=name, born_year=born_year, born_month=born_month)
        if (born_year, born_month) != (before.born_year, before.born_month):
            _require_age(now, at=at)
        row.child_hash, row.checked_at = _hash(row, before, now), None
        row.child.seal(now, at=at)
        _save(row)
        places.settle(head, at=at)
        return row


def _require_age(child: Child, *, at: datetime) -> None:
    today = places.today_of(at)
    born = {"year": child.born_year, "month": child.born_month}
    if found := ages.wrong(**born, today=today, term=term_for(today=today)):
        raise SchoolRefused(WRONG[found])


def _hash(row: Application, before: Child, now: Child) -> bytes | None:
    """By the contact with which the child was registered; where that has changed since, it proves nothing."""
    people = Guardian.person.open_many(row.guardians.all())
    for contact in (each for person in people.values() for each in caring.known_by(person)):
        if row.child_hash and _hashed(before, contact) == bytes(row.child_hash):
            return _hashed(now, contact)
    return None


def _hashed(child: Child, contact: Known) -> bytes:
    new = NewChild(name=child.name, born_year=child.born_year, born_month=child.born_month)
    return keys.unique_hash(identity(new, contact), scope=SCOPE)


def _save(row: Application) -> None:
    """The family may have registered the right child as well."""
    try:
        with transaction.atomic():
            row.save(update_fields=["sealed", "child_hash", "checked_at"])
    except IntegrityError:
        raise SchoolRefused(Why.ALREADY) from None
