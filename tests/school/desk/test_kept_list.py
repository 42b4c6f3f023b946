"""Taking in the list there was before: on trial, for good, and letters on a second yes only."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from letters.models import Letter
from school.models import Application, Batch, Group
from tests.school import children
from tests.school.desk.conftest import shown, term

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
LIST = "/admin/school/list/"
TITLES = "дзіця;нараджэнне;дарослы;кантакт;стан;група;з\n"
PUPIL = "Буслік;03.2018;Алена;alena@example.org;вучань;A;01.09.2025\n"
WAITS = "Ластаўка;11.2019;Янка;janka@example.org;чакае;;14.03.2026\n"


def said(client: Client, **typed: Any) -> str:
    page = client.post(LIST, {"key": str(uuid4()), **typed}, follow=True).content.decode()
    return " ".join(page.split())


def test_a_file_is_shown_on_trial_and_nothing_happens(staff: Client, group_a: Group) -> None:
    for coding in ("utf-8-sig", "cp1251"):
        text = (TITLES + PUPIL + WAITS).replace("ў", "у").encode(coding)
        page = said(staff, file=SimpleUploadedFile("list.csv", text), do="try")

        assert "On trial: nothing has happened yet" in page
        assert ("Буслік" in page, "Ластаука" in page) == (True, True)
    assert Application.objects.count() == 0


def test_each_wrong_cell_is_named_and_nothing_can_be_taken_in(staff: Client, group_a: Group) -> None:
    wrong = TITLES + PUPIL.replace(";A;", ";Z;") + WAITS.replace("14.03.2026", "вясной")
    page = said(staff, text=wrong, do="take-in")

    assert "Line 2, “група”: there is no group of that name in the term" in page
    assert "Line 3, “з”: that is no date" in page
    assert "Yes, take them in" not in page
    assert Application.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Choose a file, or paste the lines"),
        (TITLES, "There is nothing in it but the names of the columns"),
        ("дзіця;дарослы\nа;б", "Columns are missing: «нараджэнне», «кантакт», «стан», «з»."),
    ],
)
def test_what_is_no_list_is_told_in_a_sentence(staff: Client, text: str, sentence: str) -> None:
    assert sentence in said(staff, text=text, do="try")


def test_the_first_yes_takes_in_the_second_one_tells(staff: Client, group_a: Group) -> None:
    key = str(uuid4())
    for _pressed_twice in range(2):
        page = said(staff, text=TITLES + PUPIL + WAITS, key=key, do="take-in")
    assert "Yes, tell them: letters 2, calls 0" in page
    assert (Application.objects.count(), Letter.objects.count()) == (2, 0)

    batch = Batch.objects.get()
    said(staff, batch=str(batch.pk), do="tell")
    assert Letter.objects.filter(name="school_imported").count() == 2
    assert "Families were told on" in " ".join(shown(staff, LIST).split())
    assert staff.post(LIST, {"batch": str(batch.pk), "do": "tell"}).status_code == 404


def test_whoever_is_there_already_and_a_full_group_are_said(staff: Client) -> None:
    children.opened(term(), places=1)
    said(staff, text=TITLES + PUPIL, do="take-in")
    more = PUPIL.replace("Буслік", "Зорка").replace("alena", "ola")
    page = said(staff, text=TITLES + PUPIL + more, do="try")

    assert "nothing happens to them. Lines: 2" in page
    assert "Group A: 2 pupils, 1 places." in page
