"""A request held against the types of Stripe's own library: nothing passes that it does not know."""

import types
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal, NotRequired, Required, Union, get_args, get_origin

import stripe
import stripe.params
from stripe._request_options import RequestOptions
from stripe._stripe_object import UntypedStripeObject
from typing_extensions import get_type_hints, is_typeddict

from tests.stripe_twin.refusals import Refused, missing, unknown

NOT_SENT = frozenset(
    RequestOptions.__annotations__
)  # told by headers: some classes of parameters list them too
NAMES = {"StripeContext": Any, "Mapping": Mapping}


def checked(name: str, sent: dict[str, Any]) -> dict[str, Any]:
    """`sent` with values of the right kind; `name` as in `stripe.params`: "checkout.SessionCreateParams"."""
    return _read_group(sent, parameter_class(name), "")


@cache
def parameter_class(name: str) -> type:
    found: Any = stripe.params
    for part in name.split("."):
        found = getattr(found, part)
    return found  # type: ignore[no-any-return]


@cache
def hints(group: type) -> dict[str, Any]:
    found = get_type_hints(group, localns=NAMES, include_extras=True)
    return {name: hint for name, hint in found.items() if name not in NOT_SENT}


def _read_group(sent: Any, group: type, where: str) -> dict[str, Any]:
    if not isinstance(sent, dict):
        raise _wrong(where, "hash")
    known = hints(group)
    for name in sent:
        if name not in known:
            raise unknown(_below(where, name))
    for name in group.__required_keys__:  # type: ignore[attr-defined]
        if name in known and name not in sent:
            raise missing(_below(where, name))
    return {name: _read(value, known[name], _below(where, name)) for name, value in sent.items()}


def _read(sent: Any, hint: Any, where: str) -> Any:
    origin = get_origin(hint)
    if origin in (NotRequired, Required):
        return _read(sent, get_args(hint)[0], where)
    if origin in (Union, types.UnionType):
        return _read_one_of(sent, get_args(hint), where)
    if origin is Literal:
        return _read_choice(sent, get_args(hint), where)
    if origin is list:
        return _read_list(sent, get_args(hint)[0], where)
    if origin is dict:
        return _read_dictionary(sent, get_args(hint)[1], where)
    if is_typeddict(hint):
        return _read_group(sent, hint, where)
    if not isinstance(sent, str):
        raise _wrong(where, CALLED.get(hint, "value"))
    return READERS[hint](sent, where)


def _read_one_of(sent: Any, hints: tuple[Any, ...], where: str) -> Any:
    """“One of these, or any text” is how the library says that the list may grow: today's list is meant."""
    choices = [each for each in hints if get_origin(each) is Literal]
    others = [each for each in hints if each not in choices and get_origin(each) is not UntypedStripeObject]
    words = [word for each in choices for word in get_args(each)]
    if sent in words:
        return sent
    if others == [str] and set(words) - {""}:
        raise _not_among(where, sent, words)
    refusal = _wrong(where, "value")
    for hint in others:
        try:
            return _read(sent, hint, where)
        except Refused as error:
            refusal = error
    raise refusal


def _read_choice(sent: Any, words: tuple[Any, ...], where: str) -> Any:
    if sent not in words:
        raise _not_among(where, sent, list(words))
    return sent


def _read_list(sent: Any, hint: Any, where: str) -> list[Any]:
    if not isinstance(sent, list):
        raise _wrong(where, "array")
    return [_read(each, hint, f"{where}[{number}]") for number, each in enumerate(sent)]


def _read_dictionary(sent: Any, hint: Any, where: str) -> dict[str, Any]:
    if isinstance(sent, list):  # keys that happen to be 0, 1, 2
        sent = {str(number): each for number, each in enumerate(sent)}
    if not isinstance(sent, dict):
        raise _wrong(where, "hash")
    return {name: _read(each, hint, _below(where, name)) for name, each in sent.items()}


def _read_integer(sent: str, where: str) -> int:
    digits = sent.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 19):
        raise _wrong(where, "integer")
    return int(sent)


def _read_truth(sent: str, where: str) -> bool:
    if sent.lower() not in ("true", "false"):
        raise _wrong(where, "boolean")
    return sent.lower() == "true"


def _read_decimal(sent: str, where: str) -> str:
    try:
        number = Decimal(sent)
    except InvalidOperation:
        raise _wrong(where, "decimal") from None
    if not number.is_finite():
        raise _wrong(where, "decimal")
    return sent


READERS: dict[Any, Any] = {
    str: lambda sent, where: sent,
    Any: lambda sent, where: sent,
    int: _read_integer,
    bool: _read_truth,
    float: _read_decimal,
    Decimal: _read_decimal,
}


CALLED: dict[Any, str] = {
    str: "string",
    int: "integer",
    bool: "boolean",
    float: "decimal",
    Decimal: "decimal",
}


def _below(where: str, name: str) -> str:
    return f"{where}[{name}]" if where else name


def _wrong(where: str, kind: str) -> Refused:
    return Refused(f"Invalid {kind}: {where}", code="parameter_invalid", param=where, begun=False)


def _not_among(where: str, sent: Any, words: list[Any]) -> Refused:
    among = ", ".join(str(word) for word in words[:12]) + (", …" if len(words) > 12 else "")
    message = f"Invalid {where}: must be one of {among}; not {sent!r}"
    return Refused(message, code="parameter_invalid", param=where, begun=False)
