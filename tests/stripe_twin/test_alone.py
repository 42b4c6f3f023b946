"""The twin and the site know each other by an address alone."""

import ast
import sys
from pathlib import Path

from tests.stripe_twin.running import ROOT

HERE = Path(__file__).parent
FOR_TESTS = {"conftest.py", "running.py"}
SITES = ("site", "home", "events", "school", "search", "donations")


def imported(file: Path) -> set[str]:
    """Packages, by their first name; our own by the whole."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return {name if name.startswith("tests") else name.split(".")[0] for name in found}


def test_the_twin_needs_stripes_library_and_no_other_code() -> None:
    files = [
        each for each in HERE.glob("*.py") if each.name not in FOR_TESTS and not each.name.startswith("test_")
    ]
    needed = set().union(*(imported(file) for file in files))
    strangers = {
        name for name in needed - set(sys.stdlib_module_names) if not name.startswith("tests.stripe_twin")
    }

    assert strangers == {"stripe", "typing_extensions"}


def test_nothing_of_the_site_imports_the_tests() -> None:
    files = [file for name in SITES for file in (ROOT / name).rglob("*.py")]

    assert {str(file) for file in files if any(each.startswith("tests") for each in imported(file))} == set()
    assert len(files) > 100
