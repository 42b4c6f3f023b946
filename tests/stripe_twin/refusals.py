"""What Stripe says no with."""

from dataclasses import dataclass
from typing import Any


@dataclass
class Refused(Exception):
    """An answer that is an error. `begun`: the work had begun, so an idempotency key keeps this answer.

    `kept`: what was done before the refusal stays done, such as a charge that the bank declined.
    """

    message: str
    status: int = 400
    type: str = "invalid_request_error"
    code: str | None = None
    param: str | None = None
    decline_code: str | None = None
    begun: bool = True
    kept: bool = False
    intent: dict[str, Any] | None = None

    def __str__(self) -> str:
        return self.message

    @property
    def body(self) -> dict[str, Any]:
        told = {
            "type": self.type,
            "message": self.message,
            "code": self.code,
            "param": self.param,
            "decline_code": self.decline_code,
            "payment_intent": self.intent,
        }
        return {"error": {name: value for name, value in told.items() if value is not None}}


def missing(param: str) -> Refused:
    return Refused(f"Missing required param: {param}.", code="parameter_missing", param=param, begun=False)


def unknown(param: str) -> Refused:
    return Refused(f"Received unknown parameter: {param}", code="parameter_unknown", param=param, begun=False)


def not_played(param: str) -> Refused:
    """Stripe would take it. The twin does nothing with it, and must not let anybody think so."""
    return Refused(
        f"The twin does not play the parameter {param}.", code="twin_does_not_play", param=param, begun=False
    )


def no_such(kind: str, id: str) -> Refused:  # noqa: A002 - as Stripe calls it
    return Refused(f"No such {kind}: '{id}'", status=404, code="resource_missing", param="id")
