"""The programs that families download, beside what the site itself does: two tellings of one rule."""

import ast
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school import draw, ledger
from school.draw import Entrant
from school.models import Entry
from school.proof import draw as their_draw
from school.proof import line as their_line
from school.proofs import PROGRAMS
from school.replay import Replay, Said
from tests.school import simulated

AT = datetime(2026, 9, 9, 10, tzinfo=UTC)
TICKETS = ["1" * 64, "2" * 64, "3" * 64]
CODES = ["A2-A2A", "B3-B3B", "C4-C4C", "E5-E5E", "H6-H6H"]
codes = st.sampled_from(CODES)
months = st.sampled_from(["2026-07", "2026-08-01", "2026-08"])
tiers = st.integers(1, 3)
deeds: st.SearchStrategy[tuple[str, str, dict[str, Any]]] = st.one_of(
    st.tuples(st.just("verified"), codes, st.fixed_dictionaries({"round": months, "tier": tiers})),
    st.tuples(st.just("drawn"), codes, st.fixed_dictionaries({"ticket": st.sampled_from(TICKETS)})),
    st.tuples(
        st.just("drawn"),
        codes,
        st.fixed_dictionaries({"ticket": st.sampled_from(TICKETS), "waits": st.just(False)}),
    ),
    st.tuples(st.just("tier"), codes, st.fixed_dictionaries({"tier": tiers})),
    st.tuples(st.just("offered"), codes, st.fixed_dictionaries({"tier": tiers, "override": st.booleans()})),
    st.tuples(st.sampled_from(["paused", "resumed", "withdrawn", "erased", "unfit"]), codes, st.just({})),
    st.tuples(st.just("places"), st.just(""), st.just({"group": "A", "now": 12})),
)


def numbered(said: list[tuple[str, str, dict[str, Any]]]) -> list[Said]:
    """Everybody was confirmed and drawn at first; offers have numbers of their own."""
    first: list[tuple[str, str, dict[str, Any]]] = [
        *(("verified", code, {"round": "2026-07", "tier": 3}) for code in CODES),
        *(("drawn", code, {"ticket": code, "waits": False}) for code in CODES),
    ]
    return [
        Said(at=AT, deed=deed, code=code, facts=facts | ({"number": number} if deed == "offered" else {}))
        for number, (deed, code, facts) in enumerate([*first, *said])
    ]


def downloaded(said: list[Said]) -> str:
    """As the ledger writes it."""
    before, text = "", ""
    for number, each in enumerate(said, start=1):
        entry = Entry(id=number, at=each.at, deed=each.deed, code=each.code, by="clock", facts=each.facts)
        before = ledger.digest(before, entry)
        text += f"{before} {ledger.text(entry)}\n"
    return text


def order_of(said: list[Said]) -> str:
    """As the site stands in line."""
    replay = Replay()
    for each in said:
        replay.hear(each)
    places = [f"{place} {each.code}" for place, each in enumerate(replay.snapshot.line(), start=1)]
    return "\n".join([f"ledger: {len(said)}", "digest: …", "", *places, ""])


@given(st.lists(deeds, max_size=40))
def test_both_tell_the_same_order_from_the_same_ledger(events: list[tuple[str, str, dict[str, Any]]]) -> None:
    said = numbered(events)

    number, sentence = their_line.judged(downloaded(said), order_of(said))

    assert (number, sentence[:15]) == (their_line.SAME, "It is the same:")


def test_years_of_a_school_are_told_alike() -> None:
    said = simulated.history(1, years=3)

    assert their_line.judged(downloaded(said), order_of(said))[0] == their_line.SAME


def test_two_who_change_places_are_noticed() -> None:
    said = simulated.history(1, years=1)
    head, _empty, places = order_of(said).partition("\n\n")
    first, second, *rest = [each.split(" ")[1] for each in places.splitlines()]
    swapped = [f"{place} {code}" for place, code in enumerate([second, first, *rest], start=1)]

    assert their_line.judged(downloaded(said), "\n".join([head, "", *swapped])) == (
        their_line.DIFFERENT,
        "The order does not follow from the ledger.",
    )


@pytest.mark.parametrize("change", ["a sign", "a line less", "a line more", "the end"])
def test_a_ledger_that_was_changed_is_noticed(change: str) -> None:
    said = simulated.history(1, years=1)
    lines = downloaded(said).splitlines(keepends=True)
    text = {
        "a sign": "".join(lines).replace('"tier":3', '"tier":2', 1),
        "a line less": "".join([*lines[:5], *lines[6:]]),
        "a line more": "".join([*lines[:5], lines[4], *lines[5:]]),
        "the end": "".join(lines[:-1]),
    }[change]

    assert their_line.judged(text, order_of(said))[0] == their_line.BROKEN


def test_an_order_is_judged_by_the_lines_that_were_there_then() -> None:
    """Somebody is offered a place between the two downloads."""
    said = simulated.history(1, years=1)

    assert their_line.judged(downloaded(said), order_of(said[:-9]))[0] == their_line.SAME


@given(
    st.sets(codes, min_size=1),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1),
)
def test_both_draw_alike(some: set[str], value: str) -> None:
    first = min(some)
    listed = draw.listing([Entrant(code=each, ticket_of=first) for each in some])
    places = [f"{each.place} {each.code} {each.ticket}" for each in draw.drawn(listed, value)]
    result = "\n".join([f"fingerprint: {draw.fingerprint(listed)}", f"value: {value}", "", *places, ""])

    assert their_draw.faults(listed, result) == []
    assert their_draw.faults(listed, result.replace("value: ", "value: 1")) == [
        "The order does not follow from the codes and the value."
    ]
    assert their_draw.faults(f"{listed}\nX9-X9X", result) == [
        "The list of codes is not the one whose fingerprint was published.",
        "The order does not follow from the codes and the value.",
    ]


@pytest.mark.parametrize("program", sorted(PROGRAMS))
def test_a_program_needs_nothing_but_python(program: str) -> None:
    tree = ast.parse(PROGRAMS[program].read_text())
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [each.name for each in node.names]
            if isinstance(node, ast.Import)
            else [node.module or "relative"]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert imported <= {"hashlib", "json", "pathlib", "sys", "typing"}


def test_a_program_runs_from_anywhere_and_says_so_in_a_sentence(tmp_path: Path) -> None:
    said = simulated.history(1, years=1)
    (tmp_path / "ledger.txt").write_text(downloaded(said))
    (tmp_path / "order.txt").write_text(order_of(said))
    (tmp_path / "line.py").write_bytes(PROGRAMS["line.py"].read_bytes())

    command = [sys.executable, "-I", "line.py", "ledger.txt", "order.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)

    waiting = len(order_of(said).partition("\n\n")[2].splitlines())
    assert done.stdout.splitlines()[-1] == (
        f"It is the same: {waiting} children in the order that follows from {len(said)} lines."
    )


@pytest.mark.parametrize("program", sorted(PROGRAMS))
def test_a_program_without_files_says_how_it_is_used(program: str) -> None:
    done = subprocess.run(
        [sys.executable, "-I", str(PROGRAMS[program])], capture_output=True, text=True, check=False
    )

    assert (done.returncode, f"python3 {program} " in done.stdout) == (2, True)
