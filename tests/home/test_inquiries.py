from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from home import inquiries
from home.inquiries import InquiryError
from home.models import Asked, Inquiry
from letters.models import Letter
from office.models import User
from privacy import alike, keys, links
from privacy.documents import Email, Phone
from privacy.models import Link, Tombstone
from privacy.vault.models import Seal
from tests.privacy.people import NOW

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

State = Inquiry.State
WORDS = Asked(
    name="Alina", outlet="Hazieta", question="Колькі?", email=Email("alina@example.org"), languages=("pl",)
)
BY_PHONE = Asked(name="Maryna", outlet="Radyjo", question="Калі?", phone=Phone("600 100 200"))
HOUR = timedelta(hours=1)


def asked(words: Asked = WORDS, **more: Any) -> Inquiry:
    given = {"deadline": NOW + 24 * HOUR, "language": "pl", "form_key": uuid4(), "at": NOW}
    return inquiries.ask(words=words, **given | more)


def letters() -> list[str]:
    return sorted(Letter.objects.values_list("name", flat=True))


def state(row: Inquiry) -> tuple[str, Any]:
    row.refresh_from_db()
    return row.state, row.closed_at


def test_a_question_is_sealed_and_its_journalist_gets_a_letter() -> None:
    row = asked()

    assert (state(row), row.asked.open()) == (("new", None), WORDS)
    assert letters() == ["inquiry_received"]
    assert keys.find(alike.email("ALINA@example.org")) == {row.seal_id}


def test_who_leaves_a_telephone_gets_no_letter_and_can_be_found() -> None:
    row = asked(BY_PHONE)

    assert letters() == []
    assert keys.find(alike.phone("+48600100200")) == {row.seal_id}


def test_sending_the_same_form_again_asks_once() -> None:
    key = uuid4()
    rows = {asked(form_key=key).pk for _time in range(3)}

    assert len(rows) == Inquiry.objects.count() == Seal.objects.count() == 1
    assert letters() == ["inquiry_received"]


def test_the_same_words_within_a_day_are_one_question_while_it_is_open() -> None:
    first = asked()
    assert asked(at=NOW + 23 * HOUR).pk == first.pk
    assert letters() == ["inquiry_received"]
    others = {
        asked(replace(WORDS, question="Чаму?")).pk,
        asked(replace(WORDS, email=Email("maryna@example.org"))).pk,
        asked(deadline=NOW + 25 * HOUR).pk,
        asked(at=NOW + 25 * HOUR).pk,
    }
    assert len(others - {first.pk}) == 4


def test_what_was_withdrawn_can_be_asked_again() -> None:
    first = asked()
    inquiries.withdraw(inquiry_id=first.pk, at=NOW + HOUR)

    assert asked(at=NOW + HOUR).pk != first.pk


def test_two_tabs_that_send_at_the_same_moment_ask_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have looked before either has written."""
    key = uuid4()
    first = asked(form_key=key)
    monkeypatch.setattr(Inquiry.objects, "filter", lambda **which: Inquiry.objects.none())
    again = asked(form_key=key)

    assert again.pk == first.pk


def test_what_comes_to_mind_later_is_added_once() -> None:
    row = asked()
    for _time in range(2):
        inquiries.add(inquiry_id=row.pk, text="І яшчэ адно", at=NOW + HOUR)

    row.refresh_from_db()
    assert [(each.text, each.at) for each in row.asked.open().additions] == [("І яшчэ адно", NOW + HOUR)]


def test_additions_come_to_an_end() -> None:
    row = asked()
    for number in range(inquiries.MOST_ADDITIONS):
        inquiries.add(inquiry_id=row.pk, text=str(number), at=NOW)

    with pytest.raises(InquiryError, match="задайце, калі ласка, новае пытанне"):
        inquiries.add(inquiry_id=row.pk, text="one more", at=NOW)


def test_staff_take_it_give_it_back_and_take_it_again(editor: User, manager: User) -> None:
    row = asked()
    inquiries.take(inquiry_id=row.pk, user=editor, at=NOW)
    row.refresh_from_db()
    assert (row.state, row.taken_by) == ("taken", editor)

    inquiries.give_back(inquiry_id=row.pk, user=editor, at=NOW)
    inquiries.take(inquiry_id=row.pk, user=manager, at=NOW)
    row.refresh_from_db()
    assert (row.state, row.taken_by) == ("taken", manager)


@pytest.mark.parametrize(
    ("verb", "closed", "letter"),
    [(inquiries.answer, "answered", "inquiry_answered"), (inquiries.decline, "declined", "inquiry_declined")],
)
def test_an_answer_goes_by_letter_and_closes(editor: User, verb: Any, closed: str, letter: str) -> None:
    row = asked()
    verb(inquiry_id=row.pk, text="Шэсцьдзясят", user=editor, at=NOW + HOUR)

    assert state(row) == (closed, NOW + HOUR)
    assert (row.taken_by, row.asked.open().answer) == (editor, "Шэсцьдзясят")
    assert letters() == [letter, "inquiry_received"]


@pytest.mark.parametrize("closed", Inquiry.CLOSED)
def test_what_is_closed_stays_closed(editor: User, closed: Inquiry.State) -> None:
    row = asked()
    Inquiry.objects.filter(pk=row.pk).update(state=closed, closed_at=NOW)
    attempts = [
        lambda: inquiries.take(inquiry_id=row.pk, user=editor, at=NOW),
        lambda: inquiries.answer(inquiry_id=row.pk, text="", user=editor, at=NOW),
        lambda: inquiries.withdraw(inquiry_id=row.pk, at=NOW),
        lambda: inquiries.add(inquiry_id=row.pk, text="x", at=NOW),
    ]

    for attempt in attempts:
        with pytest.raises(InquiryError, match=r"Гэтае пытанне ўжо закрыта\."):
            attempt()
    assert state(row) == (closed, NOW)


def test_a_journalist_may_withdraw() -> None:
    row = asked()
    inquiries.withdraw(inquiry_id=row.pk, at=NOW + HOUR)

    assert state(row) == ("withdrawn", NOW + HOUR)


def test_erasing_leaves_no_row_no_key_and_no_link() -> None:
    row = asked()
    links.issue(inquiries.PAGE, row.pk, language="be", at=NOW)
    inquiries.erase(inquiry_id=row.pk, at=NOW)

    assert [model.objects.count() for model in (Inquiry, Seal, Link, Tombstone)] == [0, 0, 0, 1]


def test_a_new_link_goes_out_once_an_hour() -> None:
    row = asked()
    assert row.seal_id is not None
    for minutes in (0, 10, 59, 60):
        inquiries.send_new_link(row.seal_id, NOW + timedelta(minutes=minutes))

    assert letters() == ["inquiry_link", "inquiry_link", "inquiry_received"]


def test_moves_lead_out_of_open_states_only() -> None:
    assert {state for sources in inquiries.MOVES.values() for state in sources} == set(Inquiry.OPEN)
    assert set(inquiries.MOVES) == set(State)
