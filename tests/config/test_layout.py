"""What must stay true of the folders and files themselves."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("site", "home", "search", "tests")
LONGEST_FILE = 350
LONGEST_FUNCTION = 50


def ours() -> list[Path]:
    """Python written by hand."""
    inside = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in [*ROOT.glob("*.py"), *inside] if "migrations" not in path.parts)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_site_is_a_plain_folder() -> None:
    """A package of this name would hide Python's own module of the same name."""
    assert list((ROOT / "site").glob("*.py")) == []


@pytest.mark.processes
@pytest.mark.parametrize("options", [[], ["-X", "frozen_modules=off"]])
def test_pythons_own_site_is_still_found(options: list[str]) -> None:
    ask = "import sys; sys.path[:0] = ['.', 'site']; import site, config; print(bool(site.getsitepackages()))"
    answer = subprocess.run(
        [sys.executable, *options, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert answer.stdout == "True\n"


def test_every_folder_of_tests_is_a_package() -> None:
    """Otherwise tests/search would be taken for search."""
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}

    assert [named(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_no_file_is_too_long_to_read_at_a_sitting() -> None:
    assert {named(path): len(lines(path)) for path in ours() if len(lines(path)) > LONGEST_FILE} == {}


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            yield node.name, node.end_lineno - first + 1


def test_no_function_is_too_long_to_see_at_a_glance() -> None:
    long = {
        f"{named(path)}: {name}": length
        for path in ours()
        for name, length in functions(path)
        if length > LONGEST_FUNCTION
    }

    assert long == {}


def written() -> Iterator[Path]:
    yield from ours()
    yield from (ROOT / name for name in ("Makefile", "README.md", "pyproject.toml", ".env.example"))
    for folder in (*FOLDERS, "templates", "docs"):
        for kind in ("*.html", "*.md", "*.css", "*.js", "*.toml", "*.po"):
            yield from (ROOT / folder).rglob(kind)


def test_nothing_leans_on_a_folder_outside() -> None:
    outside = re.compile(r"(?<!\w/)shar[e]d/|/wor[k]/")

    leaning = [named(path) for path in written() if outside.search(path.read_text(encoding="utf-8"))]
    assert leaning == []


def test_names_say_what_a_module_is_about() -> None:
    # Not “services”: they are what the Center does, and have a module.
    nameless = {"utils", "helpers", "common", "misc"}

    assert [named(path) for path in ours() if nameless & set(path.with_suffix("").parts[-2:])] == []
