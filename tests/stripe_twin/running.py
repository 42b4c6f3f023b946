"""A twin for a test: a process of its own, and somebody who commands it."""

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import stripe

from launch.port import free_port
from launch.processes import kill_group, spawn

ROOT = Path(__file__).resolve().parents[2]
KEY = "sk_test_twin"
SECRET = "whsec_twin"


class Disobeyed(Exception):
    """The twin refused a command, or a payer's bank her payment."""


@dataclass(frozen=True, kw_only=True)
class Commander:
    """`commander.pay(session=...)`: every command of `control`, by its name."""

    port: int
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __getattr__(self, command: str) -> Any:
        if command.startswith("_"):
            raise AttributeError(command)
        return lambda **told: self.obeyed(command, told)

    def obeyed(self, command: str, told: dict[str, Any]) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=1200)
        try:
            connection.request("POST", f"/twin/{command}", body=json.dumps(told))
            answer = connection.getresponse()
            words = json.loads(answer.read())
        finally:
            connection.close()
        if answer.status != 200:
            raise Disobeyed(words["error"].get("message", str(words)))
        return words

    def client(self, **options: Any) -> stripe.StripeClient:
        """Stripe's own library, pointed at the twin as the site does it."""
        usual: dict[str, Any] = {
            "http_client": stripe.RequestsClient(timeout=(3, 10)),
            "max_network_retries": 0,
        }
        return stripe.StripeClient(KEY, base_addresses={"api": self.address}, **(usual | options))


@contextmanager
def running_twin(
    environment: dict[str, str],
    *,
    hook: str = "",
    file: Path | None = None,
    port: int | None = None,
    by_hand: bool = True,
) -> Iterator[Commander]:
    """`by_hand`: events leave when the test says `deliver`, and not before."""
    port = port or free_port()
    command = [
        sys.executable,
        "-m",
        "tests.stripe_twin",
        "--port",
        str(port),
        "--key",
        KEY,
        "--secret",
        SECRET,
    ]
    command += ["--hook", hook] if hook else []
    command += ["--file", str(file)] if file else []
    command += ["--by-hand"] if by_hand else []
    process = spawn(command, environment=environment, directory=ROOT)
    commander = Commander(port=port, process=process)
    try:
        _wait(commander, process)
        yield commander
    finally:
        kill_group(process.pid)
        process.wait()


def _wait(commander: Commander, process: "subprocess.Popen[bytes]") -> None:
    """Until it answers."""
    while True:
        try:
            commander.books()
            return
        except OSError:
            if process.poll() is not None:
                raise Disobeyed(f"The twin ended with code {process.returncode}.") from None
            time.sleep(0.05)
