"""The list there was before, taken in with its real dates: first on trial, then for good, and families are
told only when somebody says yes a second time.

Inside a month the old order stays: in place of a drawn ticket a child has a number made of its day and its
line, which is smaller than any ticket.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext_lazy as _

from letters import sending
from office import journal
from office.models import User
from privacy import alike, keys
from privacy.documents import Email, Phone
from school import applying, fresh_codes, ledger, places, telling
from school.import_reading import PUPIL, Fault, Line, Read, Wrong, known
from school.ledger import By, Deed
from school.models import Application, Batch, Care, Child, Enrolment, Group, Guardian, Head, Reached
from school.order import Tier
from school.registered import NewChild, identity
from school.states import LIVE, EnrolmentState, State
from timetable.expansion import WARSAW, moment

TAKEN_IN = journal.deed("school_list_taken_in", _("took in a list that was kept before"))
TOLD = journal.deed("school_list_told", _("told the families of a list that was taken in"))
NOON = time(12)


@dataclass(frozen=True, kw_only=True, repr=False)
class Plan:
    """What would become of a list."""

    new: list[Line] = field(default_factory=list)
    there: list[int] = field(default_factory=list)
    """Lines whose child is on the list already: nothing happens to them."""
    wrong: list[Wrong] = field(default_factory=list)
    groups: dict[str, Group] = field(default_factory=dict)
    families: int = 0
    twins: int = 0

    @property
    def pupils(self) -> list[Line]:
        return [line for line in self.new if line.state == PUPIL]

    @property
    def waiting(self) -> list[Line]:
        """In the order in which they will stand."""
        return sorted((line for line in self.new if line.state != PUPIL), key=_old_order)

    @property
    def is_ready(self) -> bool:
        """Nothing is taken in while a line is wrong: so nobody is forgotten."""
        return bool(self.new) and not self.wrong

    @property
    def overfull(self) -> list[tuple[Group, int]]:
        """Groups that would have more pupils than places, and how many."""
        coming = Counter(line.group for line in self.pupils)
        full = [(group, group.taken + coming[name]) for name, group in self.groups.items()]
        return [(group, number) for group, number in full if number > group.capacity]


def _old_order(line: Line) -> tuple[date, int]:
    return line.since, line.number


def plan(read: Read, *, today: date) -> Plan:
    """On trial: nothing is written."""
    groups = groups_for(today=today)
    there = _there(read.lines)
    unknown = [
        Wrong(number=line.number, column="group", fault=Fault.UNKNOWN_GROUP)
        for line in read.lines
        if line.state == PUPIL and line.group not in groups
    ]
    new = [line for line in read.lines if line.number not in there]
    return Plan(
        new=new,
        there=sorted(there),
        wrong=sorted([*read.wrong, *unknown], key=lambda wrong: wrong.number),
        groups=groups,
        families=len({known(line.contact) for line in new}),
        twins=len(new) - len({_twins(line) for line in new}),
    )


def groups_for(*, today: date) -> dict[str, Group]:
    """Of the term that runs, or else of the next one, by name."""
    rows = Group.objects.select_related("term").filter(term__ends_on__gte=today)
    first = rows.order_by("term__starts_on").values_list("term", flat=True)[:1]
    return {group.name: group for group in rows.filter(term__in=list(first))}


def _twins(line: Line) -> tuple[alike.Known, date]:
    """Children of one family who are born in one month have one ticket."""
    return known(line.contact), line.born


def child_hash(line: Line) -> bytes:
    child = NewChild(name=line.child, born_year=line.born.year, born_month=line.born.month)
    return keys.unique_hash(identity(child, known(line.contact)), scope="school")


def _there(lines: Iterable[Line]) -> set[int]:
    hashes = {child_hash(line): line.number for line in lines}
    rows = Application.objects.filter(child_hash__in=list(hashes), state__in=LIVE)
    return {hashes[bytes(each or b"")] for each in rows.values_list("child_hash", flat=True)}


def take_in(read: Read, *, key: UUID, by: User, at: datetime) -> Batch:
    """All of it or nothing. Sending the same form again takes in nothing more; whoever is there already stays
    as she is. No letter goes out, and no group gives a place before the families are told."""
    if batch := made_before(key):
        return batch
    made = plan(read, today=at.astimezone(WARSAW).date())
    if not made.is_ready:
        raise ValueError("A line is wrong, or there is nothing to take in.")
    seals = {line.number: keys.new_seal(at=at) for line in made.new}
    with ledger.held() as head:
        batch, is_new = Batch.objects.get_or_create(
            key=key,
            defaults={"made_at": at, "by": by, "pupils": len(made.pupils), "waiting": len(made.waiting)},
        )
        if is_new:
            rows = _applications(made, seals, key=key, at=at)
            _cared_for(made.new, rows, at=at)
            _seat(head, made, rows, at=at)
            _put_in_line(head, made, rows, at=at)
            journal.note(TAKEN_IN, who=by, record=batch, at=at)
        return batch


def made_before(key: UUID) -> Batch | None:
    return Batch.objects.filter(pk=key).first()


def _applications(made: Plan, seals: dict[int, UUID], *, key: UUID, at: datetime) -> dict[int, Application]:
    """By the number of the line."""
    pupils = {known(line.contact) for line in made.pupils}
    tickets: dict[tuple[alike.Known, date], Application] = {}
    rows = {}
    for line, code in zip(sorted(made.new, key=_old_order), fresh_codes.fresh(len(made.new)), strict=True):
        row = _application(line, code=code, seal=seals[line.number], key=key, at=at)
        twin = tickets.setdefault(_twins(line), row)
        row.ticket_of = twin.code
        if line.state != PUPIL:
            row.ticket = twin.ticket or _ticket(line)
            row.tier = Tier.SIBLING if line.sibling or known(line.contact) in pupils else Tier.EVERYONE
        rows[line.number] = row
    Application.objects.bulk_create(applying.in_one_order(rows.values()))
    return rows


def _application(line: Line, *, code: str, seal: UUID, key: UUID, at: datetime) -> Application:
    since = moment(datetime.combine(line.since, NOON))
    row = Application(
        seal_id=seal,
        code=code,
        state=State.PLACED if line.state == PUPIL else State.WAITING,
        round=line.since.replace(day=1),
        days=list(line.days),
        level=line.level,
        says_sibling=line.sibling,
        child_hash=child_hash(line),
        origin="staff",
        form_key=key,
        nth=line.number,
        made_at=since,
        verified_at=since,
        state_at=since,
        answered_at=at,
    )
    row.child.seal(Child(name=line.child, born_year=line.born.year, born_month=line.born.month), at=at)
    return row


def _ticket(line: Line) -> str:
    return f"{line.since:%Y%m%d}{line.number:04d}".zfill(64)


def _cared_for(lines: list[Line], rows: dict[int, Application], *, at: datetime) -> None:
    """One grown-up for each contact: who is known already cares for one child more."""
    guardians: dict[alike.Known, Guardian] = {}
    families: dict[alike.Known, UUID] = {}
    for line in lines:
        contact = known(line.contact)
        if contact not in guardians:
            guardians[contact] = _known_guardian(contact) or _new_guardian(line, contact, at=at)
            families[contact] = uuid4()
        rows[line.number].family = families[contact]
    Application.objects.bulk_update(rows.values(), ["family"])
    Care.objects.bulk_create(
        Care(guardian=guardians[known(line.contact)], application=rows[line.number]) for line in lines
    )


def _known_guardian(contact: alike.Known) -> Guardian | None:
    return Guardian.objects.filter(seal_id__in=keys.find(contact), verified_at__isnull=False).first()


def _new_guardian(line: Line, contact: alike.Known, *, at: datetime) -> Guardian:
    way = {"email": Email(line.contact)} if contact.kind == "email" else {"phone": Phone(line.contact)}
    reached = Reached(name=line.guardian, **way)
    guardian = Guardian(
        seal_id=keys.new_seal(contact, at=at),
        language=line.language,
        reached_by=contact.kind,
        made_at=at,
        verified_at=at,
    )
    guardian.person.seal(reached, at=at)
    guardian.save(force_insert=True)
    return guardian


def _seat(head: Head, made: Plan, rows: dict[int, Application], *, at: datetime) -> None:
    """More pupils than places are an overhang: nobody is thrown out."""
    today = at.astimezone(WARSAW).date()
    for line in made.pupils:
        row, group = rows[line.number], made.groups[line.group]
        has_begun = group.term.starts_on <= today
        Enrolment.objects.create(
            application=row,
            term=group.term,
            group=group,
            state=EnrolmentState.LEARNING if has_begun else EnrolmentState.COMING,
            made_at=row.made_at,
        )
        ledger.write(head, Deed.ENROLLED, row.code, by=By.STAFF, at=at, inside={"group": str(group)})
    ids = {made.groups[line.group].pk for line in made.pupils}
    for group in Group.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"):
        places.recount(group)


def _put_in_line(head: Head, made: Plan, rows: dict[int, Application], *, at: datetime) -> None:
    for row in (rows[line.number] for line in made.waiting):
        stands: dict[str, Any] = {"round": f"{row.round:%Y-%m}", "tier": int(row.tier)}
        ledger.write(head, Deed.VERIFIED, row.code, by=By.STAFF, at=at, ticket_of=row.ticket_of, **stands)
        ledger.write(head, Deed.DRAWN, row.code, by=By.STAFF, at=at, ticket=row.ticket, **stands)


def tell(*, key: UUID, by: User, at: datetime) -> Batch:
    """The second yes: each family once, and free places go to who is next. Twice is the same as once."""
    with ledger.held() as head:
        batch = Batch.objects.get(pk=key)
        if batch.told_at:
            return batch
        for care in {care.guardian_id: care for care in cares_of(batch)}.values():
            _tell(care, at=at)
        batch.told_at = at
        batch.save(update_fields=["told_at"])
        journal.note(TOLD, who=by, record=batch, at=at)
        places.settle(head, at=at)
        return batch


def cares_of(batch: Batch) -> list[Care]:
    rows = Care.objects.select_related("guardian").filter(application__form_key=batch.key)
    return list(rows.filter(guardian__verified_at__isnull=False).order_by("guardian__made_at", "pk"))


def _tell(care: Care, *, at: datetime) -> None:
    cause = f"school_imported {care.guardian_id}"
    if care.guardian.reached_by == Guardian.Reach.EMAIL:
        sending.enqueue("school_imported", subject=care.guardian_id, cause=cause, at=at)
    else:
        telling.call("school_imported", care, at=at, cause=cause)
