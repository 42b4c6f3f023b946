import re
import zipfile
import zlib
from io import BytesIO
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pages.uploads import UploadRefused, clean_document, docx_xml, jpeg
from pages.uploads import docx as word
from pages.uploads import pdf as portable
from pages.uploads.files import MAX_BYTES
from tests.pages.uploaded import (
    RELATIONS,
    SECRET_PLACE,
    WORD,
    archive,
    docx,
    jpeg_with_everything,
    links,
    pdf,
    saved,
    stream,
    two_halves,
    upload,
)

ACTION = b"<</Type/Action/S/JavaScript/JS(app.alert\\(1\\))>>"


def kept(content: bytes, name: str) -> bytes:
    return clean_document(upload(content, name), name=name).read()


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(UploadRefused) as refused:
        clean_document(upload(content, name), name=name)
    (sentence,) = refused.value.messages
    return sentence


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(kept(content, "a.docx"))) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def with_links(*entries: tuple[str, str, str]) -> bytes:
    return docx({"word/_rels/document.xml.rels": links(*entries)})


def with_field(xml: str) -> bytes:
    return docx({"word/document.xml": f'<w:document xmlns:w="{WORD}">{xml}</w:document>'})


# --- Both kinds ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("content", "ending"), [(pdf(), "pdf"), (docx(), "docx")])
def test_the_name_is_random_with_the_right_ending(content: bytes, ending: str) -> None:
    name = f"Alena Secret.{ending.upper()}"
    assert re.fullmatch(
        rf"[0-9a-f]{{32}}\.{ending}", clean_document(upload(content, name), name=name).name or ""
    )


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script>",
        b"MZ\x90\0",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"{\\rtf1}",
        jpeg_with_everything(),
        b"   %PDF-1.7",
        bytes(100),
    ],
)
def test_other_kinds_are_refused_with_the_kinds_we_take(content: bytes) -> None:
    sentence = "This file is not a document we can use. Send a PDF or a Word document (DOCX)."
    assert refusal(content, "a.pdf") == sentence


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (pdf(), "a.docx"),
        (docx(), "a.pdf"),
        (pdf(), "a.html"),
        (docx(), "a.docm"),
        (pdf(), "pdf"),
        (pdf(), ""),
    ],
)
def test_a_name_that_says_something_else_is_refused(content: bytes, name: str) -> None:
    with pytest.raises(UploadRefused, match="does not match what is in it"):
        clean_document(upload(content, "x"), name=name)


def test_an_empty_file_is_refused() -> None:
    assert (
        refusal(b"", "a.pdf")
        == "This file is empty. Choose the document again: a PDF or a Word document (DOCX)."
    )


def test_a_heavy_file_is_refused() -> None:
    assert "larger than 15 MB" in refusal(pdf() + bytes(MAX_BYTES), "a.pdf")


# --- PDF -------------------------------------------------------------------------------------------


def test_a_harmless_pdf_is_kept_as_it_is() -> None:
    content = pdf(
        stream(b"BT (/JavaScript in words of a page) Tj ET"),
        b"<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://example.org)>>>>",
        trailer=b"/OpenAction[1 0 R/XYZ null null 0]",
    )
    assert kept(content, "a.pdf") == content


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
    assert kept(content, "a.pdf") == content


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
    assert kept(content, "a.pdf") == content


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
    cleaned = kept(content, "a.pdf")
    assert (len(cleaned), b"Secret" in cleaned, b"FEFF0041" in cleaned) == (len(content), False, False)
    assert cleaned.count(b"Report") == 2


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2000), st.binary(max_size=8))
def test_a_broken_pdf_gets_an_answer(place: int, garbage: bytes) -> None:
    whole = pdf(stream(b"3 0 <<>>", b"/Type/ObjStm/N 1/First 4"), trailer=b"/OpenAction 3 0 R")
    place %= len(whole)
    answer(whole[:place] + garbage + whole[place + len(garbage) :], "a.pdf")


