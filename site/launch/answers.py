"""Waits until the web process at BIND answers: the last step of starting it; `--once` asks one time only.

Asked as the proxy in front would ask, for a page of Django that needs no database. `/healthz` would not do:
it is answered in front of Django, which may not have read a single address by then.
"""

import http.client
import os
import socket
import sys
import time
from urllib.parse import urlsplit

from launch.errors import LaunchError
from launch.web import Address, read_address

PATH = "/robots.txt"
LOOK_EVERY, ANSWER_WITHIN, WAIT = 0.1, 4.0, 60.0
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - an address to be asked at, not to listen


class Socket(http.client.HTTPConnection):
    def __init__(self, path: str, *, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self.path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


def connection(address: Address) -> http.client.HTTPConnection:
    if address.socket:
        return Socket(str(address.socket), timeout=ANSWER_WITHIN)
    host = EVERYWHERE.get(address.host, address.host)
    return http.client.HTTPConnection(host, address.port, timeout=ANSWER_WITHIN)


def status(address: Address, *, base_url: str) -> int | None:
    """What it answers, or None while nobody does."""
    site = urlsplit(base_url)
    asking = connection(address)
    try:
        asking.request("GET", PATH, headers={"Host": site.netloc, "X-Forwarded-Proto": site.scheme})
        return asking.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        asking.close()


def wait(address: Address, *, base_url: str, seconds: float) -> int | None:
    """The last answer; anything but 200 is asked again until the time is over."""
    deadline = time.monotonic() + seconds
    while (found := status(address, base_url=base_url)) != 200 and time.monotonic() < deadline:
        time.sleep(LOOK_EVERY)
    return found


def main(*, seconds: float) -> int:
    try:
        address = read_address(os.environ.get("BIND") or "127.0.0.1:8000")
    except LaunchError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    found = wait(address, base_url=os.environ.get("BASE_URL") or "http://localhost:8000", seconds=seconds)
    if found != 200:
        what = "does not answer" if found is None else f"answers {found} to {PATH}"
        sys.stderr.write(f"The web process at BIND {what}.\n")
    return int(found != 200)


if __name__ == "__main__":
    sys.exit(main(seconds=0 if "--once" in sys.argv[1:] else WAIT))
