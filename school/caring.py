"""What a grown-up may change of herself: how we reach her, in which language, who else cares for the
child, and who is told of whom."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from letters import sending
from privacy import alike, keys, links
from privacy.documents import Email, Phone
from privacy.models import Link
from school.links import CONTACT, STILL
from school.models import Application, Call, Care, Guardian, Reached
from school.refusals import SchoolRefused, Why
from school.states import State

MOST_GUARDIANS = 4
"""Of one child: mother, father, grandmother and somebody more."""
UNCONFIRMED = timedelta(days=14)
Reach = Guardian.Reach


def reached_by(*, email: str, phone: str) -> str:
    """Letters are surer than calls, and cost nobody's morning."""
    return Reach.EMAIL if email else Reach.PHONE


@transaction.atomic
def change_contacts(*, guardian_id: UUID, email: str, phone: str, at: datetime) -> bool:
    """A telephone holds at once, and a coordinator calls it; she is not found by it before that: it may be a
    stranger's. A new e-mail holds when somebody has pressed the button in the letter to it: until then the
    old one does, and is told. Gives whether there is such a letter.

    Raises SchoolRefused where nothing would be left to reach her by.
    """
    guardian = _held(guardian_id)
    before = guardian.person.open()
    if not (email or phone):
        raise SchoolRefused(Why.NO_CONTACT)
    new = bool(email) and not _same(email, before.email)
    kept = before.email if email else None
    number = Phone(phone) if phone else None
    now = replace(
        before,
        email=kept,
        phone=number or (None if kept else before.phone),
        phone_is_new=_is_new(number, before),
        new_email=Email(email) if new else None,
    )
    _reach(guardian, now, at=at)
    Link.objects.filter(subject=guardian.pk, purpose=CONTACT.name).delete()
    if new:
        if before.email and may_be_told_there(guardian):
            _write("school_contact_old", guardian, at=at)
        _write("school_contact", guardian, at=at)
    if phone and phone != before.phone and not kept:
        call("school_contact", guardian, at=at)
    return new


def may_be_told_there(guardian: Guardian) -> bool:
    """Whether the address she has had so far may learn that there is to be another: somebody who has come by
    her link should not change it unseen. Not if she has said that others look into her letters, or that the
    other parent is not to know of her: they may have that address in common."""
    return not guardian.guard and not guardian.cares.filter(is_hidden=True).exists()


def _write(letter: str, guardian: Guardian, *, at: datetime) -> None:
    sending.enqueue(letter, subject=guardian.pk, cause=f"{letter} {guardian.pk} {at:%s}", at=at)


def _is_new(number: Phone | None, before: Reached) -> bool:
    if number and before.phone and alike.phone(number) == alike.phone(before.phone):
        return before.phone_is_new
    return bool(number) or before.phone_is_new


def _same(email: str, known: str | None) -> bool:
    return bool(known) and alike.email(email) == alike.email(str(known))


def _held(guardian_id: UUID) -> Guardian:
    return Guardian.objects.select_for_update(no_key=True).get(pk=guardian_id)


def _reach(guardian: Guardian, now: Reached, *, at: datetime) -> None:
    guardian.person.seal(now, at=at)
    if now.email or now.phone:
        guardian.reached_by = reached_by(email=now.email or "", phone=now.phone or "")
    guardian.save(update_fields=["sealed", "reached_by"])
    if guardian.seal_id:
        keys.replace_known(guardian.seal_id, *known_by(now))


def known_by(reached: Reached) -> list[alike.Known]:
    """What is confirmed to be hers."""
    found = [alike.email(reached.email)] if reached.email else []
    is_hers = reached.phone and not reached.phone_is_new
    return [*found, alike.phone(str(reached.phone))] if is_hers else found


def call(about: str, guardian: Guardian, *, at: datetime) -> None:
    """Somebody of us rings her up: there is nothing to press on a telephone."""
    row = {"guardian": guardian, "application": None, "about": about, "made_at": at}
    Call.objects.get_or_create(cause=f"{about} {guardian.pk} {at:%s}", defaults=row)


@transaction.atomic
def confirm_phone(*, guardian_id: UUID, at: datetime) -> None:
    """Somebody of us has called it, and it is hers."""
    guardian = _held(guardian_id)
    before = guardian.person.open()
    if before.phone_is_new:
        _reach(guardian, replace(before, phone_is_new=False), at=at)


