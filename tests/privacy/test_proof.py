import base64
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from altcha import Challenge, Payload, create_challenge, solve_challenge
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from privacy import keys, proof

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

Change = Callable[[dict[str, Any]], object]


def solution(*, at: datetime | None = None, change: Change = lambda payload: None) -> str:
    """As a browser would send it; `change` is what a cheat does to it."""
    riddle = Challenge.from_dict(json.loads(proof.riddle(at=at or timezone.now())))
    return sent_back(riddle, change=change)


def sent_back(riddle: Challenge, *, change: Change = lambda payload: None) -> str:
    solved = solve_challenge(riddle)
    assert solved is not None
    payload = Payload(riddle, solved).to_dict()
    change(payload)
    return base64.b64encode(json.dumps(payload).encode()).decode()


def easy(*, at: datetime | None = None) -> str:
    """Of a riddle of ours that takes no time."""
    issued = {"issued": int((at or timezone.now()).timestamp())}
    key = keys.secret(proof.SCOPE)
    return sent_back(create_challenge(proof.ALGORITHM, 1, counter=0, data=issued, hmac_secret=key))


def test_a_solved_riddle_is_a_proof() -> None:
    now = timezone.now()
    read = proof.read(solution(at=now), at=now)

    assert read is not None
    assert (len(read.digest), abs(read.issued_at - now) < timedelta(seconds=1)) == (32, True)


def test_two_riddles_are_two_proofs() -> None:
    now = timezone.now()
    first, second = (proof.read(solution(), at=now) for _time in range(2))

    assert first is not None
    assert second is not None
    assert first.digest != second.digest


CHEATS: dict[str, Change] = {
    "another number": lambda sent: sent["solution"].update(counter=sent["solution"]["counter"] + 1),
    "another key": lambda sent: sent["solution"].update(derivedKey="00" * 32),
    "a negative number": lambda sent: sent["solution"].update(counter=-1),
    "no number": lambda sent: sent["solution"].update(counter=None),
    "a forged signature": lambda sent: sent["challenge"].update(signature="0" * 64),
    "no signature": lambda sent: sent["challenge"].update(signature=None),
    "a cheaper riddle": lambda sent: sent["challenge"]["parameters"].update(cost=1),
    "an easier riddle": lambda sent: sent["challenge"]["parameters"].update(keyPrefix=""),
    "a younger riddle": lambda sent: sent["challenge"]["parameters"].update(data={"issued": 2**33}),
    "no age": lambda sent: sent["challenge"]["parameters"].pop("data"),
    "no solution": lambda sent: sent.pop("solution"),
}


@pytest.mark.parametrize("cheat", CHEATS)
def test_what_is_wrong_or_forged_is_none(cheat: str) -> None:
    assert proof.read(solution(change=CHEATS[cheat]), at=timezone.now()) is None


def test_the_twin_an_untouched_one_passes() -> None:
    assert proof.read(solution(change=lambda sent: sent.update(more=1)), at=timezone.now()) is not None


def test_a_proof_is_good_for_an_hour() -> None:
    now = timezone.now()
    sent = solution(at=now)

    assert proof.read(sent, at=now + timedelta(minutes=59)) is not None
    assert proof.read(sent, at=now + timedelta(minutes=60)) is None
    assert proof.read(solution(at=now - timedelta(minutes=61)), at=now) is None


def test_its_key_is_its_own_and_a_new_one_makes_old_proofs_worthless() -> None:
    sent = solution()
    assert keys.secret(proof.SCOPE) not in {keys.secret(keys.INDEX), keys.secret("networks on 2026-11-20")}
    keys.Secret.objects.filter(pk=proof.SCOPE).delete()

    assert proof.read(sent, at=timezone.now()) is None


NESTED = "[" * 900 + "]" * 900


@pytest.mark.parametrize(
    "text", ["", "x", "e30=", "bnVsbA==", "ÿ", base64.b64encode(NESTED.encode()).decode()]
)
def test_rubbish_is_none(text: str) -> None:
    assert proof.read(text, at=timezone.now()) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["challenge", "solution", "parameters", "signature", "data", "counter"]), inner
    ),
)  # fmt: skip


@given(JSON)
def test_no_json_whatever_makes_it_stumble(whatever: Any) -> None:
    text = base64.b64encode(json.dumps(whatever).encode()).decode()

    assert proof.read(text, at=timezone.now()) is None
