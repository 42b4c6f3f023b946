from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail import blocks, hooks

from pages.blocks import BodyBlock, CorrectionBlock, HeadingValue, VideoBlock, VideoValue
from tests.home import stories
from tests.pages import places

BODY = BodyBlock()
KINDS = list(BODY.child_blocks)
VIDEO = {"address": "https://youtu.be/dQw4w9WgXcQ", "title": "Школа", "length": "4:12", "poster": None}
NO_TRANSCRIPT = {**VIDEO, "transcript": ""}


def icons() -> set[str]:
    """The names of all signs the admin can draw."""
    files: list[str] = []
    for hook in hooks.get_hooks("register_icons"):
        files = hook(files)
    return {file.rpartition("/")[2].removesuffix(".svg") for file in files}


def video(**changes: Any) -> Any:
    block = VideoBlock()
    return block.clean(block.to_python({**NO_TRANSCRIPT, **changes}))


def drawn(kind: str, value: Any) -> str:
    block = BODY.child_blocks[kind]
    return str(block.render(block.to_python(value)))


def test_a_text_is_made_of_twelve_kinds_of_blocks():
    assert KINDS == [
        "heading", "text", "figure", "gallery", "video", "quote", "contact", "callout", "steps", "table",
        "button", "download",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_an_editor_can_tell_blocks_apart(kind: str):
    block = BODY.child_blocks[kind]

    assert block.meta.icon in icons()
    assert str(block.label)
    assert str(block.get_description())
    assert str(block.meta.group)


@pytest.mark.parametrize("kind", KINDS)
def test_a_block_is_drawn_by_the_template_of_its_name(kind: str):
    assert BODY.child_blocks[kind].meta.template == f"blocks/{kind}.html"


@pytest.mark.django_db
@pytest.mark.parametrize("code", stories.LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_block_shows_itself_before_it_is_chosen(kind: str, code: str, manager_client: Client):
    block = BODY.child_blocks[kind]
    answer = manager_client.get(
        reverse("wagtailadmin_block_preview"),
        {"id": block.definition_prefix},
        headers={"accept-language": code},
    )
    with override(code):
        shown = str(block.render(block.get_preview_value()))

    assert answer.status_code == 200
    assert len(shown) > 50
    assert shown.strip() in answer.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_block_shows_is_in_the_editors_language(kind: str):
    def preview(code: str) -> str:
        with override(code):
            return str(BODY.child_blocks[kind].render(BODY.child_blocks[kind].get_preview_value()))

    assert len({preview(code) for code in stories.LANGUAGES}) == 4


def test_a_correction_says_what_it_is_for():
    block = CorrectionBlock()

    assert block.meta.icon in icons()
    assert str(block.get_description())
    assert block.get_preview_value()["date"] == "2026-11-20"


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("Што ўзяць з сабой?", "што-ўзяць-з-сабой"),
        ("Co zabrać ze sobą", "co-zabrać-ze-sobą"),
        ("What to bring", "what-to-bring"),
        ("17 000 злотых", "17-000-злотых"),
    ],
)
def test_a_heading_can_be_linked_to(text: str, anchor: str):
    assert HeadingValue(BODY.child_blocks["heading"], [("text", text)]).anchor == anchor


def test_a_heading_carries_its_anchor_on_the_page():
    assert 'id="што-ўзяць"' in drawn("heading", {"text": "Што ўзяць"})


def test_a_video_is_a_link_to_youtube_and_nothing_that_loads():
    html = drawn("video", NO_TRANSCRIPT)

    assert places.LINK.findall(html) == ["https://www.youtube.com/watch?v=dQw4w9WgXcQ"]
    assert 'src="/art/' in html
    assert "<iframe" not in html


def test_a_video_keeps_its_ornament_while_its_address_does():
    poster = VideoValue(VideoBlock(), [("address", VIDEO["address"])]).poster_url
    other = VideoValue(VideoBlock(), [("address", "https://youtu.be/aaaaaaaaaaa")]).poster_url

    assert VideoValue(VideoBlock(), [("address", VIDEO["address"])]).poster_url == poster
    assert other != poster


def test_a_video_on_youtube_is_taken():
    assert video()["address"] == "https://youtu.be/dQw4w9WgXcQ"


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_a_video_anywhere_else_is_refused_with_a_sentence(code: str):
    with override(code), pytest.raises(blocks.StructBlockValidationError) as refused:
        video(address="https://vimeo.com/76979871")

    with override(code):
        sentence = gettext("This is not the address of a YouTube video: %s.") % "vimeo.com"
        assert refused.value.block_errors["address"].messages == [sentence]


@pytest.mark.parametrize("length", ["four minutes", "4", "4:2", "4:12:", "123:00"])
def test_a_length_that_is_no_time_is_refused(length: str):
    with pytest.raises(blocks.StructBlockValidationError) as refused:
        video(length=length)

    assert set(refused.value.block_errors) == {"length"}


@pytest.mark.parametrize("length", ["4:12", "59:00", "1:02:03", ""])
def test_a_length_in_minutes_and_seconds_is_taken(length: str):
    assert video(length=length)["length"] == length


@pytest.mark.parametrize(
    ("transcript", "there"), [("", False), ("<p> </p>", False), ("<p>Добры дзень.</p>", True)]
)
def test_a_transcript_is_offered_where_there_is_one(transcript: str, there: bool):
    block = VideoBlock()
    value = block.to_python({**VIDEO, "transcript": transcript})

    assert value.has_transcript is there


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("heading", {"text": "<script>"}),
        ("quote", {"text": "<script>", "source": "<script>"}),
        ("gallery", {"pictures": [{"image": None, "alt": "<script>", "caption": "<script>"}]}),
        ("contact", {"role": "<script>", "name": "<script>", "hours": "<script>"}),
        ("steps", {"steps": [{"title": "<script>", "text": ""}]}),
        ("table", {"caption": "<script>", "cells": "<script> | б\n<script> | г"}),
        ("button", {"label": "<script>", "address": "https://example.org/"}),
        ("download", {"document": None, "title": "<script>"}),
        ("callout", {"title": "<script>", "text": ""}),
        ("figure", {"image": None, "alt": "<script>", "caption": "<script>"}),
        ("video", {**NO_TRANSCRIPT, "title": "<script>"}),
    ],
)
def test_what_an_editor_types_stays_text(kind: str, value: Any):
    html = drawn(kind, value)

    assert "&lt;script&gt;" in html
    assert "<script>" not in html


def test_an_empty_heading_is_refused():
    block = BODY.child_blocks["heading"]
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"text": ""}))
