"""Families for each letter to them, in the language asked for, as tests/letters wants them."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from privacy.documents import Email
from school import answering, caring, erasing, leaving, ledger, places, still
from school.models import Application, Care, Child, Enrolment, Group, Guardian, Offer, Reached
from school.order import Tier
from school.states import State
from tests.privacy.people import NOW
from tests.school import children

DAY = timedelta(days=1)
Subject = Callable[[str], UUID]


def family(language: str) -> tuple[Guardian, Application]:
    children.nobody_yet()
    mother = children.guardian(email="alena@example.org", language=language, at=NOW)
    row = children.waiting(mother, at=NOW)
    name = "Зорка" if language in ("be", "ru") else "Zorka"
    row.child.seal(Child(name=name, born_year=2018, born_month=5), at=NOW)
    row.save()
    return mother, row


def care(row: Application) -> UUID:
    return Care.objects.get(application=row).pk


def waiting(language: str) -> UUID:
    return care(family(language)[1])


def group() -> Group:
    """Of a term around that day; it gives nothing by itself."""
    day = NOW.date()
    term = children.term(starts_on=day - 60 * DAY, ends_on=day + 90 * DAY)
    made = children.group(term, places=5)
    Group.objects.filter(pk=made.pk).update(opened_at=NOW, capacity=5, held_back="tests")
    return Group.objects.get(pk=made.pk)


def _offer(row: Application) -> Offer:
    with ledger.held() as head:
        return places.give(head, group(), row, tier=Tier.EVERYONE, at=NOW)


def offered(language: str) -> UUID:
    row = family(language)[1]
    _offer(row)
    return care(row)


def accepted(language: str) -> UUID:
    row = family(language)[1]
    answering.accept(offer_id=_offer(row).pk, at=NOW)
    return care(row)


def declined(language: str) -> UUID:
    row = family(language)[1]
    answering.decline(offer_id=_offer(row).pk, keep=True, at=NOW)
    return care(row)


def paused(why: Application.Pause) -> Subject:
    def subject(language: str) -> UUID:
        row = family(language)[1]
        Application.objects.filter(pk=row.pk).update(state=State.PAUSED, pause=why)
        return care(row)

    return subject


def asked(language: str) -> UUID:
    subject = waiting(language)
    Application.objects.update(verified_at=NOW - still.EACH, made_at=NOW - still.EACH, asked_at=NOW)
    return subject


def asked_to_stay(language: str) -> UUID:
    subject = accepted(language)
    day: date = NOW.date()
    children.term(starts_on=day + 100 * DAY, ends_on=day + 200 * DAY, asks_from=day)
    assert Enrolment.objects.get().stays is None
    return subject


def left(language: str) -> UUID:
    row = family(language)[1]
    leaving.withdraw(application_id=row.pk, at=NOW)
    return care(row)


def outgrown(language: str) -> UUID:
    row = family(language)[1]
    Application.objects.filter(pk=row.pk).update(state=State.INELIGIBLE)
    return care(row)


def guardian(language: str) -> UUID:
    return family(language)[0].pk


def with_a_new_address(language: str) -> UUID:
    mother = family(language)[0]
    caring.change_contacts(guardian_id=mother.pk, email="new@example.org", phone="", at=NOW)
    return mother.pk


def invited(language: str) -> UUID:
    mother = family(language)[0]
    person = Reached(name="Ігар", email=Email("ihar@example.org"))
    given = {"by": mother.pk, "person": person, "language": language, "may_decide": True}
    return caring.add_guardian(**given, at=NOW).pk  # type: ignore[arg-type]


def erased(language: str) -> UUID:
    mother, row = family(language)
    erasing.erase_child(application_id=row.pk, at=NOW)
    return mother.pk


SUBJECTS: dict[str, Subject] = {
    "school_drawn": waiting,
    "school_offered": offered,
    "school_reminder": offered,
    "school_accepted": accepted,
    "school_declined": declined,
    "school_expired": paused(Application.Pause.SILENT),
    "school_paused": paused(Application.Pause.YEARLY),
    "school_revoked": waiting,
    "school_still_waiting": asked,
    "school_new_term": asked_to_stay,
    "school_left": left,
    "school_outgrown": outgrown,
    "school_link": guardian,
    "school_contact": with_a_new_address,
    "school_contact_old": with_a_new_address,
    "school_guardian": invited,
    "school_erased": erased,
}
