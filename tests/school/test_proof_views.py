"""“Check the list yourself”, and the files that come with it."""

import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from school import leaving, proofs
from school.models import Application, Draw
from tests.school import children, drawn
from tests.school.drawn import DRAWN, LATER, NAMED
from tests.school.families import whole

pytestmark = [pytest.mark.django_db(databases=["default", "vault"]), pytest.mark.usefixtures("nobody_yet")]

NOVEMBER = "/en/school/check/2026-11/"


@pytest.fixture
def reader() -> Client:
    return Client()


def text(answer: Any) -> str:
    whole = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return whole.decode()


def test_a_signed_month_shows_codes_tickets_value_and_fingerprint(reader: Client) -> None:
    codes = [drawn.confirmed().code for _child in range(3)]
    row = drawn.signed()

    page = text(reader.get(NOVEMBER))

    assert [code in page for code in codes] == [True, True, True]
    assert (row.fingerprint in page, row.value in page, "3 children" in page) == (True, True, True)
    assert "Зорка" not in page


def test_the_address_without_a_month_shows_the_newest_result(reader: Client) -> None:
    code = drawn.confirmed().code
    drawn.signed()

    assert code in text(reader.get("/en/school/check/"))


def test_before_anything_is_drawn_the_month_that_goes_on_says_so(reader: Client) -> None:
    page = text(reader.get("/en/school/check/"))

    assert "No draw yet" in page
    assert "Three days before the month is over, at the latest" in page


def test_a_list_without_its_value_shows_codes_and_no_tickets(reader: Client) -> None:
    code = drawn.confirmed().code
    row = drawn.listed()

    page = text(reader.get(NOVEMBER))

    assert (code in page, row.fingerprint in page, "Ticket" in page) == (True, True, False)
    assert reader.get(f"{NOVEMBER}1/result.txt").status_code == 404


def test_a_value_typed_once_is_nowhere_to_be_read(reader: Client) -> None:
    drawn.confirmed()
    row = drawn.listed()
    Draw.objects.filter(pk=row.pk).update(
        first_value=drawn.VALUE, first_at=LATER, first_by=children.staff("ala")
    )

    assert drawn.VALUE not in text(reader.get(NOVEMBER))


@pytest.mark.parametrize("typed", ["{code}", " {lower} ", "{cyrillic}", "{bare}"])
def test_a_code_is_found_however_it_is_typed(reader: Client, typed: str) -> None:
    child = drawn.confirmed()
    Application.objects.filter(pk=child.pk).update(code="K7-M2P", ticket_of="K7-M2P")
    drawn.signed()
    ways = {"code": "K7-M2P", "lower": "k7-m2p", "cyrillic": "К7-М2Р", "bare": "K7M2P"}

    page = text(reader.get(NOVEMBER, {"code": typed.format(**ways)}))

    assert f"{whole('K7-M2P')}: place 1 of 1 in the draw of this month" in page
    assert "drawn__row--mine" in page


def test_a_code_of_another_month_is_shown_the_way(reader: Client) -> None:
    child = drawn.confirmed()
    Application.objects.filter(pk=child.pk).update(code="K7-M2P", ticket_of="K7-M2P")
    drawn.signed()
    drawn.named(month=children.MAY, at=NAMED, reason="Спіс быў на паперы")

    page = text(reader.get("/en/school/check/2026-05/", {"code": "K7-M2P"}))

    assert f"{whole('K7-M2P')} is in the list of another month" in page
    assert f"{NOVEMBER}?code=K7-M2P#result" in page


def test_a_code_of_no_list_and_what_is_no_code_get_a_sentence_each(reader: Client) -> None:
    drawn.confirmed()
    drawn.signed()

    assert f"No list has the code {whole('C2-C2C')}" in text(reader.get(NOVEMBER, {"code": "C2-C2C"}))
    assert "That is not a code" in text(reader.get(NOVEMBER, {"code": "<b>Ян</b>"}))


def test_who_looks_for_a_code_is_not_kept_by_any_cache(reader: Client) -> None:
    drawn.confirmed()
    drawn.signed()

    assert "noindex" in text(reader.get(NOVEMBER, {"code": "C2-C2C"}))
    assert (reader.get(NOVEMBER).cookies, "noindex" in text(reader.get(NOVEMBER))) == ({}, False)


@pytest.mark.parametrize("month", ["2026-13", "2001-01", "9999-12"])
def test_a_month_without_a_draw_is_not_there(reader: Client, month: str) -> None:
    assert reader.get(f"/en/school/check/{month}/").status_code == 404


