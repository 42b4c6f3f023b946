"""What is sealed of a person: declared keys and types, and how they become bytes and words again. Pure.

    @document
    class Asked:
        name: str
        email: Email | None = None
        deadline: date | None = None
        languages: tuple[str, ...] = ()

Types may be text, `Email`, `Phone`, whole numbers, yes or no, dates and times, other documents, and tuples
of any of these, each with `| None`. A key that is taken out of the declaration is no longer read and goes
with the next writing; a new key needs a default, because older documents do not have it.
"""

import dataclasses
import json
import types
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NewType, TypeVar, Union, dataclass_transform, get_args, get_origin, get_type_hints

from privacy.errors import DocumentMismatch

Email = NewType("Email", str)
Phone = NewType("Phone", str)
D = TypeVar("D")
Reader = Callable[[Any], Any]
_readers: dict[type[Any], dict[str, Reader]] = {}

BLOCK = 128
"""Documents are filled up to multiples of so many bytes: a length says nothing about a name."""


@dataclass_transform(kw_only_default=True, frozen_default=True)
def document(cls: type[D]) -> type[D]:
    """A frozen dataclass that does not say what is in it: logs and tracebacks print whatever has a `repr`."""
    made = dataclasses.dataclass(frozen=True, kw_only=True, repr=False)(cls)
    _keys(made)
    return made


def fields(cls: type[Any]) -> list[str]:
    return [field.name for field in dataclasses.fields(cls)]


def encode(document: Any) -> bytes:
    written = json.dumps(_written(document), ensure_ascii=False, separators=(",", ":")).encode()
    return written + b" " * (-len(written) % BLOCK)


def decode(cls: type[D], plain: bytes) -> D:
    """Raises DocumentMismatch, naming the key but never what stands there."""
    try:
        stored = json.loads(plain)
    except ValueError:
        raise DocumentMismatch(f"What was sealed as {cls.__name__} is no document.") from None
    return _document(cls, stored)


def _document(cls: type[D], stored: Any) -> D:
    if not isinstance(stored, dict):
        raise DocumentMismatch(f"What was sealed as {cls.__name__} is no document.")
    values = {}
    for key, read in _keys(cls).items():
        if key in stored:
            try:
                values[key] = read(stored[key])
            except (ValueError, TypeError):
                raise DocumentMismatch(f"{cls.__name__}.{key} is not what is declared.") from None
    try:
        return cls(**values)
    except TypeError:
        missing = sorted(set(_keys(cls)) - set(values))
        raise DocumentMismatch(f"{cls.__name__} lacks {', '.join(missing)}.") from None


def _written(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _written(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_written(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _keys(cls: type[Any]) -> dict[str, Reader]:
    known = _readers.get(cls)
    if known is None:
        hints = get_type_hints(cls)
        known = _readers[cls] = {each: _reader(hints[each]) for each in fields(cls)}
    return known


def _exactly(kind: type) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError
        return value

    return read


PLAIN: dict[Any, Reader] = {
    str: _exactly(str),
    Email: _exactly(str),
    Phone: _exactly(str),
    int: _exactly(int),
    bool: _exactly(bool),
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
}


def _reader(hint: Any) -> Reader:
    if hint in PLAIN:
        return PLAIN[hint]
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return lambda value: _document(hint, value)
    arguments = get_args(hint)
    if get_origin(hint) is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        each = _reader(arguments[0])
        return lambda value: tuple(each(item) for item in _exactly(list)(value))
    if get_origin(hint) in (Union, types.UnionType) and len(arguments) == 2 and arguments[1] is type(None):
        inner = _reader(arguments[0])
        return lambda value: None if value is None else inner(value)
    raise TypeError(f"A sealed document can not hold {hint}.")
