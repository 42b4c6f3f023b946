import pytest

from school import drawing, draws_due
from school.draws_due import Step
from tests.school import children
from tests.school.drawn import LATER, NAMED, NOVEMBER, OVER, VALUE, confirmed, listed, named, signed, valued

pytestmark = [pytest.mark.django_db(databases=["default", "vault"]), pytest.mark.usefixtures("nobody_yet")]


@pytest.mark.parametrize("moment", ["named", "listed", "drawn", "typed", "typed twice", "signed"])
def test_the_next_step_is_told(moment: str) -> None:
    confirmed()
    row = {
        "named": named,
        "listed": listed,
        "drawn": listed,
        "typed": listed,
        "typed twice": valued,
        "signed": signed,
    }[moment]()
    if moment == "typed":
        drawing.type_value(draw_id=row.pk, value=VALUE, by=children.staff("ala"), at=LATER)
    at = {"named": NAMED, "listed": OVER}.get(moment, LATER)

    step = next(each.step for each in draws_due.months(at=at) if each.month == NOVEMBER)

    assert (
        step
        is {
            "named": Step.WAIT,
            "listed": Step.WAIT,
            "drawn": Step.TYPE,
            "typed": Step.TYPE_TWICE,
            "typed twice": Step.SIGN,
            "signed": Step.DONE,
        }[moment]
    )


def test_a_month_without_a_value_waits_for_a_hand_when_it_is_over() -> None:
    confirmed()

    assert [(each.month, each.step) for each in draws_due.months(at=NAMED)] == [(NOVEMBER, Step.NAME)]
    assert [(each.month, each.step) for each in draws_due.due(at=LATER)] == [(NOVEMBER, Step.NAME_AGAIN)]


def test_a_child_whom_no_list_has_waits_for_a_hand() -> None:
    confirmed()
    signed()
    confirmed()

    assert [(each.month, each.step) for each in draws_due.due(at=LATER)] == [(NOVEMBER, Step.NAME_AGAIN)]


def test_who_typed_first_is_not_asked_to_be_the_second() -> None:
    confirmed()
    valued()

    assert draws_due.due(at=LATER, but=children.staff("ala").pk) == []
    assert [each.step for each in draws_due.due(at=LATER, but=children.staff("bahdan").pk)] == [Step.SIGN]


def test_a_month_in_which_nobody_was_confirmed_is_done() -> None:
    listed()

    assert [each.step for each in draws_due.months(at=LATER) if each.draw] == [Step.DONE]
