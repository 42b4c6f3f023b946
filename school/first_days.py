"""What a family may tell once there is a place: for an emergency, of health, of pictures. Each is its own
consent, given and taken back on its own; nothing is asked again, and no answer is needed."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from privacy import forgetting, keys
from school.models import (
    Application,
    Care,
    Enrolment,
    FirstDay,
    FirstDayAnswers,
    Guardian,
    Health,
    HealthWords,
    PhotoConsent,
)
from school.refusals import SchoolRefused, Why
from school.states import SITTING, State
from timetable.expansion import moment


def tell(*, care: Care, answers: FirstDayAnswers, at: datetime) -> None:
    """Whom to call, and who fetches the child. Empty answers take back what was told."""
    _require_place(care.application_id)
    row = FirstDay.objects.filter(care=care).first()
    if answers == FirstDayAnswers():
        _erase(row, at=at)
        return
    row = row or FirstDay(care=care, seal_id=keys.new_seal(at=at))
    row.ends_at = None
    row.answers.seal(answers, at=at)
    row.save()


def tell_health(*, care: Care, words: str, at: datetime) -> None:
    """Until the term ends or it is taken back, which empty words do."""
    enrolment = _require_place(care.application_id)
    row = Health.objects.filter(care=care).first()
    if not words:
        _erase(row, at=at)
        return
    ends = moment(datetime.combine(enrolment.term.ends_on + timedelta(days=1), time()))
    row = row or Health(care=care, seal_id=keys.new_seal(at=at))
    row.given_at, row.term_ends_at = at, ends
    row.told.seal(HealthWords(words=words), at=at)
    row.save()


def _erase(row: FirstDay | Health | None, *, at: datetime) -> None:
    if row and row.seal_id:
        forgetting.erase([row.seal_id], at=at)


@transaction.atomic
def say_of_photos(*, application_id: UUID, answer: str, at: datetime) -> None:
    """The same answer again is no new one. Without any, no pictures are taken."""
    _require_place(application_id)
    if photos(application_id) != answer:
        PhotoConsent.objects.create(application_id=application_id, answer=answer, at=at)


def photos(application_id: UUID) -> str:
    """What holds now."""
    newest = PhotoConsent.objects.filter(application=application_id).order_by("-at", "-pk").first()
    return newest.answer if newest else PhotoConsent.Answer.NONE


def save(care: Care, answers: FirstDayAnswers, more: Mapping[str, Any], *, at: datetime) -> None:
    """Everything one form holds."""
    tell(care=care, answers=answers, at=at)
    tell_health(care=care, words=more["health"], at=at)
    if more["photos"]:
        say_of_photos(application_id=care.application_id, answer=more["photos"], at=at)


def told(care: Care) -> dict[str, str]:
    """What this grown-up has told so far, for the form. Of what others have told only whether there may be
    pictures, which is one answer for the child."""
    first = FirstDay.objects.filter(care=care, seal_id__isnull=False).first()
    health = Health.objects.filter(care=care, seal_id__isnull=False).first()
    answers = first.answers.open() if first else FirstDayAnswers()
    return {
        "name": answers.name,
        "phone": answers.phone or "",
        "fetched_by": answers.fetched_by,
        "pick_up_word": answers.pick_up_word,
        "health": health.told.open().words if health else "",
        "photos": photos(care.application_id),
    }


def seals(application: Application) -> set[UUID]:
    """Of everything that was told for the first day: erased with the child."""
    return _seals(application.cares.all())


def seals_of(guardian: Guardian) -> set[UUID]:
    """Of what one grown-up has told: erased with her."""
    return _seals(guardian.cares.all())


def _seals(cares: "QuerySet[Care]") -> set[UUID]:
    found: set[UUID] = set()
    for model in (FirstDay, Health):
        ids = model._default_manager.filter(care__in=cares).values_list("seal_id", flat=True)
        found.update(each for each in ids if each)
    return found


def _require_place(application_id: UUID) -> Enrolment:
    """Nobody is asked before there is a place: not even by a form that was kept open. Of two places the one
    whose term is first counts."""
    rows = Enrolment.objects.select_related("term").filter(
        application=application_id, application__state=State.PLACED, state__in=SITTING
    )
    found = rows.order_by("term__starts_on").first()
    if found is None:
        raise SchoolRefused(Why.MOVE)
    return found
