"""Erasing at a family’s word: a child with everything that was told of it, or one grown-up alone. What is
left is a receipt for the family, and the code in the ledger."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from letters import sending
from office import journal
from privacy import forgetting
from school import first_days
from school.models import Application, Care, Guardian
from school.refusals import SchoolRefused, Why

ERASED = journal.deed("school_erased", _("had a child of the school list erased"))


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What is erased, and when; by when it can not be brought back from any backup."""

    codes: tuple[str, ...]
    at: datetime
    gone_from_backups_at: datetime
    last_letter: bool = False
    """Whether the same comes by letter, after which the grown-up is forgotten too."""


def erase_child(*, application_id: UUID, at: datetime) -> Receipt:
    """At once: name, birth month, days, everything told for the first day. The place or the place in the list
    goes to others. Grown-ups who care for nobody else get one last letter and follow within the hour."""
    application = Application.objects.get(pk=application_id)
    carers = list(Care.objects.filter(application=application).values_list("guardian_id", flat=True))
    journal.note(ERASED, who=None, record=application, why=journal.ASKED_FOR, at=at)
    seals = first_days.seals(application) | ({application.seal_id} if application.seal_id else set())
    _erase(seals, at=at)
    left = list(Guardian.objects.filter(pk__in=carers))
    for guardian in left:
        if guardian.ends_at or guardian.cares.exclude(application=application_id).exists():
            last_word(guardian, cause=application.code, at=at)
    return receipt(application.code, at=at, last_letter=any(each.ends_at for each in left))


def _erase(seals: set[UUID], *, at: datetime) -> None:
    """The keys are gone in any case. While somebody holds the list its rows stay for the hourly clean-up, and
    who has no other child gets the last letter then (`tell_of_clock`)."""
    try:
        forgetting.erase(seals, at=at)
    except SchoolRefused as refused:
        if refused.why != Why.BUSY:
            raise


def receipt(*codes: str, at: datetime, last_letter: bool = False) -> Receipt:
    gone = at + forgetting.VAULT_BACKUPS
    return Receipt(codes=codes, at=at, gone_from_backups_at=gone, last_letter=last_letter)


def last_word(guardian: Guardian, *, cause: str = "", at: datetime) -> None:
    """The receipt by letter, to who can get one: nobody is called to hear that we have forgotten her. The
    very last is sent once, whatever the reason."""
    if guardian.reached_by == Guardian.Reach.EMAIL and guardian.verified_at:
        said = f"school_erased {guardian.pk}" if guardian.ends_at else f"school_erased {guardian.pk} {cause}"
        sending.enqueue("school_erased", subject=guardian.pk, cause=said, at=at)


def erase_guardian(*, guardian_id: UUID, at: datetime) -> Receipt:
    """The grown-up alone, at once: the child stays with the others who care for it. A child with nobody else
    goes too."""
    guardian = Guardian.objects.get(pk=guardian_id)
    alone = [
        each for each in Application.objects.filter(cares__guardian=guardian) if not _others(each, guardian)
    ]
    codes = [erase_child(application_id=each.pk, at=at).codes[0] for each in alone]
    seals = first_days.seals_of(guardian)
    _erase(seals | ({guardian.seal_id} if guardian.seal_id else set()), at=at)
    return receipt(*codes, at=at)


def _others(application: Application, guardian: Guardian) -> bool:
    """Who has confirmed it and may decide about it."""
    rows = Care.objects.filter(application=application, may_decide=True, guardian__verified_at__isnull=False)
    return rows.exclude(guardian=guardian).exists()


def tell_of_clock(*, at: datetime) -> int:
    """Who is left without a child because its time was over hears of it as well, once."""
    told = 0
    for guardian in Guardian.objects.filter(ends_at__isnull=False, cares__isnull=True):
        last_word(guardian, at=at)
        told += 1
    return told
