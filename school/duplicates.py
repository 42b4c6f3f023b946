"""One child registered twice: found by a machine, decided by a person, and never merged by itself.

The machine opens everybody’s names to compare them and shows nobody any; what it leaves behind is two numbers
and a reason.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from office import journal
from office.models import User
from privacy import alike, forgetting
from school import caring, first_days, leaving, ledger, telling
from school.ledger import By, Deed
from school.likeness import Crowd, Record
from school.models import Application, Care, Child, Draw, Guardian, Likeness, Reached
from school.refusals import SchoolRefused, Why
from school.states import LIVE, State

ONE_CHILD = journal.deed("school_one_child", _("found that two applications were of one child"))
TWO_CHILDREN = journal.deed("school_two_children", _("found that two applications were of two children"))
TWINS = journal.deed("school_twins", _("found that two children were twins"))
COMPARED = [state for state in LIVE if state != State.RECEIVED]
HOLDS = (State.OFFERED, State.PLACED)
"""Such an application stays, whichever came first."""


def unlooked() -> "QuerySet[Application]":
    return Application.objects.filter(state__in=COMPARED, checked_at=None)


def look(*, at: datetime) -> int:
    """Compare who is new with everybody; gives how many pairs somebody should look at."""
    new = {str(pk) for pk in unlooked().values_list("pk", flat=True)}
    if not new:
        return 0
    pairs = [
        Likeness(first_id=UUID(each.one), second_id=UUID(each.other), sign=each.sign, found_at=at)
        for each in Crowd(records()).found(new)
    ]
    with transaction.atomic():
        Likeness.objects.bulk_create(pairs, ignore_conflicts=True)
        Application.objects.filter(pk__in=new).update(checked_at=at)
    return len(pairs)


def records() -> list[Record]:
    """Of everybody who is confirmed, in the order of their coming."""
    rows = list(Application.objects.filter(state__in=COMPARED).order_by("made_at", "form_key", "nth"))
    children: dict[UUID, Child] = Application.child.open_many(rows)
    cares = list(Care.objects.filter(application__in=rows).select_related("guardian"))
    people: dict[UUID, Reached] = Guardian.person.open_many({each.guardian for each in cares})
    reached: dict[UUID, list[Reached]] = defaultdict(list)
    contacts: dict[UUID, list[alike.Known]] = defaultdict(list)
    for care in cares:
        if person := people.get(care.guardian_id):
            reached[care.application_id].append(person)
            contacts[care.application_id] += _confirmed(care.guardian, person)
    known = [row for row in rows if row.pk in children]
    return [record(row, children[row.pk], reached[row.pk], contacts[row.pk]) for row in known]


def _confirmed(guardian: Guardian, person: Reached) -> list[alike.Known]:
    """Who has confirmed nothing may have typed what is a stranger's."""
    return caring.known_by(person) if guardian.verified_at else []


def record(
    row: Application, child: Child, grown_ups: list[Reached], contacts: Iterable[alike.Known]
) -> Record:
    return Record(
        key=str(row.pk),
        form=str(row.form_key),
        name=child.name,
        born=(child.born_year, child.born_month),
        grown_ups=tuple(each.name for each in grown_ups),
        contacts=frozenset(contacts),
    )


def undecided() -> "QuerySet[Likeness]":
    """The oldest first; pairs of which one has left the list meanwhile are nobody’s worry."""
    open_pairs = Likeness.objects.filter(verdict="", first__state__in=LIVE, second__state__in=LIVE)
    return open_pairs.select_related("first", "second").order_by("found_at", "pk")


@transaction.atomic
def are_two(*, likeness_id: int, by: User, at: datetime) -> Likeness:
    pair = _decide(likeness_id, Likeness.Verdict.TWO, by=by, at=at)
    journal.note(TWO_CHILDREN, who=by, record=pair.second, at=at)
    return pair


def may_be_twins(pair: Likeness) -> bool:
    """Until the list of their month is public: there each stands with the code it is drawn by."""
    one, other = pair.first, pair.second
    if not (one.state == other.state == State.VERIFIED and one.round == other.round and not other.ticket):
        return False
    return not (one.round and Draw.objects.filter(round=one.round, listed_at__isnull=False).exists())


