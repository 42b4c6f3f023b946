"""A term begins, pupils say whether they stay, a term ends: nobody is lost on the way."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from letters.models import Letter
from school import answering, enrolling, places
from school.ledger import By
from school.models import Application, Call, Enrolment, Group, Offer, Term
from school.places import Idle
from school.refusals import SchoolRefused, Why
from tests.school.children import DAY, NOW, counters, group, offer_of, opened, term, waiting, words
from timetable.expansion import WARSAW

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]


def on(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=WARSAW)


ASKED, LAST_DAY, TOO_LATE = on(2027, 1, 11), on(2027, 1, 20), on(2027, 1, 21)
BEGUN, OVER = on(2027, 2, 1), on(2027, 2, 2)
BEFORE_THAT = on(2027, 1, 10)


def spring(**more: Any) -> Term:
    known = {"starts_on": date(2027, 2, 1), "ends_on": date(2027, 6, 20), "asks_from": date(2027, 1, 11)}
    return term(**known | more)


def pupil(*, places: int = 1, **more: Any) -> Application:
    row = waiting(ticket="0", **more)
    opened(places=places)
    answering.accept(offer_id=offer_of(row).pk, at=NOW)
    return row


def enrolment(of: Application) -> Enrolment:
    return Enrolment.objects.filter(application=of).earliest("made_at")


def refused(**arguments: Any) -> Why:
    with pytest.raises(SchoolRefused) as refusal:
        enrolling.answer(**arguments)
    return refusal.value.why


@pytest.mark.parametrize(
    "days",
    [
        (date(2027, 1, 31), date(2027, 6, 20)),
        (date(2026, 1, 1), date(2026, 9, 1)),
        (date(2026, 10, 1), date(2026, 10, 2)),
    ],
)
def test_two_terms_never_overlap(days: tuple[date, date]) -> None:
    term()
    new = Term(starts_on=days[0], ends_on=days[1])
    with override("en"), pytest.raises(ValidationError, match="Another term has some of these days"):
        new.full_clean()
    with pytest.raises(IntegrityError, match="term_stands_alone"), transaction.atomic():
        new.save()


def test_the_next_term_may_begin_the_day_after() -> None:
    term()
    Term(starts_on=date(2027, 2, 1), ends_on=date(2027, 6, 20), asks_from=date(2027, 1, 11)).full_clean()


def test_a_term_after_another_says_when_its_pupils_are_asked() -> None:
    Term(starts_on=date(2026, 9, 1), ends_on=date(2027, 1, 31)).full_clean()
    term()
    with override("en"), pytest.raises(ValidationError, match="Pupils of the term before must be asked"):
        Term(starts_on=date(2027, 2, 1), ends_on=date(2027, 6, 20)).full_clean()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"ends_on": date(2027, 2, 1)}, "The term ends before it begins."),
        ({"asks_from": date(2027, 2, 1)}, "Pupils are asked before the term begins."),
    ],
)
def test_a_term_in_the_wrong_order_is_refused_in_words(values: dict[str, date], sentence: str) -> None:
    known = {"starts_on": date(2027, 2, 1), "ends_on": date(2027, 6, 20)}
    with override("en"), pytest.raises(ValidationError, match=sentence):
        Term(**known | values).full_clean()


def test_a_term_begins_and_those_who_come_learn() -> None:
    child = pupil()
    assert enrolment(child).state == "coming"
    for _twice in range(2):
        enrolling.turn_the_page(at=NOW)

    assert enrolment(child).state == "learning"


def test_each_pupil_is_asked_once_whether_it_stays() -> None:
    pupil()
    spring()
    for day in range(3):
        enrolling.turn_the_page(at=ASKED + day * DAY)

    assert Letter.objects.filter(name="school_new_term").count() == 1


def test_who_stays_gets_a_place_before_anybody_else_is_offered_one() -> None:
    child, other = pupil(), waiting()
    there = opened(spring(), places=1, at=ASKED)
    assert (places.idle(there, at=ASKED), words(other)) == (Idle.STAYING, ["waiting"])

    for _twice in range(2):
        enrolling.answer(enrolment_id=enrolment(child).pk, stays=True, at=LAST_DAY)
    assert counters(there) == (1, 0, 1, 0)
    enrolling.turn_the_page(at=OVER)

    assert words(child, other) == ["placed", "waiting"]
    states = Enrolment.objects.order_by("term__starts_on").values_list("state", flat=True)
    assert list(states) == ["stayed", "learning"]


def test_who_goes_leaves_the_place_in_the_new_term_to_those_who_wait() -> None:
    child, other = pupil(), waiting()
    there = opened(spring(), places=1, at=ASKED)
    enrolling.answer(enrolment_id=enrolment(child).pk, stays=True, at=ASKED)
    enrolling.answer(enrolment_id=enrolment(child).pk, stays=False, at=LAST_DAY)
    assert (counters(there), words(other)) == ((1, 0, 0, 0), ["waiting"])

    enrolling.turn_the_page(at=TOO_LATE)
    assert words(other) == ["offered"]
    enrolling.turn_the_page(at=OVER)
    assert words(child) == ["left"]


@pytest.mark.parametrize(("at", "why"), [(BEFORE_THAT, Why.NOT_YET), (TOO_LATE, Why.OVER)])
def test_the_answer_has_ten_days(at: datetime, why: Why) -> None:
    child = pupil()
    spring()

    assert refused(enrolment_id=enrolment(child).pk, stays=True, at=at) is why


def test_where_no_group_has_room_a_coordinator_calls() -> None:
    child = pupil()
    opened(spring(), youngest=12, places=1, at=ASKED)
    enrolling.answer(enrolment_id=enrolment(child).pk, stays=True, at=ASKED)

    assert Call.objects.get().about == "no_group_for_pupil"
    assert enrolment(child).stays is True


def test_who_stays_and_found_no_room_has_the_first_place_of_the_next_term() -> None:
    child = pupil()
    other = waiting(ticket="a")
    following = spring()
    opened(following, youngest=12, places=1, at=ASKED)
    enrolling.answer(enrolment_id=enrolment(child).pk, stays=True, at=ASKED)
    later = opened(of=following, name="B", places=1, at=TOO_LATE)
    assert (counters(later), words(other)) == ((1, 0, 1, 0), ["waiting"])

    enrolling.turn_the_page(at=OVER)

    assert words(child, other) == ["placed", "waiting"]
    assert Letter.objects.filter(cause__startswith="school_accepted stays").count() == 1


def test_a_coordinator_writes_down_after_the_ten_days_what_she_was_told_in_time() -> None:
    child = pupil()
    opened(spring(), places=1, at=ASKED)
    assert refused(enrolment_id=enrolment(child).pk, stays=True, at=TOO_LATE) is Why.OVER

    enrolling.answer(enrolment_id=enrolment(child).pk, stays=True, by=By.STAFF, at=TOO_LATE)

    assert enrolment(child).stays is True


def test_nobody_has_left_because_the_next_term_is_not_entered_yet() -> None:
    child = pupil()
    enrolling.turn_the_page(at=NOW)
    enrolling.turn_the_page(at=OVER)
    assert words(child) == ["placed"]

    spring(asks_from=None)
    enrolling.turn_the_page(at=OVER)
    assert words(child) == ["placed"]


def test_who_has_grown_out_has_finished() -> None:
    child = pupil(born=(2014, 1))
    enrolling.turn_the_page(at=NOW)
    spring()
    enrolling.turn_the_page(at=ASKED)
    assert not Letter.objects.filter(name="school_new_term").exists()
    enrolling.turn_the_page(at=OVER)

    assert words(child) == ["graduated"]
    assert counters(Group.objects.get()) == (1, 0, 0, 0)


def test_a_pupil_changes_groups_where_there_is_a_place_and_the_old_one_is_given_on() -> None:
    child = pupil()
    of = enrolment(child).term
    full = opened(of, name="B", places=1)
    shut = group(of, name="C")
    Group.objects.filter(pk=shut.pk).update(capacity=3)
    other, third = waiting(ticket="1"), waiting(ticket="f")
    enrolling.turn_the_page(at=NOW)
    assert words(other, third) == ["offered", "waiting"]

    for there, why in ((full, Why.NO_PLACE), (shut, Why.NOT_OPEN)):
        with pytest.raises(SchoolRefused) as refusal:
            enrolling.change_group(enrolment_id=enrolment(child).pk, group_id=there.pk, at=NOW)
        assert refusal.value.why is why
    answering.decline(offer_id=offer_of(other).pk, keep=False, at=NOW)
    answering.decline(offer_id=offer_of(third).pk, keep=False, at=NOW)
    enrolling.change_group(enrolment_id=enrolment(child).pk, group_id=full.pk, at=NOW)

    assert enrolment(child).group == full
    assert [counters(each)[:3] for each in Group.objects.order_by("pk")] == [(1, 0, 0), (1, 0, 1), (3, 0, 0)]


def half_open(of: Term) -> Group:
    """It would give its place when somebody looks next."""
    made = group(of, name="B", places=1)
    Group.objects.filter(pk=made.pk).update(opened_at=NOW, capacity=1)
    return made


def accepted(*, at: datetime) -> Application:
    """A place of the term that runs."""
    row = waiting(ticket="0")
    opened(places=1, at=at)
    half_open(spring())
    waiting(ticket="1")
    answering.accept(offer_id=offer_of(row).pk, at=at)
    return row


def seats(of: Application) -> list[tuple[str, str]]:
    """And what has become of each."""
    rows = Enrolment.objects.filter(application=of).order_by("term__starts_on")
    return list(rows.values_list("group__name", "state"))


def test_who_accepts_after_the_ten_days_stays_before_anybody_else_is_offered_a_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(places, "LAST_DAYS", DAY)
    child = accepted(at=TOO_LATE)
    assert (enrolment(child).stays, Offer.objects.count()) == (True, 1)
    enrolling.turn_the_page(at=OVER)

    assert (words(child), seats(child)) == (["placed"], [("A", "stayed"), ("B", "learning")])


def test_who_accepts_within_the_ten_days_stays_and_may_say_no_until_they_are_over() -> None:
    child = accepted(at=ASKED)
    assert seats(child) == [("A", "coming"), ("B", "coming")]
    enrolling.answer(enrolment_id=enrolment(child).pk, stays=False, at=LAST_DAY)
    enrolling.turn_the_page(at=OVER)

    assert words(child) == ["left"]


def test_who_accepts_earlier_is_asked_as_all_pupils_are() -> None:
    child = accepted(at=BEFORE_THAT)

    assert (enrolment(child).stays, seats(child)) == (None, [("A", "coming")])


def test_who_is_too_old_for_the_next_term_is_not_seated_in_it() -> None:
    child = waiting(ticket="0", born=(2014, 1))
    opened(places=1, at=ASKED)
    half_open(spring())
    answering.accept(offer_id=offer_of(child).pk, at=ASKED)

    assert (enrolment(child).stays, len(seats(child))) == (None, 1)
