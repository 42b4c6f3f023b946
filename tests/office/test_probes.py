"""The two addresses for machines, in front of a site that must not be reached by them."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from threading import Event, Thread
from typing import Any

import pytest

from office import health, probes
from office.health import Reading, Report, State, Trouble
from office.probes import Watch

AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
WRONG = Trouble(wrong="A disk is nearly full.", do="Make room on it")


@pytest.fixture(autouse=True)
def two_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "signs", {})
    for order, name in enumerate(("database", "letters")):
        health.look(name, title=name, order=order)(lambda at: None)


def reading(name: str, state: State = State.GOOD) -> Reading:
    return Reading(sign=health.signs[name], state=state, trouble=WRONG if state is State.BAD else None)


def report(letters: State = State.GOOD) -> Report:
    return Report(at=AT, readings=(reading("database"), reading("letters", letters)))


def site(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("418 I'm a teapot", [])
    return [b"the site"]


def ask(
    path: str, method: str = "GET", *, found: Report | None = None, **more: str
) -> tuple[str, dict[str, str], bytes]:
    sent: list[Any] = []
    application = probes.application_around(site, watch=lambda: found or report())
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_HOST": "10.0.0.7:8000", **more}
    body = b"".join(application(environ, lambda *begun: sent.append(begun)))
    return sent[0][0], dict(sent[0][1]), body


def test_the_process_answers_to_whatever_name_it_is_called_by() -> None:
    status, headers, body = ask("/healthz")

    assert (status, json.loads(body)) == ("200 OK", {"status": "good"})
    assert (headers["Content-Type"], headers["Cache-Control"]) == ("application/json", "no-store")
    assert headers["Content-Length"] == str(len(body))
    assert "Set-Cookie" not in headers


def test_everything_is_ready() -> None:
    status, headers, body = ask("/readyz")

    assert status == "200 OK"
    assert json.loads(body) == {"status": "good", "signs": {"database": "good", "letters": "good"}}
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("state", [State.BAD, State.UNKNOWN])
def test_whatever_is_wrong_is_named_without_a_word_more(state: State) -> None:
    status, _headers, body = ask("/readyz", found=report(state))

    assert status == "503 Service Unavailable"
    assert json.loads(body) == {"status": "bad", "signs": {"database": "good", "letters": state.value}}


def test_whoever_asks_for_the_head_gets_no_body() -> None:
    status, headers, body = ask("/readyz", "HEAD")

    assert (status, body, int(headers["Content-Length"]) > 0) == ("200 OK", b"", True)


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_nothing_can_be_sent_there(path: str) -> None:
    status, headers, body = ask(path, "POST")

    assert (status, headers["Allow"], body) == ("405 Method Not Allowed", "GET, HEAD", b"")


@pytest.mark.parametrize("path", ["/", "/healthz/", "/be/healthz", "/readyz2"])
def test_all_other_addresses_are_the_sites(path: str) -> None:
    assert ask(path)[2] == b"the site"


def test_what_hangs_is_not_waited_for() -> None:
    """As a PostgreSQL does whose disk hangs."""
    hanging, database = Event(), reading("database")

    def read(*, at: datetime) -> Iterator[Reading]:
        yield database
        hanging.wait(20)

    try:
        found = Watch(read, patience=0.1)()
    finally:
        hanging.set()

    assert [(each.sign.name, each.state.value) for each in found.readings] == [
        ("database", "good"), ("letters", "bad"),
    ]  # fmt: skip
    assert found.troubles == [health.UNREADABLE]


def test_what_can_not_be_read_after_what_hangs_is_not_known() -> None:
    hanging, database = Event(), reading("database")

    def read(*, at: datetime) -> Iterator[Reading]:
        hanging.wait(20)
        yield database

    try:
        found = Watch(read, patience=0.1)()
    finally:
        hanging.set()

    assert [each.state.value for each in found.readings] == ["bad", "unknown"]


def test_a_crowd_that_asks_at_once_is_one_question() -> None:
    begun, asked = Event(), []

    def read(*, at: datetime) -> Iterator[Reading]:
        asked.append(at)
        begun.wait(20)
        yield from report().readings

    watch, found = Watch(read), []
    crowd = [Thread(target=lambda: found.append(watch())) for _each in range(8)]
    for each in crowd:
        each.start()
    begun.set()
    for each in crowd:
        each.join()

    assert (len(asked), {each.is_good for each in found}) == (1, {True})


def test_a_moment_later_it_is_asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probes, "FRESH", 0.0)
    asked = []

    def read(*, at: datetime) -> Iterator[Reading]:
        asked.append(at)
        yield from report().readings

    watch = Watch(read)
    assert [watch().is_good, watch().is_good] == [True, True]
    assert len(asked) == 2


def test_a_look_that_never_ends_is_given_up_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probes, "HOPELESS", 0.0)
    hanging, asked, known = Event(), [], report().readings

    def read(*, at: datetime) -> Iterator[Reading]:
        asked.append(at)
        if len(asked) == 1:
            hanging.wait(20)
        yield from known

    watch = Watch(read, patience=0.1)
    try:
        assert [watch().is_good, watch().is_good] == [False, True]
    finally:
        hanging.set()


def test_a_look_that_breaks_is_told_in_the_log_and_is_not_good(caplog: pytest.LogCaptureFixture) -> None:
    def read(*, at: datetime) -> Iterator[Reading]:
        yield reading("database")
        raise ZeroDivisionError

    assert [each.state.value for each in Watch(read)().readings] == ["good", "bad"]
    assert caplog.messages == ["The signs could not be read to the end"]
