"""What coordinators do for families, each with its line in the journal."""

from datetime import timedelta
from typing import Any

import pytest

from letters.models import Letter
from office.models import JournalEntry
from school import applying, capacity, hosting, ledger, places, still
from school.models import Application, Call, Care, Enrolment, Entry, Group, Guardian, Offer
from school.order import Tier
from school.refusals import SchoolRefused, Why
from tests.school import children
from tests.school.children import NOW, SATURDAY
from tests.school.registering import registered

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]
NIGHT = NOW.replace(hour=23)


@pytest.fixture
def who() -> dict[str, Any]:
    return {"by": children.staff("volha"), "at": NOW}


def settle() -> None:
    with ledger.held() as head:
        places.settle(head, at=NOW)


def noted() -> list[tuple[str, str]]:
    """Deeds, and of which kind of record."""
    return list(JournalEntry.objects.order_by("pk").values_list("deed", "kind"))


def refusal(act: Any) -> Why:
    with pytest.raises(SchoolRefused) as refused:
        act()
    return refused.value.why


def test_a_coordinator_offers_at_night_what_waits_for_the_morning() -> None:
    group = children.opened(places=1)
    first, _second = children.waiting(month=children.MARCH), children.waiting(month=children.MAY)
    offer = hosting.offer_next(group_id=group.pk, by=children.staff("volha"), at=NIGHT)

    assert (offer.code, offer.application) == (first.code, first)
    assert children.counters(group) == (1, 1, 0, 0)
    assert noted() == [("school_offered", "school.application")]
    again = refusal(lambda: hosting.offer_next(group_id=group.pk, by=children.staff("volha"), at=NIGHT))
    assert again is Why.NO_PLACE


def test_by_day_the_free_place_is_the_same_one(who: dict[str, Any]) -> None:
    group = children.opened(places=3)
    child = children.waiting()

    assert hosting.offer_next(group_id=group.pk, **who).code == child.code
    assert refusal(lambda: hosting.offer_next(group_id=group.pk, **who)) is Why.NOBODY
    capacity.hold_back(group_id=group.pk, reason="…", at=NOW)
    assert refusal(lambda: hosting.offer_next(group_id=group.pk, **who)) is Why.NOT_OPEN


def test_answers_on_the_telephone(who: dict[str, Any]) -> None:
    children.opened(places=3)
    rows = [children.waiting() for _each in range(3)]
    settle()
    hosting.accept(offer_id=children.offer_of(rows[0]).pk, **who)
    hosting.decline(offer_id=children.offer_of(rows[1]).pk, keep=True, **who)
    hosting.decline(offer_id=children.offer_of(rows[2]).pk, keep=False, **who)

    assert children.words(*rows) == ["placed", "paused", "withdrawn"]
    assert noted() == [
        ("school_accepted", "school.application"),
        ("school_declined", "school.application"),
        ("school_declined", "school.application"),
    ]
    assert set(Entry.objects.filter(deed__in=["accepted", "declined"]).values_list("by", flat=True)) == {
        "staff"
    }


def test_pause_resume_withdraw_and_back(who: dict[str, Any]) -> None:
    row = children.waiting()
    states = []
    for act in (hosting.pause, hosting.resume, hosting.withdraw, hosting.return_to_list):
        act(application_id=row.pk, **who)
        states += children.words(row)

    assert states == ["paused", "waiting", "withdrawn", "verified"]
    assert [deed for deed, _kind in noted()] == [
        "school_paused", "school_resumed", "school_withdrawn", "school_returned",
    ]  # fmt: skip


def test_a_pupil_moves_where_there_is_a_place_and_leaves(who: dict[str, Any]) -> None:
    group = children.opened(places=1)
    other = children.opened(group.term, name="B", places=1)
    capacity.hold_back(group_id=other.pk, reason="…", at=NOW)
    row, later = children.waiting(month=children.MARCH), children.waiting(month=children.MAY)
    settle()
    enrolment = hosting.accept(offer_id=children.offer_of(row).pk, **who)
    hosting.move(enrolment_id=enrolment.pk, group_id=other.pk, **who)

    assert children.offer_of(later).group == group
    assert (children.counters(group)[1:3], children.counters(other)[1:3]) == ((1, 0), (0, 1))
    assert refusal(lambda: hosting.move(enrolment_id=enrolment.pk, group_id=group.pk, **who)) is Why.NO_PLACE
    hosting.leave(application_id=row.pk, why=Application.Away.ILL, **who)
    assert Enrolment.objects.get(pk=enrolment.pk).state == "withdrawn"


