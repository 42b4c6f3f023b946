"""`expand`: numbers in an answer become what they stand for."""

import copy
from collections.abc import Callable
from typing import Any

from tests.stripe_twin import opening
from tests.stripe_twin.refusals import Refused
from tests.stripe_twin.store import Document
from tests.stripe_twin.twin import Twin

DEEPEST = 4


def _listed(twin: Twin, kind: str, url: str, **fields: str) -> Document:
    data = twin.every(kind, **fields)[::-1]
    return {"object": "list", "data": data, "has_more": False, "url": url}


ON_DEMAND: dict[tuple[str, str], Callable[[Twin, Document], Document]] = {
    ("checkout.session", "line_items"): opening.line_items,
    ("charge", "refunds"): lambda twin, charge: _listed(
        twin, "refund", f"/v1/charges/{charge['id']}/refunds", charge=charge["id"]
    ),
    ("invoice", "payments"): lambda twin, invoice: _listed(
        twin, "invoice_payment", "/v1/invoice_payments", invoice=invoice["id"]
    ),
    ("customer", "subscriptions"): lambda twin, customer: _listed(
        twin, "subscription", f"/v1/customers/{customer['id']}/subscriptions", customer=customer["id"]
    ),
}


def expanded(twin: Twin, document: Document, paths: list[str]) -> Document:
    """A copy: what is stored keeps its numbers."""
    answer = copy.deepcopy(document)
    for path in paths:
        steps = path.split(".")
        if len(steps) - (steps[0] == "data") > DEEPEST:
            raise Refused("You cannot expand more than 4 levels of a property.", param="expand", begun=False)
        _expand(twin, answer, steps, path)
    return answer


def _expand(twin: Twin, value: Any, steps: list[str], path: str) -> None:
    if value is None:
        return
    if isinstance(value, list):
        for each in value:
            _expand(twin, each, steps, path)
        return
    name, *rest = steps
    on_demand = ON_DEMAND.get((value.get("object", ""), name))
    if name not in value and on_demand is None:
        raise _no_such(path)
    if on_demand is not None and name not in value:
        value[name] = copy.deepcopy(on_demand(twin, value))
    elif isinstance(value[name], str):
        found = twin.store.find(value[name])
        if found is None:
            raise _no_such(path)
        value[name] = copy.deepcopy(found)
    elif not rest and value[name] is not None and not isinstance(value[name], dict | list):
        raise _no_such(path)
    if rest:
        _expand(twin, value[name], rest, path)


def _no_such(path: str) -> Refused:
    return Refused(f"This property cannot be expanded ({path}).", param="expand", begun=False)
