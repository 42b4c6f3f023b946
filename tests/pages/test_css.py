import gzip
import re
from pathlib import Path

from config.staticfiles import bundle

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "site" / "static"
CSS = STATIC / "css"
TEMPLATES = ROOT / "templates"
BUDGET = 12_288
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\((\w+)\);')
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(", re.IGNORECASE)
CLASS = re.compile(r"\.([a-z][\w-]*)")


def style_sheets() -> list[Path]:
    return sorted(CSS.rglob("*.css"))


def styles(path: Path) -> str:
    return COMMENT.sub("", path.read_text())


def imports() -> list[tuple[str, str]]:
    return IMPORT.findall(styles(CSS / "site.css"))


def markup() -> str:
    """Of pages, and of fields, which get their class from the form: programs that show letters know no style
    sheets of ours."""
    pages = [path for path in TEMPLATES.rglob("*.html") if "letters" not in path.relative_to(TEMPLATES).parts]
    return "\n".join(path.read_text() for path in [*sorted(pages), ROOT / "site" / "privacy" / "forms.py"])


def test_colours_are_named_in_tokens_only() -> None:
    found = {path.name: COLOUR.findall(styles(path)) for path in style_sheets() if path.name != "tokens.css"}

    assert {name: colours for name, colours in found.items() if colours} == {}


def test_rows_keep_a_distance_that_does_not_grow_with_their_number() -> None:
    """A part of a height that nobody has set is known too late: rows would run over what follows."""
    gaps = re.compile(r"\b(?:row-)?gap: *[\d.]+%")

    assert [path.name for path in style_sheets() if gaps.search(styles(path))] == []


def test_every_component_style_sheet_has_a_template_of_the_same_name() -> None:
    named = {path.stem for folder in ("components", "blocks") for path in (TEMPLATES / folder).glob("*.html")}

    assert {path.stem for path in (CSS / "components").glob("*.css")} - named == set()


def test_every_style_sheet_is_imported_once_into_a_declared_layer() -> None:
    declared = re.search(r"@layer ([\w, ]+);", styles(CSS / "site.css"))
    files = [path.relative_to(CSS).as_posix() for path in style_sheets() if path.name != "site.css"]

    assert declared is not None
    assert sorted(path for path, _layer in imports()) == sorted(files)
    assert {layer for _path, layer in imports()} == set(declared[1].split(", "))


def test_every_file_a_style_sheet_points_to_exists() -> None:
    missing = [
        (path.name, url)
        for path in style_sheets()
        for url in re.findall(r'url\("([^"]+)"\)', styles(path))
        if not (path.parent / url).resolve().is_file()
    ]

    assert missing == []


def test_every_class_is_used_by_a_template() -> None:
    used = set(re.findall(r"[a-z][\w-]*", markup()))
    # `button--{{ kind }}` and the like: what a template asks a component for is a word of its own.
    unused = {
        name
        for path in style_sheets()
        for name in CLASS.findall(re.sub(r'"[^"]*"', "", styles(path)))
        if name not in used and not {f"{name.partition('--')[0]}--", name.partition("--")[2]} <= used
    }

    assert unused == set()


def test_every_token_is_declared_and_used() -> None:
    everything = "\n".join(styles(path) for path in style_sheets())
    declared = set(re.findall(r"(?<![\w-])(--[\w-]+):", everything))
    used = set(re.findall(r"var\((--[\w-]+)", everything))

    assert declared == used


def test_the_whole_style_sheet_fits_its_budget() -> None:
    bundled = bundle(lambda name: (STATIC / name).read_text(), "css/site.css")

    assert len(gzip.compress(bundled.encode())) <= BUDGET


def test_no_template_carries_its_own_style_or_script() -> None:
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)", markup()) == []


def test_every_template_is_one_region_short_enough_to_read() -> None:
    lengths = {path.name: len(path.read_text().splitlines()) for path in TEMPLATES.rglob("*.html")}

    assert {name: length for name, length in lengths.items() if length >= 80} == {}
