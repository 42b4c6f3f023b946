"""A word after 24 hours, and after 60 by the other way: once each, by day, while the offer lives."""

from datetime import timedelta

import pytest

from privacy.documents import Email, Phone
from school import answering, family_jobs, reminding
from school.models import Call, Care, Guardian, Offer, Reached
from tests.school import children
from tests.school.children import HOUR, NOW
from tests.school.families import letters

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet", "no_letters"),
]
MINUTE = timedelta(minutes=1)


def offered(by: Guardian) -> Offer:
    row = children.waiting(by)
    children.opened(at=NOW)
    return Offer.objects.get(application=row)


def both(main: str) -> Guardian:
    """Reachable both ways."""
    mother = children.guardian(email="hanna@example.org")
    person = Reached(name="Буслік", email=Email("hanna@example.org"), phone=Phone("+48 579 000 111"))
    mother.person.seal(person, at=NOW)
    mother.reached_by = main
    mother.save()
    return mother


def calls() -> list[str]:
    return list(Call.objects.order_by("made_at", "about").values_list("about", flat=True))


def reminders() -> int:
    return letters("school_reminder").count("school_reminder")


def test_a_letter_after_a_day_and_a_call_after_sixty_hours() -> None:
    offered(both("email"))
    assert reminding.remind(at=NOW + 24 * HOUR - MINUTE) == 0
    assert reminding.remind(at=NOW + 24 * HOUR) == 1
    assert reminding.remind(at=NOW + 25 * HOUR) == 0
    assert (reminders(), calls()) == (1, [])
    assert reminding.remind(at=NOW + 60 * HOUR) == 0, "at midnight nobody is written to or called"
    assert reminding.remind(at=NOW + 71 * HOUR) == 1

    assert (reminders(), calls()) == (1, ["school_reminder"])


def test_who_is_called_gets_a_letter_after_sixty_hours() -> None:
    offered(both("phone"))
    reminding.remind(at=NOW + 24 * HOUR)
    assert (reminders(), calls()) == (0, ["school_offered"])
    reminding.remind(at=NOW + 71 * HOUR)

    assert (reminders(), calls()) == (1, ["school_offered", "school_reminder"])


def test_who_has_one_way_only_is_reminded_by_it_twice() -> None:
    offered(children.guardian(email="hanna@example.org"))
    reminding.remind(at=NOW + 24 * HOUR)
    reminding.remind(at=NOW + 71 * HOUR)

    assert (reminders(), calls()) == (2, [])


def test_an_answer_ends_it_and_who_may_only_look_is_not_urged() -> None:
    mother = children.guardian(email="hanna@example.org")
    offer = offered(mother)
    aunt = children.guardian(email="teta@example.org")
    Care.objects.create(guardian=aunt, application=offer.application, may_decide=False)
    reminding.remind(at=NOW + 24 * HOUR)
    assert reminders() == 1
    answering.accept(offer_id=offer.pk, at=NOW + 30 * HOUR)

    assert reminding.remind(at=NOW + 71 * HOUR) == 0


def test_a_clock_that_stood_still_reminds_once_of_what_is_left() -> None:
    offered(children.guardian(email="hanna@example.org"))
    assert reminding.remind(at=NOW + 70 * HOUR) == 1
    assert reminding.remind(at=NOW + 71 * HOUR) == 0

    assert reminders() == 1


def test_the_clock_runs_it() -> None:
    for job in (family_jobs.remind_of_offers, family_jobs.last_words, family_jobs.ask_who_still_waits):
        job.func(timestamp=0)
    assert letters() == []
