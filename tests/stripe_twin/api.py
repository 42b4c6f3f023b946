"""One request to the API: who asks, was it asked before, does it fit the library's types; and the answer."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from tests.stripe_twin import clockwork, parameters, routes
from tests.stripe_twin.expanding import expanded
from tests.stripe_twin.refusals import Refused
from tests.stripe_twin.twin import Twin, request_id
from tests.stripe_twin.wire import read_form

KEYS_LAST = 24 * 60 * 60


@dataclass(frozen=True, kw_only=True)
class Request:
    method: str
    path: str
    form: str
    key: str | None  # Idempotency-Key
    bearer: str
    version: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    body: str
    request_id: str
    replayed: bool = False


def answer(twin: Twin, request: Request) -> Answer:
    number = request_id()
    try:
        with twin.transaction(), twin.asked(request_id=number, key=request.key):
            clockwork.catch_up(twin)
            _admit(twin, request)
            if kept := _kept(twin, request, number):
                return kept
            return _keep(twin, request, Answer(status=200, body=_done(twin, request), request_id=number))
    except Refused as refused:
        told = Answer(status=refused.status, body=_json(refused.body), request_id=number)
        with twin.transaction():
            return _keep(twin, request, told) if refused.begun else told


def _admit(twin: Twin, request: Request) -> None:
    if request.bearer != twin.key or "_live_" in request.bearer:
        shown = f"{request.bearer[:8]}****" if request.bearer else "none"
        raise Refused(f"Invalid API Key provided: {shown}", status=401, begun=False)
    if request.version != routes.VERSION:
        message = f"The twin speaks version {routes.VERSION} of the API, not {request.version or 'none'}."
        raise Refused(message, code="twin_does_not_play", begun=False)


def _done(twin: Twin, request: Request) -> str:
    found = routes.find(request.method, request.path)
    if found is None:
        message = f"Unrecognized request URL ({request.method}: {request.path})."
        raise Refused(message, status=404, begun=False)
    route, numbers = found
    sent = parameters.checked(route.params, read_form(request.form))
    route.check(sent)
    paths = sent.pop("expand", [])
    made = route.act(twin, sent, *numbers)
    return _json(twin.shown(expanded(twin, made, paths)))


def _kept(twin: Twin, request: Request, number: str) -> Answer | None:
    """Asked before under the same key: the same answer, even an error. Nothing else may be asked under it."""
    if request.key is None or request.method != "POST":
        return None
    twin.store.write("DELETE FROM answers WHERE created < ?", twin.now() - KEYS_LAST)
    rows = twin.store.rows("SELECT * FROM answers WHERE key = ?", request.key)
    if not rows:
        return None
    if rows[0]["request"] != _digest(request):
        message = (
            "Keys for idempotent requests can only be used with the parameters they were first used with."
        )
        raise Refused(message, type="idempotency_error", begun=False)
    return Answer(status=rows[0]["status"], body=rows[0]["body"], request_id=number, replayed=True)


def _keep(twin: Twin, request: Request, told: Answer) -> Answer:
    if request.key is not None and request.method == "POST" and not told.replayed:
        sql = "INSERT OR REPLACE INTO answers (key, request, status, body, created) VALUES (?, ?, ?, ?, ?)"
        twin.store.write(sql, request.key, _digest(request), told.status, told.body, twin.now())
    return told


def fail_after_work(twin: Twin, request: Request, told: Answer) -> Answer:
    """The mood `error`: the work stands, and who asks again under the same key hears of it again."""
    error = {"type": "api_error", "message": "An unknown error occurred."}
    failed = Answer(status=500, body=_json({"error": error}), request_id=told.request_id)
    with twin.transaction():
        return _keep(twin, request, failed)


BEFORE_WORK = {
    "refuse": Refused("An unknown error occurred.", status=500, type="api_error"),
    "forbid": Refused("The provided key does not have the required permissions.", status=403),
    "limit": Refused("Too many requests.", status=429, code="rate_limit"),
    "busy": Refused(
        "There is currently another in-progress request using this Idempotency Key.",
        status=409,
        type="idempotency_error",
        code="idempotency_key_in_use",
    ),
}


def refused_before_work(mood: str) -> Answer:
    refused = BEFORE_WORK[mood]
    return Answer(status=refused.status, body=_json(refused.body), request_id=request_id())


def _digest(request: Request) -> str:
    return hashlib.sha256(f"{request.method} {request.path} {request.form}".encode()).hexdigest()


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