def are_twins(*, likeness_id: int, by: User, at: datetime) -> Likeness:
    """They will be drawn by one ticket. Raises SchoolRefused once either has its own."""
    with ledger.held() as head:
        pair = _decide(likeness_id, Likeness.Verdict.TWINS, by=by, at=at)
        if not may_be_twins(pair):
            raise SchoolRefused(Why.DRAWN)
        one, other = pair.first, pair.second
        other.ticket_of, other.family = one.ticket_of, one.family
        other.save(update_fields=["ticket_of", "family"])
        facts: dict[str, Any] = {"tier": int(other.tier), "round": f"{other.round:%Y-%m}"}
        facts |= {"ticket_of": other.ticket_of}
        ledger.write(head, Deed.VERIFIED, other.code, by=By.STAFF, at=at, **facts)
        journal.note(TWINS, who=by, record=other, at=at)
        return pair


def are_one(
    *, likeness_id: int, by: User, at: datetime, hidden: bool = False, asked: bool = False
) -> Application:
    """The earlier application stays, or the one that has a place; the other is erased. Who cares for the
    other cares for it from now on, and is told, if both have a confirmed contact in common. Anybody else may
    be whom its family has fled, and is told nothing and cares for nothing, unless the family was `asked`:
    then such a one may look, and not decide. `hidden`: the grown-ups learn nothing of one another.

    Raises SchoolRefused if both have places.
    """
    with ledger.held():
        pair = _decide(likeness_id, Likeness.Verdict.SAME, by=by, at=at)
        kept, other = _kept(pair)
        if other.state in HOLDS:
            raise SchoolRefused(Why.BOTH_PLACED)
        known, theirs = _all_contacts(kept), _contacts(other)
        for care in Care.objects.filter(application=other).select_related("guardian"):
            is_theirs = not known.isdisjoint(theirs.get(care.guardian_id, ()))
            if is_theirs or asked:
                may_decide = is_theirs and care.may_decide
                _cares_for(care, kept, hidden=hidden, may_decide=may_decide, at=at)
        journal.note(ONE_CHILD, who=by, record=kept, at=at)
        _erase(other, at=at)
        return kept


def _erase(other: Application, *, at: datetime) -> None:
    """In the transaction that says so: by staff, and without a receipt."""
    seals = first_days.seals(other) | ({other.seal_id} if other.seal_id else set())
    leaving.forget(Application.objects.filter(pk=other.pk), at=at, by=By.STAFF)
    forgetting.erase_within(seals, at=at)


def _kept(pair: Likeness) -> tuple[Application, Application]:
    if pair.second.state in HOLDS and pair.first.state not in HOLDS:
        return pair.second, pair.first
    return pair.first, pair.second


def _contacts(application: Application) -> dict[UUID, set[alike.Known]]:
    """Confirmed ones, by grown-up."""
    guardians = list(application.guardians.all())
    people = Guardian.person.open_many(guardians)
    return {each.pk: set(_confirmed(each, people[each.pk])) for each in guardians if each.pk in people}


def _all_contacts(application: Application) -> set[alike.Known]:
    return {known for some in _contacts(application).values() for known in some}


def share_a_contact(pair: Likeness) -> bool:
    """Whether nobody new would care for the child that stays."""
    return not _all_contacts(pair.first).isdisjoint(_all_contacts(pair.second))


def _cares_for(care: Care, kept: Application, *, hidden: bool, may_decide: bool, at: datetime) -> None:
    rights: dict[str, Any] = {"may_decide": may_decide, "is_hidden": hidden or care.is_hidden}
    moved, new = Care.objects.get_or_create(guardian=care.guardian, application=kept, defaults=rights)
    if new and hidden:
        Care.objects.filter(application=kept).update(is_hidden=True)
    telling.tell_one("school_again", moved, at=at, cause=f"joined {moved.pk}")


def _decide(likeness_id: int, verdict: str, *, by: User, at: datetime) -> Likeness:
    """Two who decide at once: the second is told."""
    pair = Likeness.objects.select_for_update(no_key=True, of=("self",)).select_related("first", "second")
    row = pair.filter(pk=likeness_id, verdict="").first()
    if row is None:
        raise SchoolRefused(Why.MOVE)
    row.verdict, row.decided_at, row.decided_by = verdict, at, by
    row.save(update_fields=["verdict", "decided_at", "decided_by"])
    return row
