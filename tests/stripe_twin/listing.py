"""Lists as Stripe gives them: the newest first, page by page, filtered by some fields."""

from collections.abc import Sequence
from typing import Any

from tests.stripe_twin.refusals import Refused
from tests.stripe_twin.store import Condition, Document, compared
from tests.stripe_twin.twin import Twin

PAGING = {"limit", "starting_after", "ending_before", "created"}
BOUNDS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}


def page(
    twin: Twin, kind: str, sent: dict[str, Any], wanted: Sequence[Condition] = (), *, url: str
) -> Document:
    limit = sent.get("limit", 10)
    if not 1 <= limit <= 100:
        raise Refused("Limit can range between 1 and 100.", param="limit", begun=False)
    if "starting_after" in sent and "ending_before" in sent:
        raise Refused("Received both starting_after and ending_before parameters.", begun=False)
    backwards = "ending_before" in sent
    found = twin.store.chosen(
        kind,
        [*wanted, *_times(sent.get("created")), *_cursor(twin, sent)],
        order="number" if backwards else "number DESC",
        limit=limit + 1,
    )
    data = found[:limit]
    return {
        "object": "list",
        "data": data[::-1] if backwards else data,
        "has_more": len(found) > limit,
        "url": url,
    }


def _times(wanted: Any) -> list[Condition]:
    if wanted is None:
        return []
    bounds = wanted if isinstance(wanted, dict) else {"gte": wanted, "lte": wanted}
    return [(f"created {BOUNDS[how]} ?", (bound,)) for how, bound in bounds.items()]


def _cursor(twin: Twin, sent: dict[str, Any]) -> list[Condition]:
    for name, sign in (("starting_after", "<"), ("ending_before", ">")):
        if name in sent:
            rows = twin.store.rows("SELECT number FROM documents WHERE id = ?", sent[name])
            if not rows:
                raise Refused(f"No such object: '{sent[name]}'", code="resource_missing", param=name)
            return [(f"number {sign} ?", (rows[0]["number"],))]
    return []


def filters(sent: dict[str, Any], **fields: str) -> list[Condition]:
    """`fields`: where each filter is found within a document."""
    return [compared(path, sent[name]) for name, path in fields.items() if name in sent]
