import zlib
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.uploads import pdf as portable
from tests.pages.uploaded import (
    answered,
    archive,
    kept,
    pdf,
    refusal,
    stream,
)

ACTION = b"<</Type/Action/S/JavaScript/JS(app.alert\\(1\\))>>"


def test_a_harmless_pdf_is_kept_as_it_is() -> None:
    content = pdf(
        stream(b"BT (/JavaScript in words of a page) Tj ET"),
        b"<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://example.org)>>>>",
        trailer=b"/OpenAction[1 0 R/XYZ null null 0]",
    )
    assert kept(content, "a.pdf").read() == content


@pytest.mark.parametrize(
    "action",
    [
        ACTION,
        ACTION.replace(b"/JavaScript", b"/J#61v#61Script").replace(b"/JS", b"/#4a#53"),
        b"<</S/Launch/F(cmd.exe)>>",
        b"<</Names<</EmbeddedFiles 4 0 R>>>>",
        b"<</Type/Filespec/EF<</F 5 0 R>>/Type/EmbeddedFile>>",
        b"<</Type/Annot/Subtype/RichMedia>>",
        b"<</XFA 6 0 R>>",
        b"<</AA<</O 5 0 R>>>>",
        b"<</S/SubmitForm/F(https://example.org)>>",
        b"<</S/GoToE/T<<>>>>",
    ],
)
@pytest.mark.parametrize("wrap", [bytes, lambda text: stream(b"3 0 " + text, b"/Type/ObjStm/N 1/First 4")])
def test_a_pdf_that_can_act_is_refused_also_when_it_is_packed(action: bytes, wrap: type[bytes]) -> None:
    assert "can do more than be read" in refusal(pdf(wrap(action)), "a.pdf")


@pytest.mark.parametrize(
    "disguise",
    [
        stream(b"3 0 " + ACTION),
        stream(b"% words\r\n\0 3 0 " + ACTION),
        stream(b" " * 2000 + b"3 0 " + ACTION),
        b"% stream\n" + stream(b"3 0 " + ACTION),
        b"<</Type/ObjStm/N 1/First 4>>stream\n3 0 " + ACTION + b"\nendstream",
        stream(b"3 0 " + ACTION).replace(b"stream\n", b"stream\r\n", 1),
        stream(b"3 0 " + ACTION, b"/N 1/#46irst 4").replace(b"/FlateDecode", b"/Fl"),
    ],
)
def test_packed_objects_are_found_whatever_they_call_themselves(disguise: bytes) -> None:
    assert "can do more than be read" in refusal(pdf(disguise), "a.pdf")


@pytest.mark.parametrize(
    "label",
    [b"/Type/ObjStm/DecodeParms<</Predictor 12>>", b"/Filter[/ASCIIHexDecode/FlateDecode]/N 1/First 4"],
)
def test_objects_packed_in_an_unusual_way_are_refused(label: bytes) -> None:
    assert "too intricate" in refusal(pdf(stream(b"3 0 <<>>", label)), "a.pdf")


def test_packed_objects_that_break_off_are_refused() -> None:
    cut = zlib.compress(b"3 0 <<>>" * 50)[:-8]
    broken = b"<</Type/ObjStm/Filter/FlateDecode>>stream\n" + cut + b"\nendstream"
    assert "damaged or incomplete" in refusal(pdf(broken), "a.pdf")


def test_a_pdf_bomb_is_refused() -> None:
    bomb = stream(b"1 0 " + bytes(portable.UNPACKED_LIMIT), b"/Type/ObjStm/N 1/First 4")
    assert "too intricate" in refusal(pdf(bomb), "a.pdf")


def test_a_large_picture_in_a_pdf_is_not_unpacked() -> None:
    content = pdf(stream(b"\xff" * (portable.UNPACKED_LIMIT + 1), b"/Subtype/Image"))
    assert kept(content, "a.pdf").read() == content


