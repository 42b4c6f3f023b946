import pytest
from django.utils import timezone

from events import faces
from events.faces import Face
from tests.events import dates, pages
from tests.home import stories

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def face(page: object, language: str) -> Face:
    return faces.face(page.activity, language=language, at=timezone.now())  # type: ignore[attr-defined]


def test_an_activity_is_known_by_its_page_in_the_readers_language():
    page = pages.about()
    english = pages.translated(page, "en", words="Chandelier")

    assert face(page, "en") == Face(title="Chandelier", url=english.url)
    assert face(page, "be") == Face(title="Жырандоля", url=page.url)


def test_what_is_not_translated_is_known_by_the_original():
    page = pages.about()
    stories.lent(page)

    assert face(page, "pl") == Face(title="Жырандоля", url=page.url)


def test_a_page_taken_back_leaves_its_title_to_letters():
    page = pages.about()
    page.unpublish()

    assert face(page, "be") == Face(title="Жырандоля")


def test_nobody_reads_what_staff_call_it_unless_nobody_has_written_about_it():
    activity = dates.activity(name="Wreaths")

    assert faces.face(activity, language="be", at=timezone.now()) == Face(title="Wreaths")


@pytest.mark.parametrize(
    ("policy", "has_page", "has_date", "is_there"),
    [
        ("sign-up", True, True, True),
        ("sign-up", False, True, False),
        ("sign-up", True, False, False),
        ("open", True, True, False),
        ("invitation", True, True, False),
    ],
)
def test_one_signs_up_for_what_stands_on_the_site(
    policy: str, has_page: bool, has_date: bool, is_there: bool
):
    activity = dates.activity(policy=policy)
    if has_page:
        pages.about(activity)
    if has_date:
        dates.date(activity, start=pages.soon())

    found = [faces.is_on_the_site(activity, language=code, at=timezone.now()) for code in stories.LANGUAGES]
    assert found == [is_there] * 4
