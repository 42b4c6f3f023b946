"""Nights when Warsaw's clock moves, leap days, the last minute of a year, and a clock that is set back."""

from datetime import UTC, datetime, timedelta

import pytest

from home import inquiries
from home.inquiry_forms import WARSAW, deadline
from home.models import Inquiry
from privacy import forgetting, links
from tests.privacy.people import NOW, closed, inquiry


def warsaw(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=WARSAW)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("at", "typed", "moment"),
    [
        (warsaw(2027, 3, 27, 12), ("28", "3", "2:30"), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        (warsaw(2027, 3, 27, 12), ("28", "3", "3:30"), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        (warsaw(2027, 10, 30, 12), ("31", "10", "2:30"), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
        (warsaw(2027, 10, 30, 12), ("31", "10", "3:30"), datetime(2027, 10, 31, 2, 30, tzinfo=UTC)),
        (warsaw(2026, 12, 31, 23, 58), ("31", "12", "23:59"), datetime(2026, 12, 31, 22, 59, tzinfo=UTC)),
        (warsaw(2026, 12, 31, 23, 59), ("1", "1", "0"), datetime(2026, 12, 31, 23, 0, tzinfo=UTC)),
        (warsaw(2027, 12, 1, 12), ("29", "2", "12"), datetime(2028, 2, 29, 11, 0, tzinfo=UTC)),
    ],
    ids=["skipped hour", "after it", "hour that comes twice", "after it", "last minute of a year",
         "first minute", "leap day of next year"],
)  # fmt: skip
def test_a_deadline_is_what_warsaws_clock_will_show(
    at: datetime, typed: tuple[str, str, str], moment: datetime
) -> None:
    assert deadline(*typed, at=at).astimezone(UTC) == moment


def test_a_leap_day_in_no_such_year_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^$"):
        deadline("29", "2", "12", at=warsaw(2026, 12, 1, 12))


@pytest.mark.django_db(databases=["default", "vault"])
def test_a_clock_that_is_set_back_closes_no_link_and_forgets_nobody_twice_or_early() -> None:
    row = closed(at=NOW)
    url = links.issue(inquiries.PAGE, row.pk, language="be", at=NOW)
    token = url.rstrip("/").rpartition("/")[2]

    assert links.find(token, at=NOW - timedelta(hours=1)) is not None
    assert forgetting.enforce(at=NOW + timedelta(days=90) - timedelta(hours=1)) == {}
    assert forgetting.enforce(at=NOW + timedelta(days=90)) == {"home.Inquiry": 1}
    assert forgetting.enforce(at=NOW + timedelta(days=90) - timedelta(hours=1)) == {}
    assert not Inquiry.objects.filter(pk=row.pk).exists()


@pytest.mark.django_db(databases=["default", "vault"])
def test_a_key_begun_before_the_clock_was_set_back_is_not_swept() -> None:
    row = inquiry(at=NOW)

    assert forgetting.sweep_orphans(at=NOW - timedelta(hours=1)) == 0
    assert row.asked.open().name == "Alina Kavalenka"
