"""Money that goes back to the payer, and now and then does not arrive."""

from typing import Any

from tests.stripe_twin import balance
from tests.stripe_twin.catalogue import check_metadata
from tests.stripe_twin.customers import instrument_of
from tests.stripe_twin.refusals import Refused, missing
from tests.stripe_twin.store import Document
from tests.stripe_twin.twin import Twin

TAKES = balance.DAY
P24_WITHIN = 180 * balance.DAY


def create(twin: Twin, sent: dict[str, Any]) -> Document:
    charge = _charge_of(twin, sent)
    amount = sent.get("amount", charge["amount"] - charge["amount_refunded"])
    _check(twin, charge, amount)
    line = balance.taken_back(
        twin,
        charge,
        amount,
        type="refund" if _by_card(charge) else "payment_refund",
        category="refund",
        source="",
    )
    refund = twin.new(
        "refund",
        amount=amount,
        balance_transaction=line["id"],
        charge=charge["id"],
        currency=charge["currency"],
        customer=charge["customer"],
        destination_details=_destination(charge),
        metadata=check_metadata(sent.get("metadata", {})),
        payment_intent=charge["payment_intent"],
        payment_method=charge["payment_method"],
        reason=sent.get("reason"),
        status="pending",
    )
    twin.save(line, source=refund["id"])
    _count(twin, charge, amount)
    _send(twin, refund, charge)
    twin.tell("refund.created", refund)
    twin.tell("charge.refunded", charge)
    return refund


def _charge_of(twin: Twin, sent: dict[str, Any]) -> Document:
    if "charge" in sent:
        return twin.get("charge", sent["charge"])
    if "payment_intent" not in sent:
        raise missing("charge")
    intent = twin.get("payment_intent", sent["payment_intent"])
    if intent["latest_charge"] is None:
        raise Refused(
            "This PaymentIntent does not have a successful charge to refund.", param="payment_intent"
        )
    return twin.get("charge", intent["latest_charge"])


def _check(twin: Twin, charge: Document, amount: int) -> None:
    left = charge["amount"] - charge["amount_refunded"]
    if charge["status"] != "succeeded":
        raise Refused(
            f"Charge {charge['id']} is {charge['status']}: there is nothing to refund.", param="charge"
        )
    if charge["disputed"]:
        raise Refused(
            f"Charge {charge['id']} has been charged back; cannot issue a refund.", code="charge_disputed"
        )
    if left == 0:
        raise Refused(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
    if amount <= 0:
        raise Refused(
            "This value must be greater than or equal to 1.", code="parameter_invalid_integer", param="amount"
        )
    if amount > left:
        raise Refused(
            f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left}).", param="amount"
        )
    if charge["payment_method_details"]["type"] == "p24" and twin.now() > charge["created"] + P24_WITHIN:
        raise Refused("Przelewy24 payments can be refunded within 180 days.", param="charge")


def _by_card(charge: Document) -> bool:
    return bool(charge["payment_method_details"]["type"] == "card")


def _destination(charge: Document) -> dict[str, Any]:
    kind = charge["payment_method_details"]["type"]
    if kind == "sepa_debit":
        kind = "eu_bank_transfer"
    details = {"reference": None, "reference_status": "pending"}
    if kind == "card":
        details |= {"reference_type": "acquirer_reference_number", "type": "refund"}
    return {"type": kind, kind: details}


def _count(twin: Twin, charge: Document, amount: int) -> None:
    refunded = charge["amount_refunded"] + amount
    twin.save(charge, amount_refunded=refunded, refunded=refunded == charge["amount"])


def _send(twin: Twin, refund: Document, charge: Document) -> None:
    """A card's refund counts as done at once; a bank's takes a day. Either may come back a day later."""
    fate = instrument_of(twin.get("payment_method", charge["payment_method"])).card.refunds
    if twin.store.setting("refunds_fail"):
        fate = "failed"
    if _by_card(charge) and fate != "pending":
        twin.save(refund, status="succeeded")
    if refund["status"] == "pending" or fate == "failed":
        twin.save(refund, _fails=fate == "failed")
        twin.later("finish_refund", refund["id"], at=twin.now() + TAKES)


def finish(twin: Twin, id: str) -> Document:  # noqa: A002 - as Stripe calls it
    refund = twin.get("refund", id)
    if refund.get("_fails"):
        return fail(twin, refund)
    twin.save(refund, status="succeeded")
    twin.tell("refund.updated", refund, before={"status": "pending"})
    return refund


def fail(twin: Twin, refund: Document) -> Document:
    """The payer's bank does not take it: the money is in the account again."""
    if refund["status"] == "failed":
        raise Refused("This refund has failed already.")
    twin.never("finish_refund", refund["id"])
    charge = twin.get("charge", refund["charge"])
    line = balance.taken_back(
        twin,
        charge,
        -refund["amount"],
        type="refund_failure" if _by_card(charge) else "payment_failure_refund",
        category="refund_failure",
        source=refund["id"],
    )
    before = {"status": refund["status"]}
    twin.save(
        refund, status="failed", failure_reason="lost_or_stolen_card", failure_balance_transaction=line["id"]
    )
    _count(twin, charge, -refund["amount"])
    twin.tell("refund.updated", refund, before=before)
    twin.tell("refund.failed", refund)
    return refund
