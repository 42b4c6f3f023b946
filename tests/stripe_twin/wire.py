"""Forms as Stripe's library writes them: `line_items[0][price_data][currency]=pln`."""

import re
from typing import Any
from urllib.parse import parse_qsl

from tests.stripe_twin.refusals import Refused

STEP = re.compile(r"\[([^\[\]]*)\]")
KEY = re.compile(r"[^\[\]]+(\[[^\[\]]*\])*")


def read_form(text: str) -> dict[str, Any]:
    """Nested, all leaves text; a list where every key is a number, or where none is given (`expand[]`)."""
    tree: dict[str, Any] = {}
    for key, value in parse_qsl(text, keep_blank_values=True):
        if not KEY.fullmatch(key):
            raise Refused(f"Invalid parameter name: {key}", param=key, begun=False)
        _plant(tree, [key.split("[")[0], *STEP.findall(key)], value)
    return {name: _with_lists(value) for name, value in tree.items()}


def _plant(tree: dict[str, Any], path: list[str], value: str) -> None:
    for step in path[:-1]:
        tree = tree.setdefault(step or str(len(tree)), {})
        if not isinstance(tree, dict):
            raise Refused(f"Invalid parameter: {step} is a value and a group of values.", begun=False)
    tree[path[-1] or str(len(tree))] = value


def _with_lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {name: _with_lists(each) for name, each in value.items()}
    if list(inner) == [str(number) for number in range(len(inner))]:
        return list(inner.values())
    return inner