def test_a_hundred_codes_a_page_and_the_page_of_a_code_is_found(reader: Client) -> None:
    drawn.confirmed()
    row = drawn.signed()
    codes = [f"A{a}-B{b}C{c}" for a in range(2, 9) for b in range(2, 9) for c in range(2, 9)][:150]
    Draw.objects.filter(pk=row.pk).update(listing="\n".join(codes))
    last = proofs.result(Draw.objects.get()).splitlines()[-1].split(" ")[1]

    assert last not in text(reader.get(NOVEMBER))
    assert f"{whole(last)}: place 150 of 150" in text(reader.get(NOVEMBER, {"code": last}))


def test_anybody_recomputes_the_draw_from_two_downloads(reader: Client, tmp_path: Path) -> None:
    for _child in range(4):
        drawn.confirmed()
    row = drawn.signed()
    _save(reader, tmp_path, f"{NOVEMBER}1/codes.txt", "codes.txt")
    _save(reader, tmp_path, f"{NOVEMBER}1/result.txt", "result.txt")
    _save(reader, tmp_path, "/en/school/check/draw.py", "draw.py")

    done = _run(tmp_path, "draw.py", "codes.txt", "result.txt")

    assert sha256((tmp_path / "codes.txt").read_bytes()).hexdigest() == row.fingerprint
    assert done.splitlines()[0] == f"fingerprint: {row.fingerprint}"
    assert done.splitlines()[-1] == "It is the same: the list, the tickets and the order."


def test_anybody_recomputes_the_list_from_two_downloads(reader: Client, tmp_path: Path) -> None:
    rows = [children.waiting(tier=tier) for tier in (3, 2, 3, 2, 1)]
    leaving.pause(application_id=rows[0].pk, at=children.NOW)
    _save(reader, tmp_path, "/en/school/check/ledger.txt", "ledger.txt")
    _save(reader, tmp_path, "/en/school/check/order.txt", "order.txt")
    _save(reader, tmp_path, "/en/school/check/line.py", "line.py")

    done = _run(tmp_path, "line.py", "ledger.txt", "order.txt")

    assert done.splitlines()[-1] == "It is the same: 4 children in the order that follows from 11 lines."


def _save(reader: Client, folder: Path, url: str, name: str) -> None:
    answer = reader.get(url)
    assert (answer.status_code, "attachment" in answer["Content-Disposition"]) == (200, True)
    (folder / name).write_text(text(answer))


def _run(folder: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-I", *command], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_files_that_have_not_changed_are_not_sent_again(reader: Client) -> None:
    children.waiting()
    for name in ("ledger.txt", "order.txt"):
        etag = reader.get(f"/en/school/check/{name}")["ETag"]
        assert reader.get(f"/en/school/check/{name}", headers={"if-none-match": etag}).status_code == 304

    children.waiting()
    assert reader.get("/en/school/check/order.txt", headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize("name", ["site", "draw.pyc", "__init__"])
def test_no_other_program_can_be_taken(reader: Client, name: str) -> None:
    assert reader.get(f"/en/school/check/{name}.py").status_code == 404


def test_no_name_is_in_any_file(reader: Client) -> None:
    drawn.confirmed()
    drawn.signed()
    urls = [f"{NOVEMBER}1/codes.txt", f"{NOVEMBER}1/result.txt"]

    for url in [*urls, "/en/school/check/ledger.txt", "/en/school/check/order.txt"]:
        said = text(reader.get(url))
        assert not any(word in said for word in ("Зорка", "Буслік", "example.org", "2018"))


def test_exceptions_of_the_term_are_counted_and_their_reason_is_not_told(reader: Client) -> None:
    group = children.opened()
    group.term.__class__.objects.filter(pk=group.term_id).update(ends_on="2099-01-01")
    assert "In this term there is no exception." in text(reader.get("/en/school/check/"))
    children.exception(group)

    assert "1 exception (medical)" in text(reader.get("/en/school/check/"))


def test_while_a_month_is_drawn_once_more_the_draw_before_counts_and_both_are_there(reader: Client) -> None:
    drawn.confirmed()
    first = drawn.signed()
    drawn.valued(at=LATER, source_at=DRAWN + 3 * children.DAY, reason="Памылка ў лічбе")

    page = text(reader.get(NOVEMBER))

    assert "Result of the draw" in page
    assert ("This month will be drawn once more" in page, "Why: Памылка ў лічбе." in page) == (True, True)
    assert "does not count any more" not in page
    assert all(f"{NOVEMBER}{row}/codes.txt" in page for row in (first.number, first.number + 1))


def test_a_draw_that_was_replaced_stays_to_be_read(reader: Client) -> None:
    drawn.confirmed()
    drawn.signed()
    second = drawn.signed(at=LATER, source_at=DRAWN + 3 * children.DAY, reason="Памылка ў лічбе")

    page = text(reader.get(NOVEMBER))

    assert "Draw 1 does not count any more" in page
    assert "Why it was drawn again: Памылка ў лічбе" in page
    assert (second.source in page, f"{NOVEMBER}1/result.txt" in page) == (True, True)