@pytest.mark.parametrize(
    ("opening", "objects"),
    [
        (b"/OpenAction 3 0 R", [b"<</S/GoTo/D[1 0 R/Fit]>>"]),
        (b"/OpenAction<</S/GoTo/D(start)>>", []),
        (
            b"/OpenAction 9 0 R",
            [stream(b"8 0 9 7 <<>>   <</S/GoTo/D[1 0 R/Fit]>>", b"/Type/ObjStm/N 2/First 8")],
        ),
        (b"/OpenAction 3 0 R", [b"[1 0 R/Fit]"]),
    ],
)
def test_a_pdf_may_open_at_a_page(opening: bytes, objects: list[bytes]) -> None:
    content = pdf(*objects, trailer=opening)
    assert kept(content, "a.pdf").read() == content


@pytest.mark.parametrize(
    ("opening", "objects"),
    [
        (b"/OpenAction<</S/URI/URI(https://example.org)>>", []),
        (b"/Open#41ction 3 0 R", [b"<</S/URI/URI(https://example.org)>>"]),
        (b"/OpenAction 77 0 R", []),
        (b"/OpenAction<</X<</S/GoTo>>/S/URI>>", []),
        (b"/OpenAction<</S/GoTo/Next 3 0 R>>", []),
        (b"/OpenAction", []),
    ],
)
def test_a_pdf_may_do_nothing_else_on_opening(opening: bytes, objects: list[bytes]) -> None:
    assert "can do more than be read" in refusal(pdf(*objects, trailer=opening), "a.pdf")


def test_a_locked_pdf_is_refused() -> None:
    assert refusal(pdf().replace(b"/Root", b"/Encrypt 5 0 R/Root"), "a.pdf") == (
        "This PDF is locked. Save it without a password and send it again."
    )


@pytest.mark.parametrize("content", [pdf()[:-20], b"%PDF-1.7", b"%PDF-1.7\n%%EOF"])
def test_a_pdf_cut_short_is_refused(content: bytes) -> None:
    assert "damaged or incomplete" in refusal(content, "a.pdf")


@pytest.mark.parametrize("passenger", [b"<script>alert(1)</script>", archive({"a.exe": b"MZ"})])
def test_a_pdf_with_a_passenger_is_refused(passenger: bytes) -> None:
    assert "Something else is hidden" in refusal(pdf() + passenger, "a.pdf")


def test_the_author_of_a_pdf_is_blanked_and_nothing_moves() -> None:
    xmp = (
        b"<x:xmpmeta><dc:creator><rdf:Seq><rdf:li>Alena Secret</rdf:li></rdf:Seq></dc:creator>"
        b"<dc:title>Report</dc:title></x:xmpmeta>"
    )
    content = pdf(
        b"<</Author(Alena \\(Secret\\))/Title(Report)>>",
        b"<</Author <FEFF0041>>>",
        b"<</Length 9>>stream\n" + xmp + b"\nendstream",
    )
    cleaned = kept(content, "a.pdf").read()
    assert (len(cleaned), b"Secret" in cleaned, b"FEFF0041" in cleaned) == (len(content), False, False)
    assert cleaned.count(b"Report") == 2


@settings(max_examples=200)
@given(st.integers(0, 2000), st.binary(max_size=8))
def test_a_broken_pdf_gets_an_answered(place: int, garbage: bytes) -> None:
    whole = pdf(stream(b"3 0 <<>>", b"/Type/ObjStm/N 1/First 4"), trailer=b"/OpenAction 3 0 R")
    place %= len(whole)
    answered(whole[:place] + garbage + whole[place + len(garbage) :], "a.pdf")


@pytest.mark.parametrize(
    "hostile",
    [
        b"stream\n",
        b"<dc:creator>",
        b"/OpenAction 1 0 R",
        b"/Author(",
        b"1 0 obj ",
        b"stream\n" + zlib.compress(b"1 0 "),
    ],
)
def test_a_pdf_made_to_take_long_is_answered_soon(hostile: bytes) -> None:
    started = process_time()
    answered(b"%PDF-1.7\n" + hostile * (2_000_000 // len(hostile)) + b"startxref\n%%EOF", "a.pdf")
    assert process_time() - started < 10
