"""What coordinators say on the telephone."""

from school import family_letters, telling
from school.desk import words
from school.register_letters import TELLING


def test_whatever_a_family_is_called_for_has_a_sentence() -> None:
    by_phone = {*family_letters.TITLES, *TELLING, "school_contact", "school_guardian"} - telling.NOT_BY_PHONE

    assert by_phone - set(words.SAY) == set()
    assert "school_drawn" in by_phone