def answer(content: bytes, name: str) -> str:
    try:
        clean_document(upload(content or b"-", name), name=name)
    except UploadRefused as refused:
        return refused.messages[0]
    return "taken"


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
    started = monotonic()
    answer(b"%PDF-1.7\n" + hostile * (2_000_000 // len(hostile)) + b"startxref\n%%EOF", "a.pdf")
    assert monotonic() - started < 10


# --- Word ------------------------------------------------------------------------------------------


def test_a_word_document_loses_its_author_and_keeps_its_text() -> None:
    cleaned = parts(docx({"word/media/photo.jpg": jpeg_with_everything()}))
    assert sorted(cleaned) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "word/document.xml",
        "word/media/photo.jpg",
    ]
    everything = b"".join(cleaned.values())
    assert [
        trace for trace in (b"Secret", SECRET_PLACE, b"custom", b"thumbnail") if trace in everything
    ] == []
    assert "Праграма" in cleaned["word/document.xml"].decode()


def test_author_and_editor_are_empty_afterwards() -> None:
    core = parts(docx())["docProps/core.xml"].decode()
    assert "<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>" in core


def test_every_part_bears_the_same_date() -> None:
    with zipfile.ZipFile(BytesIO(kept(docx(), "a.docx"))) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_cleaning_twice_changes_nothing_more() -> None:
    once = kept(docx(), "a.docx")
    assert kept(once, "a.docx") == once


@pytest.mark.parametrize(
    "content",
    [
        docx({"word/vbaProject.bin": b"x"}),
        docx({"word/activeX/activeX1.xml": "<a/>"}),
        docx({"word/embeddings/oleObject1.bin": b"x"}),
        docx({"word/embeddings/sheet.xlsx": b"x"}),
        docx({"word/run.exe": b"MZ"}),
        docx({"word/part.html": b"<script>"}),
        docx({"word/webextensions/taskpanes.xml": "<a/>"}),
        docx(kind="application/vnd.ms-word.document.macroEnabled.main+xml"),
        docx({"word/settings.xml": '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'}),
        docx(
            {
                "word/_rels/document.xml.rels": '<!DOCTYPE a SYSTEM "http://example.org/a"><a/>'.encode(
                    "utf-16"
                )
            }
        ),
        with_links((f"{RELATIONS}/attachedTemplate", "https://example.org/a.dotm", "External")),
        with_links((f"{RELATIONS}/image", "https://example.org/a.png", "External")),
        with_links((f"{RELATIONS}/image", "file:///c:/a.png", "")),
        with_links((f"{RELATIONS}/image", "\\\\server\\a.png", "")),
        with_links((f"{RELATIONS}/hyperlink", "file:///c:/windows/a.exe", "External")),
        with_links((f"{RELATIONS}/hyperlink", "javascript:alert(1)", "External")),
        with_links((f"{RELATIONS}/hyperlink", "search-ms:query=a", "external")),
        with_links((f"{RELATIONS}/oleObject", "media/a.png", "")),
        with_links((f"{RELATIONS}/aFChunk", "chunk.xml", "")),
        with_field("<w:instrText>DDE</w:instrText><w:instrText>AUTO c:\\a.exe</w:instrText>"),
        with_field('<w:fldSimple w:instr="INCLUDEPICTURE https://example.org/a.png"/>'),
    ],
)
def test_a_word_document_that_can_act_is_refused(content: bytes) -> None:
    assert "can do more than be read" in refusal(content, "a.docx")


@pytest.mark.parametrize(
    "target", ["https://example.org/?a=1&amp;b=2", "mailto:a@example.org", "page.html", "tel:112"]
)
def test_a_word_document_may_hold_links_for_the_reader(target: str) -> None:
    content = with_links((f"{RELATIONS}/hyperlink", target, "External"))
    assert target in parts(content)["word/_rels/document.xml.rels"].decode()


def test_a_word_document_may_number_its_pages() -> None:
    assert parts(with_field("<w:instrText>PAGE</w:instrText>"))


@pytest.mark.parametrize(
    "content",
    [
        archive({"a.txt": "words"}),
        archive({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<a/>"}),
        docx(kind="application/xml"),
    ],
)
def test_other_archives_are_refused(content: bytes) -> None:
    assert refusal(content, "a.docx") == (
        "This file is not a Word document we can use. Save it as a DOCX or a PDF and send that."
    )


@pytest.mark.parametrize(
    "content",
    [
        docx()[:-40],
        docx()[:200],
        docx({"word/document.xml": "<w:document>"}),
        docx({"../../a.xml": "<a/>"}),
        docx({"/etc/a.xml": "<a/>"}),
        docx({"WORD/document.xml": "<a/>"}),
        docx({"word/media/a.jpg": jpeg_with_everything()[:-60]}),
    ],
)
def test_a_broken_word_document_is_refused(content: bytes) -> None:
    assert "damaged or incomplete" in refusal(content, "a.docx")


def test_a_locked_word_document_is_refused() -> None:
    content = bytearray(docx())
    first = content.index(b"PK\x01\x02")
    content[first + 8] |= 1
    assert "locked" in refusal(bytes(content), "a.docx")


def test_a_zip_bomb_is_refused() -> None:
    assert "too large inside" in refusal(docx({"word/media/a.png": bytes(word.UNPACKED_LIMIT)}), "a.docx")


def test_an_archive_of_thousands_of_parts_is_refused() -> None:
    many = {f"word/media/{n}.png": b"x" for n in range(word.PARTS_LIMIT)}
    assert "too large inside" in refusal(docx(many), "a.docx")


def test_what_hides_behind_a_word_document_is_gone() -> None:
    with BytesIO(docx()) as file:
        with zipfile.ZipFile(file, "a") as packed:
            packed.comment = b"<script>alert(1)</script>"
        hidden = file.getvalue()
    assert (b"<script>" in hidden, b"<script>" in kept(hidden, "a.docx")) == (True, False)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 5000), st.binary(max_size=8))
def test_a_broken_word_document_gets_an_answer(place: int, garbage: bytes) -> None:
    whole = docx()
    place %= len(whole)
    answer(whole[:place] + garbage + whole[place + len(garbage) :], "a.docx")


def test_elements_are_kept_only_on_demand() -> None:
    text = b'<a><b c="d"/></a>'
    assert docx_xml.read_xml(text, keep_elements=False).elements == []
    assert docx_xml.read_xml(text, keep_elements=True).elements == [("a", {}), ("b", {"c": "d"})]


# --- Photos in documents ---------------------------------------------------------------------------


@pytest.mark.parametrize("progressive", [False, True])
def test_notes_are_cut_out_of_a_photo_and_its_pixels_stay(progressive: bool) -> None:
    photo = saved(two_halves(), "JPEG", progressive=progressive, comment=SECRET_PLACE) + SECRET_PLACE
    cut = jpeg.without_notes(photo)
    assert SECRET_PLACE not in cut
    assert Image.open(BytesIO(cut)).tobytes() == Image.open(BytesIO(photo)).tobytes()


@given(st.integers(2, 400))
def test_a_photo_that_breaks_off_is_a_value_error_or_a_photo(length: int) -> None:
    with pytest.raises(ValueError, match="JPEG"):
        jpeg.without_notes(saved(two_halves(), "JPEG")[:length])
