"""A browser without anything: asks a running site once, sends forms, follows nothing."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from tests.launch.waiting import PATIENCE

TOKEN = "a" * 32
"""Of the kind Django compares with the cookie of the same value."""
Typed = Mapping[str, Any] | Iterable[tuple[str, Any]]


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *arguments: Any, **options: Any) -> None:
        return None


opener = build_opener(Stay)


def ask(
    port: int, path: str, typed: Typed | None = None, *, headers: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """Status and page; 0 where nobody answers."""
    data = None
    if typed is not None:
        pairs = typed.items() if isinstance(typed, Mapping) else typed
        data = urlencode([("csrfmiddlewaretoken", TOKEN), *pairs], doseq=True).encode()
    request = Request(f"http://127.0.0.1:{port}{path}", data, {"Cookie": f"csrf={TOKEN}", **(headers or {})})
    try:
        with opener.open(request, timeout=PATIENCE) as page:
            return int(page.status), page.read().decode(errors="replace")
    except HTTPError as error:
        return error.code, error.read().decode(errors="replace")
    except (URLError, ConnectionError, TimeoutError):
        return 0, ""
