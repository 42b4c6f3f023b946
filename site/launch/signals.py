"""Ctrl-C, SIGTERM and a closed terminal all mean: stop in good order."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked us to stop. Raised once: later signals do not disturb the tidying up."""


def raise_when_stopped() -> None:
    for each in STOP_SIGNALS:
        signal.signal(each, _stop)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)


def ignore_while_tidying() -> None:
    for each in STOP_SIGNALS:
        signal.signal(each, signal.SIG_IGN)


@contextmanager
def held() -> Iterator[None]:
    """Signals wait until the end: what must not be left half-done is done first."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    ignore_while_tidying()
    raise Stopped
