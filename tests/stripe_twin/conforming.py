"""Answers of the twin held against the types of Stripe's own library: names, kinds, what is always there."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib import import_module
from types import NoneType
from typing import Any, ForwardRef, Literal, Union, get_args, get_origin

from stripe import ListObject, StripeObject
from stripe._object_classes import OBJECT_CLASSES
from stripe._stripe_object import UntypedStripeObject

PLAIN = {str: str, int: int, bool: bool, float: (int, float), Decimal: str}
BESIDE = {"total_count"}  # in lists, which the library does not describe
# Two parts of Stripe may use one name: the one without a part's name is meant.
MODULES = {
    name: module for module, name in sorted(OBJECT_CLASSES.values(), key=lambda each: -each[0].count("."))
}


def faults(document: dict[str, Any]) -> list[str]:
    """Each as a sentence; empty for what Stripe itself could have said."""
    module, name = OBJECT_CLASSES[document["object"]]
    return list(_group(document, getattr(import_module(module), name), document["object"]))


def _group(value: Any, shape: type, where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where} is {value!r}"
        return
    hints = _hints(shape)
    for name in value:
        if name not in hints:
            yield f"{where} has a field {name} that the library does not know"
    for name, hint in hints.items():
        if name in value:
            yield from _value(value[name], hint, f"{where}.{name}")
        elif NoneType not in get_args(hint) and name != "deleted":
            yield f"{where} lacks {name}"


@cache
def _hints(shape: type) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in reversed(shape.__mro__):
        if issubclass(each, StripeObject) and each is not StripeObject:
            own = getattr(each, "__annotations__", {})
            found |= {name: hint for name, hint in own.items() if name.islower() and not name.startswith("_")}
    return found


def _value(value: Any, hint: Any, where: str) -> Iterator[str]:
    if isinstance(hint, str | ForwardRef):
        hint = _named(hint if isinstance(hint, str) else hint.__forward_arg__)
    origin = get_origin(hint)
    if origin is Union:
        yield from _one_of(value, get_args(hint), where)
    elif origin is Literal:
        if value not in get_args(hint):
            yield f"{where} is {value!r}, not one of {get_args(hint)}"
    elif origin is list:
        yield from _many(value, get_args(hint)[0], where)
    elif origin is ListObject:
        yield from _many(value.get("data"), get_args(hint)[0], f"{where}.data")
    elif origin is UntypedStripeObject or hint is Any:
        return
    elif hint in PLAIN:
        if not isinstance(value, PLAIN[hint]) or (hint is int and isinstance(value, bool)):
            yield f"{where} is {value!r}, not {hint.__name__}"
    else:
        yield from _group(value, hint, where)


def _one_of(value: Any, hints: tuple[Any, ...], where: str) -> Iterator[str]:
    if value is None and NoneType in hints:
        return
    kinds = [each for each in hints if each is not NoneType]
    if any(
        get_origin(each) is Literal for each in kinds
    ):  # “or any text”: only this version's words are meant
        kinds = [each for each in kinds if each is not str]
    attempts = [list(_value(value, each, where)) for each in kinds]
    if all(attempts):
        yield from min(attempts, key=len)


def _many(values: Any, hint: Any, where: str) -> Iterator[str]:
    if not isinstance(values, list):
        yield f"{where} is {values!r}, not a list"
        return
    for number, each in enumerate(values):
        yield from _value(each, hint, f"{where}[{number}]")


def _named(name: str) -> Any:
    name = {"DisputeResource": "Dispute", "IssuingDisputeResource": "Dispute"}.get(name, name)
    return getattr(import_module(MODULES[name]), name) if name in MODULES else Any
