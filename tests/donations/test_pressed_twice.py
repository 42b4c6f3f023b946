"""A button of her page that is pressed twice: it is done once, and no trouble is told."""

import pytest

from tests.donations.counter import letters
from tests.donations.her_page import page, send
from tests.donations.test_mine_acts import begun

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


@pytest.mark.parametrize(
    ("path", "said", "letter"),
    [
        ("1/stop/", {"answer": "stop"}, "gift_stopped"),
        ("1/pause/", {"answer": "rest 3"}, "gift_changed"),
        ("1/amount/", {"amount": "70"}, "gift_changed"),
    ],
)
def test_a_button_that_is_pressed_twice_does_it_once_and_tells_of_no_trouble(counter, path, said, letter):
    row, mine = begun(counter)
    answers = [send(mine, path, **said).status_code for _press in range(2)]
    counter.settle_down()
    assert (answers, row.changes.count(), letters(letter)) == ([302, 302], 1, [letter])


def test_pressed_twice_while_stripe_does_not_answer_it_is_asked_for_once(counter):
    row, mine = begun(counter)
    counter.misbehave(what="refuse", times=9, only="/v1/subscriptions")
    answers = [send(mine, "1/amount/", amount="70").status_code for _press in range(2)]
    assert (answers, row.changes.count()) == ([302, 302], 1)


def test_a_pause_is_ended_once_and_no_pause_is_offered_in_it(counter):
    row, mine = begun(counter)
    send(mine, "1/pause/", answer="rest 1")
    shown = page(mine, "1/pause/")
    for _press in range(2):
        send(mine, do="resume 1")
    assert ("A pause, the next payment is on" in shown, 'value="rest 1"' in shown) == (True, False)
    assert [each.what for each in row.changes.order_by("asked_at")] == ["pause", "resume"]
