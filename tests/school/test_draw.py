from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school import beacon, draw
from school.draw import Drawn, Entrant

VALUE = "0d9303cb85cac585f6d0cb654e93b6f9"
KEPT = "20f90a78e061" + "0" * 52
codes = st.from_regex(r"[ABCEHKMPTXY][2-9]-[ABCEHKMPTXY][2-9][ABCEHKMPTXY]", fullmatch=True)


def test_a_list_is_one_code_a_line_and_shows_no_order_of_coming() -> None:
    twin = Entrant(code="K7-M2P", ticket_of="H3-X6C")
    came_back, own = Entrant(code="T6-H3X", kept=KEPT), Entrant(code="H3-X6C", ticket_of="H3-X6C")

    assert draw.listing([came_back, twin, own]) == f"H3-X6C\nK7-M2P H3-X6C\nT6-H3X {KEPT}"
    assert draw.listing([]) == ""


def test_a_list_is_read_as_it_was_written() -> None:
    entrants = [
        Entrant(code="H3-X6C", ticket_of="H3-X6C"),
        Entrant(code="K7-M2P", ticket_of="H3-X6C"),
        Entrant(code="T6-H3X", kept=KEPT),
    ]

    assert draw.read(draw.listing(entrants)) == entrants


def test_the_fingerprint_is_what_sha256sum_says_of_the_download() -> None:
    assert draw.fingerprint("H3-X6C\nK7-M2P") == sha256(b"H3-X6C\nK7-M2P").hexdigest()
    assert draw.fingerprint("H3-X6C\nK7-M2P") != draw.fingerprint("H3-X6C\nK7-M2X")


def test_a_ticket_is_the_hash_of_the_value_and_the_code() -> None:
    assert draw.ticket(VALUE, "К7-М2Р") == "20f90a78e061" + draw.ticket(VALUE, "К7-М2Р")[12:]  # As designed.
    assert draw.ticket(VALUE, "K7-M2P") == sha256(f"{VALUE} K7-M2P".encode()).hexdigest()


def test_the_smallest_ticket_goes_first_twins_share_one_and_who_came_back_keeps_theirs() -> None:
    own = draw.ticket(VALUE, "H3-X6C")

    drawn = draw.drawn(f"H3-X6C\nK7-M2P H3-X6C\nT6-H3X {KEPT}", VALUE)

    assert drawn == [
        Drawn(place=1, code="T6-H3X", ticket=KEPT),
        Drawn(place=2, code="H3-X6C", ticket=own),
        Drawn(place=3, code="K7-M2P", ticket=own),
    ]


@given(st.sets(codes, max_size=30), st.text(min_size=1, max_size=40))
def test_everybody_has_one_place_and_more_people_change_nothing_between_two(
    some: set[str], value: str
) -> None:
    drawn = draw.drawn(draw.listing(Entrant(code=each) for each in some), value)
    fewer = sorted(some)[1:]

    assert [each.place for each in drawn] == list(range(1, len(some) + 1))
    assert [each.code for each in draw.drawn("\n".join(fewer), value)] == [
        each.code for each in drawn if each.code in fewer
    ]


@pytest.mark.parametrize("typed", [VALUE, f"  {VALUE.upper()}\n", f"{VALUE}\t"])
def test_a_value_is_the_same_however_it_was_copied(typed: str) -> None:
    assert draw.cleaned(typed) == VALUE


def test_numbers_of_another_draw_keep_one_space_between_them() -> None:
    assert draw.cleaned("3  17 22\n40 41 49") == "3 17 22 40 41 49"


@pytest.mark.parametrize(
    ("moment", "month"),
    [
        ("2026-09-30T21:59:59", date(2026, 9, 1)),
        ("2026-09-30T22:00:00", date(2026, 10, 1)),
        ("2026-12-31T22:59:59", date(2026, 12, 1)),
        ("2026-12-31T23:00:00", date(2027, 1, 1)),
    ],
)
def test_months_begin_and_end_in_warsaw(moment: str, month: date) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)

    assert draw.month_at(at) == month
    assert (draw.closes_at(date(2026, 9, 1)) <= at) == (month > date(2026, 9, 1))


def test_the_round_of_a_moment_is_the_one_that_the_beacon_tells() -> None:
    """As other programs for it count."""
    assert beacon.round_at(datetime(2026, 4, 20, tzinfo=UTC)) == 27946612
    assert beacon.round_at(datetime(2026, 4, 20, 12, 30, 45, tzinfo=UTC)) == 27961627


def test_a_moment_between_two_rounds_belongs_to_the_later_one() -> None:
    """What was drawn before is known already."""
    assert beacon.round_at(datetime(2026, 4, 20, 0, 0, 1, tzinfo=UTC)) == 27946613


def test_a_month_has_a_value_of_its_own_twelve_hours_after_it_closes() -> None:
    september = date(2026, 9, 1)

    assert beacon.source(beacon.value_at(september)) == "drand quicknet, round 32681812"
    assert (beacon.value_at(september) - draw.closes_at(september)).total_seconds() == 12 * 3600
    assert beacon.url(beacon.source(beacon.value_at(september))).endswith(f"{beacon.CHAIN}/public/32681812")


@pytest.mark.parametrize("source", ["Lotto, 3.10.2026", "drand quicknet, round soon", ""])
def test_only_a_round_of_the_beacon_has_an_address(source: str) -> None:
    assert beacon.url(source) == ""
