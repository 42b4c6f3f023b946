"""A payer's bank takes the money back first and asks afterwards."""

from typing import Any

import stripe

from tests.stripe_twin import balance
from tests.stripe_twin.catalogue import with_metadata
from tests.stripe_twin.customers import instrument_of
from tests.stripe_twin.refusals import Refused
from tests.stripe_twin.store import Document
from tests.stripe_twin.twin import Twin

ANSWER_WITHIN = 7 * balance.DAY
JUDGED_AFTER = 3 * balance.DAY
OPEN = ("needs_response", "under_review")
WORDS = {"winning_evidence": "won", "losing_evidence": "lost"}  # Stripe's own magic words for tests


def open_dispute(twin: Twin, charge_id: str, *, reason: str | None = None) -> Document:
    charge = twin.get("charge", charge_id)
    amount = charge["amount"] - charge["amount_refunded"]
    if charge["status"] != "succeeded" or charge["disputed"] or not amount:
        raise Refused(f"Charge {charge_id} cannot be disputed.", param="charge")
    method = instrument_of(twin.get("payment_method", charge["payment_method"]))
    by_card = method.type == "card"
    line = _take(twin, charge, amount)
    dispute = twin.new(
        "dispute",
        amount=amount,
        balance_transactions=[line],
        charge=charge_id,
        currency=charge["currency"],
        enhanced_eligibility_types=[],
        evidence=dict.fromkeys(_evidence_names()) | {"enhanced_evidence": {}},
        evidence_details={
            "due_by": twin.now() + ANSWER_WITHIN,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
            "submission_method": "not_submitted",
        },
        is_charge_refundable=False,
        metadata={},
        payment_intent=charge["payment_intent"],
        payment_method_details=_details(charge) if by_card else None,
        reason=reason or (method.card.dispute if by_card else None) or "general",
        status="needs_response" if by_card else "lost",
    )
    twin.save(dispute, balance_transactions=[twin.save(line, source=dispute["id"])])
    twin.save(charge, disputed=True)
    twin.tell("charge.dispute.created", dispute)
    twin.tell("charge.dispute.funds_withdrawn", dispute)
    if by_card:
        twin.later("lose_dispute", dispute["id"], at=twin.now() + ANSWER_WITHIN)
    else:  # a returned direct debit is final
        twin.tell("charge.dispute.closed", dispute)
    return dispute


def _evidence_names() -> list[str]:
    return [name for name in stripe.Dispute.Evidence.__annotations__ if not name.startswith("_")]


def _take(twin: Twin, charge: Document, amount: int) -> Document:
    first = twin.get("balance_transaction", charge["balance_transaction"])
    what: dict[str, Any] = {"type": "adjustment", "category": "dispute", "source": ""}
    return balance.taken_back(twin, charge, amount, **what, fee=balance.DISPUTE_COSTS[first["currency"]])


def _details(charge: Document) -> dict[str, Any]:
    brand = charge["payment_method_details"]["card"]["brand"]
    card = {"brand": brand, "case_type": "chargeback", "network": brand, "network_reason_code": "10.4"}
    return {"type": "card", "card": card}


def change(twin: Twin, dispute: Document, sent: dict[str, Any]) -> Document:
    """Evidence; sent off unless `submit` says no, and judged some days later by Stripe's magic words."""
    if "evidence" in sent:
        _check_open(dispute)
        dispute["evidence"] |= sent["evidence"]
        dispute["evidence_details"] |= {"has_evidence": True}
        if sent.get("submit", True):
            _submit(twin, dispute)
    with_metadata(dispute, sent)
    twin.tell("charge.dispute.updated", twin.save(dispute), before={})
    return dispute


def _submit(twin: Twin, dispute: Document) -> None:
    dispute["status"] = "under_review"
    dispute["evidence_details"] |= {
        "submission_count": dispute["evidence_details"]["submission_count"] + 1,
        "submission_method": "manual",
    }
    twin.never("lose_dispute", dispute["id"])
    won = WORDS.get(dispute["evidence"]["uncategorized_text"]) == "won"
    verb = "win_dispute" if won else "lose_dispute"
    twin.later(verb, dispute["id"], at=twin.now() + JUDGED_AFTER)


def _check_open(dispute: Document) -> None:
    if dispute["status"] not in OPEN:
        raise Refused("This dispute is already closed.", code="dispute_closed")


def lose(twin: Twin, id: str) -> Document:  # noqa: A002 - as Stripe calls it
    dispute = twin.get("dispute", id)
    _check_open(dispute)
    _forget_judgement(twin, id)
    twin.tell("charge.dispute.closed", twin.save(dispute, status="lost"))
    return dispute


def win(twin: Twin, id: str) -> Document:  # noqa: A002
    """The money comes back, and the fee with it."""
    dispute = twin.get("dispute", id)
    _check_open(dispute)
    _forget_judgement(twin, id)
    charge = twin.get("charge", dispute["charge"])
    taken = dispute["balance_transactions"][0]
    what: dict[str, Any] = {"type": "adjustment", "category": "dispute_reversal", "source": id}
    line = balance.taken_back(twin, charge, -dispute["amount"], **what, fee=-taken["fee"])
    dispute["balance_transactions"].append(line)
    twin.tell("charge.dispute.funds_reinstated", twin.save(dispute))
    twin.tell("charge.dispute.closed", twin.save(dispute, status="won"))
    return dispute


def _forget_judgement(twin: Twin, id: str) -> None:  # noqa: A002
    twin.never("lose_dispute", id)
    twin.never("win_dispute", id)
