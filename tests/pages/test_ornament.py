import re
import runpy
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pages.ornament import FILES, PICTURES, Ground, Topic, brochure, cover, emblem
from pages.ornament.chance import Chance
from pages.ornament.cloth import Cloth
from pages.ornament.compositions import COVER_HEIGHT, COVER_WIDTH
from pages.ornament.covers import cover_cloth
from pages.ornament.figures import SIGN_SIZE, SIGNS, stitched
from pages.ornament.svg import COLOURS, contour, runs

ROOT = Path(__file__).parents[2]
SEEDS = st.text(max_size=60)
TOPICS = st.sampled_from([None, *Topic])
GROUNDS = st.sampled_from([None, *Ground])
TAGS = {"svg", "pattern", "path"}
SIZES = {"width", "height", "viewBox", "id", "y", "patternUnits"}
ATTRIBUTES = SIZES | {"fill", "stroke", "stroke-width", "stroke-linecap", "d"}


def elements(svg: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter())


def fingerprint(svg: str) -> str:
    return sha256(svg.encode()).hexdigest()[:16]


def test_pictures_stay_the_same_for_ever() -> None:
    assert {
        "towel end": fingerprint(cover("page-5")),
        "great rosette": fingerprint(cover("page-3")),
        "corner": fingerprint(cover("page-2")),
        "meeting": fingerprint(cover("page-4")),
        "hem": fingerprint(cover("page-0")),
        "sown field": fingerprint(cover("page-1")),
        "chain": fingerprint(cover("17000", topic=Topic.CHAIN, ground=Ground.RED)),
        "book": fingerprint(cover("pamiatka", topic=Topic.BOOK)),
        "belarusian": fingerprint(cover("рушнік")),
        "emblem": fingerprint(emblem("b1")),
        "end": fingerprint(FILES["end.svg"]()),
        "broken": fingerprint(FILES["broken.svg"]()),
    } == {
        "towel end": "37a5c228be1f9598",
        "great rosette": "59b24b9c49b10740",
        "corner": "305119cc46d88dd4",
        "meeting": "bc24093915b0eeb3",
        "hem": "4bb0c0dfe510d61c",
        "sown field": "51991e101844050a",
        "chain": "98f335d232f9784b",
        "book": "b8b8bbd2e30d5414",
        "belarusian": "5fa14c324daf6bbc",
        "emblem": "d6a6cb0cf727cc71",
        "end": "8387a194f7b37a5e",
        "broken": "74268a8fae67adad",
    }


def test_choices_come_from_the_seed_alone() -> None:
    chance = Chance("seed")
    assert [chance.below(1000) for _ in range(5)] == [566, 720, 374, 862, 353]


@given(SEEDS, TOPICS, GROUNDS)
def test_any_seed_gives_a_safe_picture(seed: str, topic: Topic | None, ground: Ground | None) -> None:
    parts = elements(cover(seed, topic=topic, ground=ground))
    assert {part.tag.removeprefix("{http://www.w3.org/2000/svg}") for part in parts} <= TAGS
    assert {name for part in parts for name in part.attrib} <= ATTRIBUTES
    assert not any((part.text or "") + (part.tail or "") for part in parts)


@given(SEEDS, TOPICS)
def test_a_cover_is_small_and_more_than_a_third_of_it_is_plain(seed: str, topic: Topic | None) -> None:
    cloth = cover_cloth(seed, topic=topic)
    assert len(cover(seed, topic=topic).encode()) < 8000
    assert 5 * len(cloth.stitches) <= 2 * COVER_WIDTH * COVER_HEIGHT


@given(SEEDS, TOPICS)
def test_every_stitch_is_on_the_cloth(seed: str, topic: Topic | None) -> None:
    columns, rows = zip(*cover_cloth(seed, topic=topic).stitches, strict=True)
    assert 0 <= min(columns) <= max(columns) < COVER_WIDTH
    assert 0 <= min(rows) <= max(rows) < COVER_HEIGHT


@given(SEEDS, TOPICS)
def test_something_is_stitched_where_the_narrowest_crop_looks(seed: str, topic: Topic | None) -> None:
    kept = {y for _, y in cover_cloth(seed, topic=topic).stitches if 19 <= y <= 36}
    assert len(kept) >= 8


def test_a_seed_that_is_markup_never_appears() -> None:
    assert "script" not in cover('"><script>alert(1)</script>')


def test_half_a_character_is_a_seed_too() -> None:
    assert cover("\ud800").startswith("<svg")


def test_a_topic_shows_its_sign_in_the_middle() -> None:
    sign = stitched(SIGNS[Topic.HOUSE])
    left, top = COVER_WIDTH // 2 - SIGN_SIZE // 2, 20
    stitches = cover_cloth("dosvied", topic=Topic.HOUSE).stitches
    assert {(x, y): stitches.get((left + x, top + y)) for x, y in sign} == sign


@pytest.mark.parametrize("ground", Ground)
def test_the_ground_chosen_is_the_ground_shown(ground: Ground) -> None:
    fills = [part.get("fill") for part in elements(cover("chor", ground=ground)) if part.get("fill")]
    assert fills == [COLOURS[ground].ground]


def test_ink_is_never_chosen_by_a_seed() -> None:
    assert not any(f'fill="{COLOURS[Ground.INK].ground}"' in cover(f"seed {n}") for n in range(200))


def test_sixty_pages_have_sixty_pictures() -> None:
    assert len({cover(f"page-{n}") for n in range(60)}) == 60


