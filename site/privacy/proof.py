"""Proof of work: while a person types, her browser solves a small riddle, so that whoever sends forms by the
thousand pays for each of them.

The riddle, its solver and its check are ALTCHA's. Nobody is held up by it: a form without a proof is taken
too, only fewer of them from one network (`privacy.limits`).
"""

import base64
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from altcha import Payload, create_challenge, verify_solution

from privacy import keys

SCOPE = "proof of work"
ALGORITHM = "PBKDF2/SHA-256"
ROUNDS = 1_000
FEWEST_TRIES, MOST_TRIES = 500, 1_500
"""So many derivations of so many rounds: half a second of a laptop, a few of an old telephone."""
LIFE = timedelta(hours=1)
LONGEST = 2_000


@dataclass(frozen=True, kw_only=True)
class Proof:
    """That a riddle of ours was solved; whether it is the first time, `privacy.limits` knows."""

    digest: bytes
    issued_at: datetime


def riddle(*, at: datetime) -> str:
    """For the page, as the solver reads it. When it was made is signed with it: the library itself would
    judge by a clock of its own."""
    made = create_challenge(
        ALGORITHM,
        ROUNDS,
        counter=FEWEST_TRIES + secrets.randbelow(MOST_TRIES - FEWEST_TRIES),
        data={"issued": int(at.timestamp())},
        hmac_secret=keys.secret(SCOPE),
    )
    return json.dumps(made.to_dict())


def read(text: str, *, at: datetime) -> Proof | None:
    """None for what is empty, garbled, forged, wrong or too late."""
    payload = _payload(text)
    if payload is None or not verify_solution(payload, keys.secret(SCOPE)).verified:
        return None
    signed: Any = payload.challenge
    issued_at = datetime.fromtimestamp(signed.parameters.data["issued"], tz=UTC)
    if at >= issued_at + LIFE:
        return None
    return Proof(digest=sha256(signed.signature.encode()).digest(), issued_at=issued_at)


def _payload(text: str) -> Payload | None:
    if not 0 < len(text) <= LONGEST:
        return None
    try:
        return Payload.from_dict(json.loads(base64.b64decode(text, validate=True)))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
