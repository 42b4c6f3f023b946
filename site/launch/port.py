import errno
import random
import socket
from contextlib import suppress

from launch.errors import LaunchError


def read_port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 65536):
        raise LaunchError(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


FOR_SERVERS = range(11_000, 32_768)
"""Above them Linux takes ports for whoever connects to somewhere: one that is free now is soon not. Below,
some are ports where browsers refuse to go."""


def free_port() -> int:
    """One nobody listens on now."""
    while True:
        port = random.choice(FOR_SERVERS)  # noqa: S311 - no secret
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def refuse_taken(port: int) -> None:
    """We listen in one family, and `localhost` may mean the other: nobody else may answer there."""
    families = [(socket.AF_INET, "127.0.0.1"), *([(socket.AF_INET6, "::1")] if has_ipv6() else [])]
    for family, host in families:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise LaunchError(refusal(port, error)) from None


def refusal(port: int, error: OSError) -> str:
    taken = error.errno == errno.EADDRINUSE
    why = "is taken by another program" if taken else f"can not be used ({error.strerror})"
    another = port + 1 if taken and port < 65535 else 8000
    return f"Port {port} {why}: choose another one, for example `make run PORT={another}`."