@transaction.atomic
def confirm_email(*, guardian_id: UUID, at: datetime) -> None:
    """Somebody has pressed the button in the letter that went there. Twice is the same as once."""
    guardian = _held(guardian_id)
    before = guardian.person.open()
    if before.new_email:
        _reach(guardian, replace(before, email=before.new_email, new_email=None), at=at)


def change_language(*, guardian_id: UUID, language: str) -> None:
    """Of letters and calls; the page speaks the language it is opened in."""
    Guardian.objects.filter(pk=guardian_id).update(language=language)


@transaction.atomic
def guard(*, guardian_id: UUID, digits: str) -> None:
    """Four digits she has chosen open her links from now on, those in letters of before too, and buttons that
    ask for none work no more; none: links open by themselves again. Who was let in before
    is not in any more."""
    guarded = links.guarding(digits) if digits else ""
    answers = Care.objects.filter(guardian=guardian_id).values("pk")
    Link.objects.filter(purpose=STILL.name, subject__in=answers).delete()
    Guardian.objects.filter(pk=guardian_id).update(guard=guarded)
    links.guard_all(guardian_id, guarded=guarded)


def add_guardian(*, by: UUID, person: Reached, language: str, may_decide: bool, at: datetime) -> Guardian:
    """Another grown-up who cares for the children of this one, with links of her own once she has confirmed.
    Only for children about whom the first may decide herself.

    Raises SchoolRefused where there are too many already.
    """
    person = replace(person, phone_is_new=bool(person.email and person.phone))
    children = list(Application.objects.filter(cares__guardian=by, cares__may_decide=True).order_by("pk"))
    if not children:
        raise SchoolRefused(Why.NO_RIGHT)
    _require_few(children, by=by)
    seal_id = keys.new_seal(*known_by(person), at=at)
    with transaction.atomic():
        _held(by)
        _require_few(children, by=by)
        reach = reached_by(email=person.email or "", phone=person.phone or "")
        guardian = Guardian(seal_id=seal_id, language=language, reached_by=reach, made_at=at)
        guardian.person.seal(person, at=at)
        guardian.save(force_insert=True)
        rows = [Care(guardian=guardian, application=each, may_decide=may_decide) for each in children]
        Care.objects.bulk_create(rows)
        _invite(guardian, at=at)
    return guardian


def _require_few(children: list[Application], *, by: UUID) -> None:
    """Of those she is told of, so that nobody can count the others; and of all twice as many at most."""
    for each in children:
        told_of = each.cares.filter(Q(is_hidden=False) | Q(guardian=by))
        if told_of.count() >= MOST_GUARDIANS or each.cares.count() >= 2 * MOST_GUARDIANS:
            raise SchoolRefused(Why.MANY_GUARDIANS)


def _invite(guardian: Guardian, *, at: datetime) -> None:
    if guardian.reached_by == Reach.EMAIL:
        sending.enqueue("school_guardian", subject=guardian.pk, cause=f"school_guardian {guardian.pk}", at=at)
    else:
        call("school_guardian", guardian, at=at)


def join(*, guardian_id: UUID, at: datetime) -> None:
    """She has pressed the button in her letter, or said yes on the telephone. Twice is the same as once."""
    known = Guardian.objects.filter(pk=guardian_id, verified_at__isnull=True)
    known.filter(Exists(Care.objects.filter(guardian=OuterRef("pk")))).update(verified_at=at, ends_at=None)


def hide(*, guardian_id: UUID, hidden: bool) -> None:
    """Whether the other guardians are told that there is this one. What she may do, she may all the same."""
    Care.objects.filter(guardian=guardian_id).update(is_hidden=hidden)


def others(guardian_id: UUID) -> list[Guardian]:
    """Who else cares for her children, as far as she is told of them."""
    shared = Care.objects.filter(application__cares__guardian=guardian_id, is_hidden=False)
    ids = shared.exclude(guardian=guardian_id).values("guardian")
    return list(Guardian.objects.filter(pk__in=ids, seal_id__isnull=False))


def forget_strangers(*, at: datetime) -> int:
    """Who was said to care for a child and has not confirmed it in two weeks is forgotten within the hour.
    Who has registered a child herself goes with it (`applying.lapse`)."""
    rows = Guardian.objects.filter(verified_at__isnull=True, ends_at__isnull=True)
    asked = Care.objects.filter(guardian=OuterRef("pk"), application__state=State.RECEIVED)
    return rows.filter(~Exists(asked), made_at__lte=at - UNCONFIRMED).update(ends_at=at)
