"""Runs named commands, starts again what dies, and shows what they say, each line with its speaker's name."""

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from launch import leftovers
from launch.backoff import Backoff
from launch.processes import kill_group, spawn
from launch.signals import STOP_SIGNALS

READ_SIZE = 65536


@dataclass(frozen=True, kw_only=True)
class Program:
    name: str
    command: Sequence[str | Path]
    foundation: bool = False  # the others stand on it: it is stopped after them
    hold_signals: bool = False  # it lets them through itself, once it can tidy up
    patience: float = 10.0  # seconds between asking it to stop and ending it


@dataclass
class Running:
    """A program and its present process, if it has one; times are of the monotonic clock."""

    program: Program
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    start_again: float = 0.0
    backoff: Backoff = field(default_factory=Backoff)
    unfinished_line: bytes = b""


class Supervisor:
    """`Supervisor(...).run()`, once, in the main thread: returns after a signal, nothing is left running."""

    def __init__(
        self,
        programs: Iterable[Program],
        *,
        environment: Mapping[str, str],
        directory: Path,
        record: Path,
        show: Callable[[bytes], None],
    ) -> None:
        self.environment = environment
        self.directory = directory
        self.record = record
        self.show = show
        self.running = [Running(program) for program in programs]
        self.selector = selectors.DefaultSelector()
        self.stopping = False

    def run(self) -> None:
        with self._woken_by_signals():
            try:
                while not self.stopping:
                    self._start_due()
                    self._listen(self._seconds_to_next_start())
                    self._notice_deaths()
            finally:
                self._stop_all()

    @contextmanager
    def _woken_by_signals(self) -> Iterator[None]:
        """Signals only write to a pipe that the loop listens to: nothing is interrupted half-way."""
        read_end, write_end = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self.selector.register(read_end, selectors.EVENT_READ, None)
        before = {each: signal.signal(each, self._on_signal) for each in (*STOP_SIGNALS, signal.SIGCHLD)}
        previous_pipe = signal.set_wakeup_fd(write_end, warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(previous_pipe)
            for each, handler in before.items():
                signal.signal(each, handler)
            self.selector.close()
            os.close(read_end)
            os.close(write_end)

    def _on_signal(self, number: int, _frame: object) -> None:
        if number != signal.SIGCHLD:
            self.stopping = True

    def _start_due(self) -> None:
        now = time.monotonic()
        due = [each for each in self.running if each.process is None and each.start_again <= now]
        for each in due:
            self._start(each)
        if due:
            self._record_running()

    def _start(self, each: Running) -> None:
        each.process = spawn(
            each.program.command,
            environment=self.environment,
            directory=self.directory,
            output=subprocess.PIPE,
            errors=subprocess.STDOUT,
            hold_signals=each.program.hold_signals,
        )
        each.started = time.monotonic()
        if each.process.stdout is not None:
            os.set_blocking(each.process.stdout.fileno(), False)
            self.selector.register(each.process.stdout, selectors.EVENT_READ, each)

    def _record_running(self) -> None:
        leftovers.record(self.record, [each.process.pid for each in self.running if each.process])

    def _seconds_to_next_start(self) -> float | None:
        waiting = [each.start_again for each in self.running if each.process is None]
        return max(0.0, min(waiting) - time.monotonic()) if waiting else None

    def _listen(self, timeout: float | None) -> None:
        for key, _ in self.selector.select(timeout):
            if isinstance(key.data, Running):
                self._relay(key.data)
            else:
                with suppress(BlockingIOError):
                    os.read(key.fd, READ_SIZE)

    def _relay(self, each: Running) -> bool:
        """Show what has come; False when nothing has, or nothing will come any more."""
        if each.process is None or each.process.stdout is None or each.process.stdout.closed:
            return False
        try:
            came = os.read(each.process.stdout.fileno(), READ_SIZE)
        except BlockingIOError:
            return False
        if not came:
            self._close_output(each.process)
            return False
        *lines, each.unfinished_line = (each.unfinished_line + came).split(b"\n")
        for line in lines:
            self._say(each, line)
        return True

    def _close_output(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdout is not None and not process.stdout.closed:
            self.selector.unregister(process.stdout)
            process.stdout.close()

    def _say(self, each: Running, line: bytes) -> None:
        self.show(each.program.name.encode() + b" | " + line + b"\n")

    def _notice_deaths(self) -> None:
        dead = [each for each in self.running if each.process and each.process.poll() is not None]
        for each in dead:
            exit_code = self._bury(each)
            if not self.stopping:
                self._plan_restart(each, exit_code)
        if dead:
            self._record_running()

    def _bury(self, each: Running) -> int | None:
        """Whatever the process started ends with it; its last words are shown."""
        if each.process is None:
            return None
        kill_group(each.process.pid)
        while self._relay(each):
            pass
        if each.unfinished_line:
            self._say(each, each.unfinished_line)
        self._close_output(each.process)
        exit_code = each.process.wait()
        each.process, each.unfinished_line = None, b""
        return exit_code

    def _plan_restart(self, each: Running, exit_code: int | None) -> None:
        now = time.monotonic()
        each.backoff = each.backoff.after_death(lived=now - each.started)
        each.start_again = now + each.backoff.delay
        self.show(describe_death(each.program.name, exit_code, each.backoff).encode() + b"\n")

    def _stop_all(self) -> None:
        for foundation in (False, True):
            self._stop([each for each in self.running if each.program.foundation is foundation])
        self.record.unlink(missing_ok=True)

    def _stop(self, some: list[Running]) -> None:
        for each in some:
            if each.process:
                each.process.terminate()
        asked = time.monotonic()
        while alive := [each for each in some if each.process]:
            for each in alive:
                if each.process and time.monotonic() - asked > each.program.patience:
                    kill_group(each.process.pid)
            self._listen(0.1)
            self._notice_deaths()


def describe_death(name: str, exit_code: int | None, backoff: Backoff) -> str:
    if exit_code is not None and exit_code < 0:
        how = f"was ended by {signal.Signals(-exit_code).name}"
    else:
        how = f"ended with code {exit_code}"
    if not backoff.keeps_dying:
        return f"{name} {how}: it starts again."
    return (
        f"{name} {how}, {backoff.deaths} times in a row; next try in {backoff.delay:g} seconds."
        f" Look for the reason in the lines above that begin with `{name} |`."
    )
