from collections.abc import Callable
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from pages import legal_numbers

RIGHT = [
    (legal_numbers.check_krs, "0000000000"),
    (legal_numbers.check_nip, "5260250274"),  # The Ministry of Finance's own.
    (legal_numbers.check_regon, "000002217"),
    (legal_numbers.check_account, "PL61109010140000071219812874"),
    (legal_numbers.check_account, "PL61 1090 1014 0000 0712 1981 2874"),
]
CHECKED = [(check, number) for check, number in RIGHT[1:]]


@pytest.mark.parametrize(("check", "number"), RIGHT)
def test_a_right_number_is_taken(check: Callable[[str], None], number: str):
    check(number)


@pytest.mark.parametrize(("check", "number"), CHECKED)
@given(st.data())
def test_one_wrong_digit_is_noticed(check: Callable[[str], None], number: str, data: st.DataObject):
    places = [place for place, sign in enumerate(number) if sign.isdigit()]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([each for each in "0123456789" if each != number[place]]))

    with pytest.raises(ValidationError):
        check(number[:place] + digit + number[place + 1 :])


@pytest.mark.parametrize("check", [check for check, _number in RIGHT])
@given(st.text(max_size=30))
def test_nothing_but_digits_is_taken(check: Callable[[str], None], text: str):
    with suppress(ValidationError):
        check(text)
        assert text.replace(" ", "").removeprefix("PL").isdecimal()
