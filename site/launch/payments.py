"""Whoever runs the site without keys of Stripe gives and pays at a twin of it, in a process of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from launch.errors import LaunchError
from launch.port import free_port
from launch.processes import kill_group, spawn
from launch.supervisor import Program

KEY = "sk_test_twin_of_stripe"
SECRET = "whsec_twin_of_stripe"  # noqa: S105 - it guards nothing
PACKAGE = "tests.stripe_twin"


@dataclass(frozen=True, kw_only=True)
class Twin:
    """It stays at its port as long as the site runs; what it knows is kept in `file`."""

    port: int
    file: Path
    hook: str

    @property
    def environment(self) -> dict[str, str]:
        """What leads the site to it; nothing else about the site is different."""
        return {
            "STRIPE_SECRET_KEY": KEY,
            "STRIPE_WEBHOOK_SECRETS": SECRET,
            "STRIPE_API_BASE": f"http://127.0.0.1:{self.port}",
        }

    @property
    def command(self) -> list[str]:
        words = {"port": self.port, "key": KEY, "secret": SECRET, "hook": self.hook, "file": self.file}
        options = [part for name, value in words.items() for part in (f"--{name}", str(value))]
        return [sys.executable, "-m", PACKAGE, *options]

    @property
    def program(self) -> Program:
        return Program(name="stripe", command=self.command)

    @contextmanager
    def answering(self, *, environment: Mapping[str, str], directory: Path) -> Iterator[None]:
        """While the site is prepared: a demo may give gifts, and nobody is there yet to hear of them."""
        command = [*self.command, "--by-hand"]
        with spawn(
            command, environment=environment, directory=directory, output=subprocess.DEVNULL
        ) as process:
            try:
                self._wait(process)
                yield
            finally:
                kill_group(process.pid)

    def _wait(self, process: "subprocess.Popen[bytes]") -> None:
        while process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise LaunchError("The twin of Stripe did not start: the reason stands above.")


def find_twin(root: Path, *, var: Path, site: str) -> Twin | None:
    """None for somebody who has keys, and where there are no tests, among which the twin lives."""
    if os.environ.get("STRIPE_SECRET_KEY") or not root.joinpath(*PACKAGE.split("."), "__main__.py").exists():
        return None
    return Twin(port=free_port(), file=var / "stripe" / "twin.sqlite3", hook=f"{site}/stripe/webhook/")
