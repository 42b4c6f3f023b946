"""The key of what a form makes."""

from uuid import UUID

from privacy import alike
from privacy.forms import key_of_record

STAMP, OTHER = UUID(int=1), UUID(int=2)
ALINA, NUMBER = alike.email("alina@example.org"), alike.phone("+48 579 000 111")


def test_one_form_with_one_contact_makes_one_record() -> None:
    assert key_of_record(STAMP, ALINA) == key_of_record(STAMP, alike.email("ALINA@example.org"))


def test_another_form_or_another_contact_makes_another() -> None:
    made = [key_of_record(stamp, known) for stamp in (STAMP, OTHER) for known in (ALINA, NUMBER, None)]

    assert len(set(made)) == 6
