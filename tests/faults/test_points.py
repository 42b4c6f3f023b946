"""That processes are killed at each point that has a name, in one module of this folder or another."""

import ast
from pathlib import Path

from tests.faults import killed

HERE = Path(__file__).parent


def texts_of(module: Path) -> set[str]:
    constants = (node for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.Constant))
    return {node.value for node in constants if isinstance(node.value, str)}


def test_every_named_point_is_struck() -> None:
    named = set().union(*(texts_of(module) for module in HERE.glob("test_*.py")))

    assert set(killed.POINTS) - named == set()