def test_what_is_found_out_of_a_brother_changes_the_order_and_is_written_down(who: dict[str, Any]) -> None:
    row = children.waiting(says_sibling=True)
    hosting.set_sibling(application_id=row.pk, is_sibling=True, **who)
    row.refresh_from_db()
    assert row.tier == Tier.SIBLING

    hosting.set_sibling(application_id=row.pk, is_sibling=False, **who)
    row.refresh_from_db()
    assert (row.tier, row.says_sibling) == (Tier.EVERYONE, False)
    assert children.lines(row.code)[-2:] == ["tier", "tier"]
    back = children.waiting(tier=Tier.RETURNING)
    act = {"application_id": back.pk, "is_sibling": True, **who}
    assert refusal(lambda: hosting.set_sibling(**act)) is Why.MOVE


def test_other_days_may_fit_at_once(who: dict[str, Any]) -> None:
    children.opened(places=1)
    row = children.waiting(days=(children.TUESDAY,))
    settle()
    assert Offer.objects.count() == 0

    hosting.change_needs(application_id=row.pk, days=[SATURDAY], level=Group.Level.ANY, **who)
    assert children.words(row) == ["offered"]


def test_a_note_is_sealed_with_the_name(who: dict[str, Any]) -> None:
    row = children.waiting()
    hosting.write_note(application_id=row.pk, text="Баіцца сабак", **who)
    row.refresh_from_db()
    child = row.child.open()

    assert (child.name, child.note) == ("Зорка", "Баіцца сабак")
    assert "сабак".encode() not in bytes(row.sealed)


def test_who_is_heard_on_the_telephone_has_confirmed(who: dict[str, Any]) -> None:
    father = children.guardian(phone="+48 000 000 001")
    children.waiting(father)
    Guardian.objects.update(verified_at=None)
    hosting.confirm(guardian_id=father.pk, **who)

    assert Guardian.objects.get().verified_at == NOW
    assert noted() == [("school_joined", "school.guardian")]


def test_what_has_lapsed_is_not_confirmed_on_the_telephone(who: dict[str, Any]) -> None:
    guardian = registered(phone="+48 000 000 001")
    applying.lapse(at=NOW + 14 * children.DAY)
    why = refusal(lambda: hosting.confirm(guardian_id=guardian.pk, **who))

    assert (why, noted(), Guardian.objects.get().verified_at) == (Why.LAPSED, [], None)


def test_who_may_only_look_is_asked_nothing(who: dict[str, Any]) -> None:
    row = children.waiting(children.guardian(phone="+48 000 000 001"))
    Application.objects.filter(pk=row.pk).update(state="paused", pause="still", asked_at=NOW)
    about = {"guardian": row.guardians.get(), "application": row, "about": still.LETTER, "made_at": NOW}
    Call.objects.create(cause="x", **about)
    row.cares.update(may_decide=False)
    hosting.still_waits(guardian_id=row.guardians.get().pk, **who)

    assert (children.words(row), noted()) == (["paused"], [])


def test_a_pause_is_told_to_everybody_though_a_place_was_offered(who: dict[str, Any]) -> None:
    row = children.waiting()
    father = children.guardian(phone="+48 000 000 001")
    Care.objects.create(guardian=father, application=row)
    children.opened(places=1)
    hosting.pause(application_id=row.pk, **who)

    assert Letter.objects.filter(name="school_paused").count() == 1
    assert Call.objects.filter(about="school_paused", guardian=father).count() == 1


def test_a_family_still_waits(who: dict[str, Any]) -> None:
    row = children.waiting(children.guardian(phone="+48 000 000 001"))
    Application.objects.filter(pk=row.pk).update(state="paused", pause="still", asked_at=NOW)
    about = {"guardian": row.guardians.get(), "application": row, "about": still.LETTER, "made_at": NOW}
    Call.objects.create(cause="x", **about)
    hosting.still_waits(guardian_id=row.guardians.get().pk, **who)
    row.refresh_from_db()

    assert (row.state, row.answered_at) == ("waiting", NOW)
    assert noted() == [("school_still", "school.application")]


def test_one_call_tells_everything_once(who: dict[str, Any]) -> None:
    mother = children.guardian(phone="+48 000 000 001")
    for number in range(2):
        Call.objects.create(guardian=mother, about="school_left", cause=str(number), made_at=NOW)
    Call.objects.create(guardian=mother, about="school_left", cause="later", made_at=NOW + timedelta(hours=1))
    for _each in range(2):
        hosting.called(guardian_id=mother.pk, **who)

    assert list(Call.objects.filter(done_at=None).values_list("cause", flat=True)) == ["later"]
    assert noted() == [("school_called", "school.guardian")]
