"""`/healthz` and `/readyz`, for machines: answered in front of Django, so that whoever asks by address, over
http or while the database is away gets an answer and leaves no trace.

`/healthz`: this process answers. `/readyz`: everything does that the site needs. See docs/health.md for
whom to ask what.
"""

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any

from django.db import connections
from django.utils import timezone

from office import health
from office.health import UNREADABLE, Reading, Report, State

logger = logging.getLogger(__name__)

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
Read = Callable[..., Iterator[Reading]]

PATIENCE = 3.0
"""Seconds after which whoever asks has an answer, whatever hangs."""
FRESH = 1.0
"""Seconds for which an answer is good for others as well: strangers do not keep the database busy."""
HOPELESS = 60.0
"""Seconds after which nobody waits for the end of a look any more."""
HEADERS = [
    ("Content-Type", "application/json"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
]


class Run:
    """One reading of all signs, in a thread of its own."""

    def __init__(self, read: Read) -> None:
        self.at, self.begun = timezone.now(), monotonic()
        self.ended: float | None = None
        self._readings: list[Reading] = []
        self._done = Event()
        Thread(target=self._go, args=[read], daemon=True).start()

    def _go(self, read: Read) -> None:
        try:
            for reading in read(at=self.at):
                self._readings.append(reading)
        except Exception:
            logger.exception("The signs could not be read to the end")
        finally:
            connections.close_all()
            self.ended = monotonic()
            self._done.set()

    def report(self, *, patience: float) -> Report:
        """What has not been read by then is not good, the first of it for certain."""
        self._done.wait(max(0.0, self.begun + patience - monotonic()))
        known = tuple(self._readings)
        late = health.in_order()[len(known) :]
        unread = tuple(
            Reading(
                sign=sign,
                state=State.UNKNOWN if number else State.BAD,
                trouble=None if number else UNREADABLE,
            )
            for number, sign in enumerate(late)
        )
        return Report(at=self.at, readings=known + unread)


class Watch:
    """One run at a time; who asks meanwhile, or right after, shares it."""

    def __init__(self, read: Read = health.readings, *, patience: float = PATIENCE) -> None:
        self._read, self._patience = read, patience
        self._run: Run | None = None
        self._lock = Lock()

    def __call__(self) -> Report:
        with self._lock:
            if self._run is None or self._is_over(self._run):
                self._run = Run(self._read)
            run = self._run
        return run.report(patience=self._patience)

    def _is_over(self, run: Run) -> bool:
        if run.ended is not None:
            return monotonic() - run.ended > FRESH
        return monotonic() - run.begun > HOPELESS


def application_around(application: Application, *, watch: Callable[[], Report] | None = None) -> Application:
    """The same application, with two addresses in front of it."""
    watch = watch or Watch()
    asked: dict[str, Callable[[], tuple[bool, dict[str, Any]]]] = {
        "/healthz": lambda: (True, {"status": State.GOOD}),
        "/readyz": lambda: told(watch()),
    }

    def answer(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        ask = asked.get(environ["PATH_INFO"])
        if ask is None:
            return application(environ, start_response)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            start_response(
                "405 Method Not Allowed", [*HEADERS, ("Allow", "GET, HEAD"), ("Content-Length", "0")]
            )
            return []
        is_good, words = ask()
        body = json.dumps(words).encode()
        start_response(
            "200 OK" if is_good else "503 Service Unavailable", [*HEADERS, ("Content-Length", str(len(body)))]
        )
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    return answer


def told(report: Report) -> tuple[bool, dict[str, Any]]:
    signs = {reading.sign.name: reading.state for reading in report.readings}
    return report.is_good, {"status": State.GOOD if report.is_good else State.BAD, "signs": signs}