def test_a_ground_has_at_most_two_threads() -> None:
    threads = [set(re.findall(r'stroke="(#\w+)"', cover(f"seed {n}"))) for n in range(60)]
    assert max(map(len, threads)) == 2


@pytest.mark.parametrize("topic", [None, *Topic])
def test_an_emblem_is_safe_and_square(topic: Topic | None) -> None:
    first, *parts = elements(emblem("b1", topic=topic, ground=Ground.STRAW))
    assert first.get("viewBox") == "0 -.5 41 41"
    assert {name for part in parts for name in part.attrib} <= ATTRIBUTES


def test_an_emblem_can_stand_upright() -> None:
    assert 'viewBox="0 -.5 23 31"' in emblem("b1", topic=Topic.BOOK, width=23, height=31)


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1))
def test_lines_cover_exactly_the_stitched_cells(cells: set[tuple[int, int]]) -> None:
    drawn = [tuple(map(int, line)) for line in re.findall(r"M(\d+) (\d+)h(\d+)", runs(cells))]
    assert sorted((x + step, y) for x, y, length in drawn for step in range(length)) == sorted(cells)


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1))
def test_a_contour_encloses_exactly_the_stitched_cells(cells: set[tuple[int, int]]) -> None:
    assert enclosed(contour(cells)) == cells


def enclosed(path: str) -> set[tuple[int, int]]:
    """Cells whose way to the left crosses the outline's upright sides an odd number of times."""
    sides: list[tuple[int, int]] = []
    for loop in path.split("z")[:-1]:
        x, y = start = tuple(map(int, loop[1:].split("h")[0].split("v")[0].split()))
        for direction, length in re.findall(r"([hv])(-?\d+)", loop):
            sides += upright_sides(x, y, int(length)) if direction == "v" else []
            x, y = (x + int(length), y) if direction == "h" else (x, y + int(length))
        sides += upright_sides(x, y, start[1] - y)
    return {
        (x, y) for x, y in product(range(10), repeat=2) if sum(s <= x and row == y for s, row in sides) % 2
    }


def upright_sides(x: int, y: int, length: int) -> list[tuple[int, int]]:
    return [(x, row) for row in range(min(y, y + length), max(y, y + length))]


def test_a_turned_cloth_turned_again_is_the_same() -> None:
    cloth = Cloth(3, 5)
    cloth.put(stitched("#o#\n..#"), 0, 1)
    assert (cloth.turned().width, cloth.turned().turned()) == (5, cloth)


@pytest.mark.parametrize("name", FILES)
def test_pieces_are_safe_and_small(name: str) -> None:
    svg = FILES[name]()
    assert len(svg.encode()) < 8000
    assert {name for part in elements(svg) for name in part.attrib} <= ATTRIBUTES


@pytest.mark.parametrize("name", ["chain.svg", "end.svg"])
def test_pieces_that_repeat_leave_no_seam(name: str) -> None:
    width = int(elements(FILES[name]())[0].attrib["viewBox"].split()[2])
    lines = [tuple(map(int, line)) for line in re.findall(r"M(\d+) (\d+)h(\d+)", FILES[name]())]
    left = {y for x, y, _ in lines if x == 0}
    right = {y for x, y, length in lines if x + length == width}
    assert left & right


def test_the_files_in_static_art_are_what_the_library_draws(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pages.ornament", tmp_path], cwd=ROOT / "site", check=True, timeout=60
    )
    drawn = {file.name: file.read_text(encoding="utf-8") for file in tmp_path.glob("*.svg")}
    kept = {name: (ROOT / "site/static/art" / name).read_text(encoding="utf-8") for name in FILES}
    assert drawn == kept
    assert points(tmp_path) == points(ROOT / "site/static/art")


def points(folder: Path) -> dict[str, bytes]:
    """Of each picture: the files themselves may differ with the library that packs them."""
    return {name: Image.open(folder / name).convert("RGBA").tobytes() for name in PICTURES}


def test_the_sign_as_points_is_the_sign_as_a_drawing() -> None:
    picture = Image.open(BytesIO(PICTURES["mark.png"]())).convert("RGBA")
    red, nothing = (0xC3, 0x13, 0x1F, 255), (255, 255, 255, 0)

    assert picture.size == (1200, 840)
    assert [picture.getpixel((x * 40 + 20, 10 * 40 + 20)) for x in (0, 3, 10, 15)] == [
        red,
        nothing,
        red,
        nothing,
    ]


def test_the_command_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["pages.ornament"])
    with pytest.raises(SystemExit, match="Say where to write the pictures"):
        runpy.run_module("pages.ornament", run_name="__main__")


def test_a_brochure_stands_upright_and_shows_the_sign_it_was_given() -> None:
    drawn = brochure("b1", topic=Topic.BOOK, ground=Ground.RED)

    assert drawn == emblem("b1", topic=Topic.BOOK, ground=Ground.RED, width=23, height=31)


def test_a_brochure_without_a_sign_chooses_one_and_keeps_it() -> None:
    upright = {
        emblem(f"seed {number}", topic=topic, width=23, height=31)
        for number in range(9)
        for topic in Topic
        if topic is not Topic.CHAIN
    }
    drawn = [brochure(f"seed {number}") for number in range(9)]

    assert drawn == [brochure(f"seed {number}") for number in range(9)]
    assert set(drawn) <= upright


def test_the_chain_is_too_wide_for_a_brochure() -> None:
    assert brochure("b1", topic=Topic.CHAIN) == brochure("b1")
