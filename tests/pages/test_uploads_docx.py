import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.uploads import docx as word
from pages.uploads import docx_xml
from tests.pages.uploaded import (
    RELATIONS,
    SECRET_PLACE,
    WORD,
    answered,
    archive,
    docx,
    jpeg_with_everything,
    kept,
    links,
    refusal,
)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(kept(content, "a.docx").read())) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def with_links(*entries: tuple[str, str, str]) -> bytes:
    return docx({"word/_rels/document.xml.rels": links(*entries)})


def with_field(xml: str) -> bytes:
    return docx({"word/document.xml": f'<w:document xmlns:w="{WORD}">{xml}</w:document>'})


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
    with zipfile.ZipFile(BytesIO(kept(docx(), "a.docx").read())) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_cleaning_twice_changes_nothing_more() -> None:
    once = kept(docx(), "a.docx").read()
    assert kept(once, "a.docx").read() == once


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
    assert (b"<script>" in hidden, b"<script>" in kept(hidden, "a.docx").read()) == (True, False)


@settings(max_examples=300)
@given(st.integers(0, 5000), st.binary(max_size=8))
def test_a_broken_word_document_gets_an_answered(place: int, garbage: bytes) -> None:
    whole = docx()
    place %= len(whole)
    answered(whole[:place] + garbage + whole[place + len(garbage) :], "a.docx")


def test_elements_are_kept_only_on_demand() -> None:
    text = b'<a><b c="d"/></a>'
    assert docx_xml.read_xml(text, keep_elements=False).elements == []
    assert docx_xml.read_xml(text, keep_elements=True).elements == [("a", {}), ("b", {"c": "d"})]
