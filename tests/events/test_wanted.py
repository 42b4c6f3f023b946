from datetime import date

import pytest

from events import wanted
from events.wanted import SUBSCRIBED, Wanted

ASKED = {
    "view": "month",
    "month": "2026-12",
    "day": "2026-12-05",
    "past": "1",
    "kind": "craft",
    "speaks": "pl",
    "children": "1",
    "free": "1",
    "week": "1",
    "activity": "12",
}
READ = Wanted(
    view="month",
    month=date(2026, 12, 1),
    day=date(2026, 12, 5),
    past=True,
    kind="craft",
    speaks="pl",
    children=True,
    free=True,
    week=True,
    activity=12,
)


def test_an_address_is_read_as_it_is_meant():
    assert wanted.read(ASKED) == READ


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize(
    "nonsense", ["", "-1", "0", "x", "\x00", "2026-99", "2026-13-45", "9" * 40, "٣", "²"]
)
def test_nonsense_is_passed_over(name: str, nonsense: str):
    assert wanted.read({name: nonsense}) == Wanted()


@pytest.mark.parametrize("year", ["1019", "2019", "2100", "9999"])
def test_no_calendar_is_drawn_for_years_that_nobody_plans(year: str):
    assert wanted.read({"month": f"{year}-12", "day": f"{year}-12-05"}) == Wanted()


def test_what_is_asked_for_is_written_as_it_was_read():
    assert Wanted().query() == ""
    assert READ.query("kind", "children") == "kind=craft&children=1"
    assert READ.query(*SUBSCRIBED) == "kind=craft&speaks=pl&children=1&activity=12"
    assert READ.but(view="", month=None, day=None).query() == (
        "past=1&kind=craft&speaks=pl&children=1&free=1&week=1&activity=12"
    )


def test_every_name_may_stand_in_an_address_of_a_ready_page():
    from pages.page_cache.keys import CONTENT

    assert set(ASKED) | {"page"} <= CONTENT
