from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils.translation import override

from letters.models import Letter
from office import duties, groups

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture
def volha(django_user_model: Any) -> Any:
    user = django_user_model.objects.create_user("volha", password=None)
    user.groups.add(groups.of(groups.PRESS))
    return user


def stuck(days: int, *, name: str = "inquiry_answered") -> None:
    Letter.objects.create(
        name=name, subject=uuid4(), cause=f"{days}", created_at=AT - timedelta(days=days),
        state="stuck", trouble="SMTPRecipientsRefused", tries=1,
    )  # fmt: skip


def waiting(user: Any) -> list[tuple[str, str, str, int]]:
    with override("en"):
        return [
            (str(each.act), str(each.subject), each.url, (AT - each.since).days)
            for each in duties.waiting(user, at=AT).duties
        ]


def test_a_letter_that_could_not_be_sent_waits_for_a_human_the_oldest_first(volha: Any) -> None:
    stuck(3)
    stuck(9)
    act, page = "Find another way to the person, or try again", "/admin/letters/"

    assert waiting(volha) == [
        (act, "To a journalist: an answer", page, 9), (act, "To a journalist: an answer", page, 3),
    ]  # fmt: skip


def test_other_peoples_letters_do_not_wait_for_her(volha: Any) -> None:
    stuck(3, name="lost_key_asked")

    assert waiting(volha) == []


def test_all_of_them_are_counted(volha: Any) -> None:
    for days in range(duties.A_KIND + 2):
        stuck(days)
    (count,) = duties.waiting(volha, at=AT).counts

    assert (count.kind.name, count.number) == ("letters", duties.A_KIND + 2)


def test_who_may_do_nothing_about_it_is_not_asked_to(editor: Any) -> None:
    stuck(3)

    assert [each for each in waiting(editor) if "letters" in each[2]] == []
