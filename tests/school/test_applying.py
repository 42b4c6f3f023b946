"""From the form to the confirmed application."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from privacy import forgetting, keys
from school import applying, caring, confirming
from school.ledger import By
from school.models import Application, Call, Entry, Guardian
from school.refusals import SchoolRefused, Why
from school.states import State
from tests.school.children import DAY, NOW, SATURDAY, term
from tests.school.registering import KASIA, ZORKA, NewChild, family, letters, of, registered, verified

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet", "no_letters"),
]


def again(*children: NewChild, key: str = "2", at: datetime = NOW, **more: Any) -> Guardian | None:
    return applying.register(family=family(*children, **more), form_key=UUID(key * 32), at=at)


def test_a_family_is_received_and_asked_to_confirm() -> None:
    guardian = registered(days=(SATURDAY,), says_sibling=True, language="pl")

    (row,) = of(guardian)
    child, person = row.child.open(), guardian.person.open()
    assert (child.name, child.born_year, child.born_month) == ("Зорка", 2018, 3)
    assert (person.name, person.email, person.phone) == ("Алена", "alena@example.org", None)
    assert (row.state, row.days, row.says_sibling, row.origin) == (State.RECEIVED, [SATURDAY], True, "family")
    assert (row.round, row.ticket, row.notice, guardian.language) == (None, "", "1", "pl")
    assert letters() == ["school_received"]


def test_the_list_knows_nothing_of_who_has_not_confirmed() -> None:
    registered()

    assert Entry.objects.count() == 0


def test_the_database_has_no_name_no_contact_and_no_month_in_clear() -> None:
    guardian = registered()
    words = " ".join(
        str(value)
        for row in [guardian, *of(guardian)]
        for value in row.__class__.objects.filter(pk=row.pk).values_list()[0]
    )

    assert [word for word in ("Зорка", "Алена", "alena", "2018") if word in words] == []


def test_a_form_sent_twice_is_one_application() -> None:
    first = registered()

    assert again(key="1") == first
    assert (Application.objects.count(), letters()) == (1, ["school_received"])


def test_a_family_without_an_e_mail_is_called() -> None:
    guardian = registered(phone="+48 000 000 001")

    assert (Call.objects.get().guardian, Call.objects.get().about, letters()) == (
        guardian,
        "school_confirm",
        [],
    )


def test_two_children_are_registered_in_one_go() -> None:
    rows = of(registered(ZORKA, KASIA))

    assert [row.child.open().name for row in rows] == ["Зорка", "Кася"]
    assert [row.ticket_of == row.code for row in rows] == [True, True]
    assert rows[0].family == rows[1].family
    assert letters() == ["school_received"]


def test_twins_share_one_ticket() -> None:
    twin = NewChild(name="Янка", born_year=2018, born_month=3)
    one, middle, other = of(registered(ZORKA, KASIA, twin))

    assert (one.ticket_of, middle.ticket_of, other.ticket_of) == (one.code, middle.code, one.code)


def test_confirming_puts_them_into_the_draw_of_this_month() -> None:
    guardian = registered(ZORKA, KASIA)
    later = datetime.fromisoformat("2026-11-30T23:59:59+01:00")
    moved = applying.verify(guardian_id=guardian.pk, at=later)

    assert [(row.state, row.round, row.verified_at) for row in moved] == [
        (State.VERIFIED, date(2026, 11, 1), later)
    ] * 2
    assert [(line.deed, line.code, line.by, line.facts) for line in Entry.objects.order_by("id")] == [
        ("verified", row.code, "family", {"tier": 3, "round": "2026-11", "ticket_of": row.code})
        for row in of(guardian)
    ]
    assert letters() == ["school_received", "school_verified"]


def test_a_month_ends_in_warsaw() -> None:
    guardian = registered()
    applying.verify(guardian_id=guardian.pk, at=datetime.fromisoformat("2026-11-30T23:00:00+00:00"))

    assert of(guardian)[0].round == date(2026, 12, 1)


def test_twins_are_written_down_as_such() -> None:
    one, other = of(verified(ZORKA, NewChild(name="Янка", born_year=2018, born_month=3)))

    assert [line.facts["ticket_of"] for line in Entry.objects.order_by("id")] == [one.code, one.code]
    assert other.code != one.code


def test_confirming_twice_is_confirming_once() -> None:
    guardian = verified()

    assert applying.verify(guardian_id=guardian.pk, at=NOW + DAY) == []
    assert (Entry.objects.count(), of(guardian)[0].verified_at) == (1, NOW)
    assert letters() == ["school_received", "school_verified"]


def test_who_is_confirmed_on_the_telephone_gets_no_call_more() -> None:
    guardian = registered(phone="+48 000 000 001")
    applying.verify(guardian_id=guardian.pk, at=NOW + DAY, by=By.STAFF)

    assert [(call.about, call.done_at) for call in Call.objects.all()] == [("school_confirm", NOW + DAY)]
    assert (Entry.objects.get().by, letters()) == ("staff", [])


def test_the_same_child_of_the_same_contact_is_one_application() -> None:
    guardian = verified()

    assert again(NewChild(name=" зорка ", born_year=2018, born_month=3), email="ALENA@example.org") is None
    assert Application.objects.get() == of(guardian)[0]
    assert letters() == ["school_again", "school_received", "school_verified"]


def test_that_is_told_once_a_day_and_by_a_call_to_who_has_no_e_mail() -> None:
    verified()
    again(key="2", at=NOW)
    again(key="3", at=NOW + timedelta(hours=2))
    again(key="4", at=NOW + DAY)
    assert letters().count("school_again") == 2

    verified(key="5", phone="+48 000 000 001")
    again(key="6", phone="0048 000-000-001")
    again(key="7", phone="+48000000001")
    assert list(Call.objects.filter(done_at=None).values_list("about", flat=True)) == ["school_again"]


def test_a_brother_of_a_child_that_is_there_is_registered_all_the_same() -> None:
    verified()
    made = again(ZORKA, KASIA)

    assert made is not None
    assert [row.child.open().name for row in of(made)] == ["Кася"]
    assert letters() == ["school_again", "school_received", "school_received", "school_verified"]


def test_whoever_is_registered_by_others_gets_three_letters_and_no_more() -> None:
    for number, name in enumerate(["Ала", "Кася", "Ната", "Юля", "Зося"]):
        child = NewChild(name=name, born_year=2018, born_month=number + 1)
        made = applying.register(family=family(child), form_key=UUID(f"{number}" * 32), at=NOW)
        assert (made is None) is (number >= applying.ASKED_AT_MOST)

    assert (letters(), Application.objects.count()) == (["school_received"] * 3, 3)


def test_another_contact_or_another_month_is_another_application() -> None:
    verified()
    again(key="2", email="other@example.org")
    again(NewChild(name="Зорка", born_year=2018, born_month=4), key="3")

    assert Application.objects.count() == 3


def test_a_child_that_has_left_the_list_is_told_how_to_come_back() -> None:
    guardian = verified()
    Application.objects.update(state=State.WITHDRAWN)

    assert again() is None
    assert letters().count("school_again") == 1
    assert of(guardian)[0].state == State.WITHDRAWN


def test_a_contact_that_has_changed_proves_nothing() -> None:
    guardian = verified()
    keys.replace_known(guardian.seal_id, family(email="new@example.org").contact)  # type: ignore[arg-type]

    assert again() is not None
    assert Application.objects.count() == 2


@pytest.mark.parametrize(
    ("children", "why"),
    [
        ([NewChild(name="Зорка", born_year=2026, born_month=12)], Why.NOT_BORN),
        ([NewChild(name="Зорка", born_year=2024, born_month=1)], Why.TOO_YOUNG),
        ([NewChild(name="Зорка", born_year=1950, born_month=1)], Why.TOO_OLD),
        ([NewChild(name="Зорка", born_year=2013, born_month=9)], Why.TOO_OLD),
        ([ZORKA, ZORKA], Why.SAME_CHILD),
        ([ZORKA] * 6, Why.TOO_MANY),
    ],
)
def test_what_can_not_be_registered_is_refused(children: list[NewChild], why: Why) -> None:
    term()
    with pytest.raises(SchoolRefused) as refused:
        again(*children)

    assert (refused.value.why, Application.objects.count()) == (why, 0)


def test_a_family_without_a_day_is_refused() -> None:
    with pytest.raises(SchoolRefused) as refused:
        again(days=())

    assert refused.value.why is Why.WHICH_DAYS


def test_who_turns_13_within_the_term_may_come() -> None:
    term()

    assert again(NewChild(name="Зорка", born_year=2013, born_month=10)) is not None


def test_two_with_one_code_try_another(monkeypatch: pytest.MonkeyPatch) -> None:
    registered()
    taken = Application.objects.get().code
    dealt = iter([taken, "X2-X2X"])
    monkeypatch.setattr("school.codes.new", lambda: next(dealt))

    made = again(KASIA, email="b@example.org")
    assert made is not None
    assert of(made)[0].code == "X2-X2X"


def test_who_has_not_confirmed_is_reminded_once() -> None:
    registered()
    for days in (6, 7, 8, 9):
        confirming.remind(at=NOW + days * DAY)

    assert letters() == ["school_confirm", "school_received"]


def test_who_has_confirmed_is_not_reminded() -> None:
    verified()
    confirming.remind(at=NOW + 8 * DAY)

    assert letters() == ["school_received", "school_verified"]


def test_a_new_link_is_sent_to_who_has_something_to_confirm_once_an_hour() -> None:
    guardian = registered()
    assert guardian.seal_id is not None
    confirming.send_again(guardian.seal_id, NOW)
    confirming.send_again(guardian.seal_id, NOW)
    assert letters() == ["school_confirm", "school_received"]

    applying.verify(guardian_id=guardian.pk, at=NOW)
    confirming.send_again(guardian.seal_id, NOW + DAY)
    assert letters() == ["school_confirm", "school_received", "school_verified"]


def test_what_is_not_confirmed_in_fourteen_days_lapses_and_is_erased() -> None:
    guardian = registered()
    assert applying.lapse(at=NOW + 14 * DAY - timedelta(seconds=1)) == 0
    assert applying.lapse(at=NOW + 14 * DAY) == 1
    assert of(guardian)[0].state == State.LAPSED

    forgetting.enforce(at=NOW + 14 * DAY)
    forgetting.enforce(at=NOW + 14 * DAY + timedelta(hours=2))
    assert (Application.objects.count(), Guardian.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_who_confirms_a_lapsed_application_finds_nothing_to_confirm() -> None:
    guardian = registered()
    applying.lapse(at=NOW + 14 * DAY)

    with pytest.raises(SchoolRefused) as refused:
        applying.verify(guardian_id=guardian.pk, at=NOW + 14 * DAY)
    assert (refused.value.why, Guardian.objects.get().verified_at) == (Why.LAPSED, None)


def test_who_confirms_on_the_last_day_stays() -> None:
    """Between the fourteenth day and the hour in which it lapses."""
    guardian, at = registered(), NOW + 14 * DAY
    caring.forget_strangers(at=at)
    applying.verify(guardian_id=guardian.pk, at=at)
    caring.forget_strangers(at=at)
    applying.lapse(at=at)
    forgetting.enforce(at=at + timedelta(hours=3))

    assert Guardian.objects.get().ends_at is None
    assert of(guardian)[0].state == State.VERIFIED


def test_who_was_about_to_be_forgotten_and_confirms_is_not() -> None:
    guardian = registered()
    Guardian.objects.update(ends_at=NOW)
    applying.verify(guardian_id=guardian.pk, at=NOW)

    assert Guardian.objects.get().ends_at is None
