"""Letters about registering: what they say, and when nobody needs them any more."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils.formats import date_format
from django.utils.translation import override

from letters import writing
from school import applying
from school.models import Application, Care, Guardian
from school.states import State
from tests.school.children import DAY, NOW
from tests.school.registering import KASIA, ZORKA, of, registered, verified

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet", "no_letters"),
]


def care(guardian: Guardian) -> Any:
    return Care.objects.filter(guardian=guardian).order_by("application__nth")[0].pk


def body(name: str, guardian: Guardian, *, at: Any = NOW) -> str:
    address = writing.kinds[name](care(guardian), at)
    assert address is not None
    return str(writing.message(name, address, letter_id=uuid4()).body)


def test_the_first_letter_has_the_codes_the_button_and_the_day_of_erasing() -> None:
    guardian = registered(ZORKA, KASIA, language="pl")
    words = body("school_received", guardian)

    with override("pl"):
        day = date_format(NOW + timedelta(days=14), "DATE_FORMAT")
    assert [
        each in words for each in (*(row.code for row in of(guardian)), day, "/pl/l/school-confirm/")
    ] == [True] * 4


@pytest.mark.parametrize("name", ["school_received", "school_confirm", "school_again", "school_verified"])
def test_no_letter_names_the_child(name: str) -> None:
    guardian = registered() if name in ("school_received", "school_confirm") else verified()

    assert ("Зорка" in body(name, guardian), "2018" in body(name, guardian)) == (False, False)


def test_once_it_is_confirmed_nobody_is_asked_to_confirm() -> None:
    guardian = verified()

    assert writing.kinds["school_received"](care(guardian), NOW) is None
    assert writing.kinds["school_confirm"](care(guardian), NOW) is None


def test_the_letter_of_the_confirmed_leads_to_their_page_and_names_the_month_of_the_draw() -> None:
    words = body("school_verified", verified())

    with override("be"):
        assert date_format(NOW.date().replace(month=12, day=1), "E") in words
    assert "/be/l/" in words


def test_who_has_left_again_is_not_told_of_the_draw() -> None:
    guardian = verified()
    Application.objects.update(state=State.WITHDRAWN)

    assert writing.kinds["school_verified"](care(guardian), NOW) is None


def test_who_comes_again_is_led_to_where_she_stands() -> None:
    guardian = registered()
    asked = body("school_again", guardian)
    applying.verify(guardian_id=guardian.pk, at=NOW)
    there = body("school_again", guardian)
    Application.objects.update(state=State.WITHDRAWN)
    gone = body("school_again", guardian, at=NOW + DAY)

    assert ("/be/l/school-confirm/" in asked, "/be/l/school-confirm/" in there) == (True, False)
    assert len({asked, there, gone}) == 3


def test_who_is_forgotten_gets_no_letter() -> None:
    pk = care(registered())
    Care.objects.all().delete()

    assert writing.kinds["school_received"](pk, NOW) is None
