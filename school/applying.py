"""A family registers: from the form to the confirmed application, which then stands in its month’s draw.

Who has only typed something into a form changes nothing for anybody: the list begins with the button behind
the mailed link, or with a coordinator who has heard the family on the telephone.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from privacy import keys
from privacy.alike import Known
from school import confirming, fresh_codes, ledger, moving, notice, telling
from school.ages import Wrong, wrong
from school.leaving import month_of
from school.ledger import By, Deed
from school.models import Application, Call, Care, Child, Guardian, Head, Reached, Term
from school.models.applications import UNCONFIRMED
from school.refusals import SchoolRefused, Why
from school.registered import MOST_CHILDREN, Family, NewChild, identity, twins_of
from school.states import LIVE, State
from timetable.expansion import WARSAW

SCOPE = "school"
"""Of the hashes that make one child of one contact comparable."""
COMES_BACK = (State.WITHDRAWN, State.LEFT)
"""Such a child has its code and its ticket still: it comes back with them."""
ASKED_AT_MOST = 3
"""Forms of one contact that nobody has confirmed; what comes after them is answered alike and not kept."""
TRIES = 40
"""To find a code that nobody has."""
WRONG = {Wrong.NOT_BORN: Why.NOT_BORN, Wrong.TOO_YOUNG: Why.TOO_YOUNG, Wrong.TOO_OLD: Why.TOO_OLD}


def is_made(form_key: UUID) -> bool:
    return Application.objects.filter(form_key=form_key).exists()


def term_for(*, today: date) -> date | None:
    """The first day of the term that runs, or else of the next one: age is judged on it."""
    terms = Term.objects.filter(ends_on__gte=today).order_by("starts_on")
    return terms.values_list("starts_on", flat=True).first()


def register(*, family: Family, form_key: UUID, at: datetime, origin: str = "family") -> Guardian | None:
    """The family is received, and asked to confirm. The same form sent again gives what the first one made.

    A child that the same contact has registered already makes no second application: its family is told by
    letter, and whoever has sent the form must not learn of it. None when there was no other child, or when
    the contact has too many unconfirmed forms already. Raises SchoolRefused.
    """
    if is_made(form_key):
        return _of_form(form_key)
    _check(family, at=at)
    if origin == "family" and _is_flooded(family.contact):
        return None
    for _try in range(TRIES):
        there = already(family)
        new = [each for each in family.children if _hash(each, family) not in there]
        try:
            with transaction.atomic():
                for row in there.values():
                    confirming.tell_again(row, family.contact, at=at)
                return _made(new, family, form_key=form_key, at=at, origin=origin) if new else None
        except IntegrityError as error:
            if broken(error) == "application_is_sent_once":
                return _of_form(form_key)
            if broken(error) not in ("application_is_one_a_child", "school_application_code_key"):
                raise
    raise SchoolRefused(Why.BUSY)


def _is_flooded(contact: Known) -> bool:
    """Somebody sends forms with an address or a number that may be another’s: who owns it has letters and
    calls enough to confirm by, and nothing more comes."""
    asked = Guardian.objects.filter(seal_id__in=keys.find(contact), verified_at__isnull=True)
    return asked.filter(children__state=State.RECEIVED).distinct().count() >= ASKED_AT_MOST


def _of_form(form_key: UUID) -> Guardian | None:
    return Guardian.objects.filter(children__form_key=form_key).first()


def _check(family: Family, *, at: datetime) -> None:
    today = at.astimezone(WARSAW).date()
    term = term_for(today=today)
    if not 0 < len(family.children) <= MOST_CHILDREN:
        raise SchoolRefused(Why.TOO_MANY)
    if not family.days:
        raise SchoolRefused(Why.WHICH_DAYS)
    for child in family.children:
        found = wrong(year=child.born_year, month=child.born_month, today=today, term=term)
        if found:
            raise SchoolRefused(WRONG[found])
    if len({identity(each, family.contact) for each in family.children}) < len(family.children):
        raise SchoolRefused(Why.SAME_CHILD)


def _hash(child: NewChild, family: Family) -> bytes:
    return keys.unique_hash(identity(child, family.contact), scope=SCOPE)


def already(family: Family) -> dict[bytes, Application]:
    """Children of this form whom this contact has registered before, by their hash."""
    hashes = {_hash(each, family) for each in family.children}
    live = Application.objects.filter(child_hash__in=hashes, state__in=[*LIVE, *COMES_BACK])
    # Looked at once: what another form commits a moment later is met by the constraint, not by this.
    rows = {each.pk: each for each in live.order_by("state_at", "pk")}
    seals = keys.find(family.contact)
    cares = Care.objects.filter(application__in=rows, guardian__seal_id__in=seals)
    mine = set(cares.values_list("application_id", flat=True))
    # The contact of the others has changed since: their hash proves nothing.
    live.filter(pk__in=rows.keys() - mine).update(child_hash=None)
    return {bytes(each.child_hash or b""): each for pk, each in rows.items() if pk in mine}


def _made(children: list[NewChild], family: Family, *, form_key: UUID, at: datetime, origin: str) -> Guardian:
    guardian = _guardian(family, at=at)
    taken = fresh_codes.fresh(len(children))
    rows = [_application(each, family, form_key=form_key, at=at, origin=origin) for each in children]
    together = uuid4()
    for nth, (row, twin) in enumerate(zip(rows, twins_of(tuple(children)), strict=True)):
        row.nth, row.code, row.ticket_of, row.family = nth, taken[nth], taken[twin], together
    Application.objects.bulk_create(in_one_order(rows))
    Care.objects.bulk_create(Care(guardian=guardian, application=row) for row in rows)
    if origin == "family":
        confirming.ask(guardian, at=at)
    return guardian


def in_one_order(rows: Iterable[Application]) -> list[Application]:
    """The same for everybody who enters the same children at the same moment: the second waits for the first,
    and never both for one another."""
    return sorted(rows, key=lambda row: bytes(row.child_hash or b""))


def _guardian(family: Family, *, at: datetime) -> Guardian:
    contact = family.contact
    guardian = Guardian(
        seal_id=keys.new_seal(contact, at=at),
        language=family.language,
        reached_by=contact.kind,
        made_at=at,
    )
    reached = Reached(name=family.name, email=family.email, phone=family.phone, note=family.note)
    guardian.person.seal(reached, at=at)
    guardian.save(force_insert=True)
    return guardian


def _application(
    child: NewChild, family: Family, *, form_key: UUID, at: datetime, origin: str
) -> Application:
    row = Application(
        seal_id=keys.new_seal(at=at),
        days=sorted(family.days),
        together=family.together,
        says_sibling=family.says_sibling,
        child_hash=_hash(child, family),
        origin=origin,
        notice=notice.VERSION,
        form_key=form_key,
        made_at=at,
        state_at=at,
    )
    known = Child(name=child.name, born_year=child.born_year, born_month=child.born_month, note=child.note)
    row.child.seal(known, at=at)
    return row


def verify(*, guardian_id: UUID, at: datetime, by: By = By.FAMILY) -> list[Application]:
    """Whoever is asked has answered: from now on the children are in this month’s draw. Twice is the same as
    once; gives whom it has moved. Raises SchoolRefused when what was told is about to be erased."""
    with ledger.held() as head:
        guardian = Guardian.objects.select_for_update(no_key=True).get(pk=guardian_id)
        received = Application.objects.select_for_update(no_key=True, of=("self",)).filter(
            cares__guardian=guardian, state=State.RECEIVED
        )
        rows = list(received.order_by("nth"))
        if is_lapsed(guardian):
            raise SchoolRefused(Why.LAPSED)
        guardian.verified_at, guardian.ends_at = guardian.verified_at or at, None
        guardian.save(update_fields=["verified_at", "ends_at"])
        for row in rows:
            _verified(head, row, by=by, at=at)
        Call.objects.filter(guardian=guardian, about=confirming.ASKED, done_at=None).update(done_at=at)
        if rows and guardian.reached_by == Guardian.Reach.EMAIL:
            telling.tell_one("school_verified", _care(guardian, rows), at=at, cause=str(guardian.pk))
    return rows


def is_lapsed(guardian: Guardian) -> bool:
    """Whether it is too late to confirm: what was told is about to be erased."""
    return not guardian.children.exclude(state=State.LAPSED).exists()


def _care(guardian: Guardian, rows: list[Application]) -> Care:
    """One letter for all of them, which is about the first."""
    return Care.objects.select_related("guardian").get(guardian=guardian, application=rows[0])


def _verified(head: Head, row: Application, *, by: By, at: datetime) -> None:
    moving.move(row, State.VERIFIED, at=at, round=month_of(at), verified_at=at)
    month = f"{row.round:%Y-%m}"
    facts: dict[str, Any] = {"tier": int(row.tier), "round": month, "ticket_of": row.ticket_of}
    ledger.write(head, Deed.VERIFIED, row.code, by=by, at=at, **facts)


def lapse(*, at: datetime) -> int:
    """Who has not confirmed in fourteen days: what they have told us is then erased (`retention`)."""
    due = Application.objects.filter(state=State.RECEIVED, made_at__lte=at - UNCONFIRMED)
    return due.update(state=State.LAPSED, state_at=at)


def broken(error: IntegrityError) -> str:
    """The name of the constraint."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return str(getattr(diagnosis, "constraint_name", "") or "")
