from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from letters import health
from letters.models import Letter

AT = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.mark.parametrize(("minutes", "is_late"), [(None, False), (0, False), (15, False), (16, True)])
def test_letters_do_not_leave_when_the_oldest_waits_a_quarter_of_an_hour(
    minutes: int | None, is_late: bool
) -> None:
    oldest = None if minutes is None else AT - timedelta(minutes=minutes)
    found = health.held_up(oldest, at=AT)

    assert (found and found.since) == (oldest if is_late else None)


@pytest.mark.django_db
def test_only_what_waits_counts() -> None:
    def letter(state: str, hours: int) -> None:
        waits = state == "waiting"
        Letter.objects.create(
            name="test", subject=uuid4(), cause=state, state=state, created_at=AT - timedelta(hours=hours),
            next_try_at=AT if waits else None, done_at=AT if state == "sent" else None,
        )  # fmt: skip

    letter("sent", 9)
    letter("stuck", 8)
    assert health.letters(AT) is None

    letter("waiting", 1)
    found = health.letters(AT)
    assert found is not None
    assert (found.since, found.page) == (AT - timedelta(hours=1), "letters_overview")
