"""The WSGI application around Django's."""

from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

from pages.caching import SHOWS
from pages.page_cache import answers
from pages.page_cache.answers import Answer, Headers
from pages.page_cache.generation import Now
from pages.page_cache.keys import Environ, Key, key_of
from pages.page_cache.store import Store

StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

NEVER_KEPT = {"private", "no-store", "no-cache"}
VARIES = {"accept-encoding", ""}
LANGUAGE = {"accept-language"}
"""Django says so of every address without a language; of a file for machines it means nothing."""


class PageCache:
    def __init__(
        self,
        application: Application,
        *,
        generation: Callable[[], Now | None],
        limit: int,
        session_cookie: str,
    ) -> None:
        self.store = Store(limit=limit)
        self._application = application
        self._generation = generation
        self._session_cookie = session_cookie
        self._builders: dict[Key, Lock] = {}
        self._lock = Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        key = key_of(environ, session_cookie=self._session_cookie)
        now = self._generation() if key else None
        if key is None or now is None:
            return self._application(environ, start_response)
        if answer := self.store.get(key, now):
            return _sent(answer, environ, start_response)
        return self._built(key, environ, start_response)

    def _built(self, key: Key, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """One thread builds an answer; who asks for the same meanwhile gets it from her."""
        with self._lock:
            builder = self._builders.setdefault(key, Lock())
        with builder:
            now = self._generation()
            if now and (answer := self.store.get(key, now)):
                return _sent(answer, environ, start_response)
            try:
                return self._asked(key, now, environ, start_response)
            finally:
                with self._lock:
                    self._builders.pop(key, None)

    def _asked(
        self, key: Key, now: Now | None, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        asked = _plain(environ, key)
        status, headers, body = _whole(self._application, asked)
        if status.startswith("200") and now and may_be_kept(headers):
            answer = answers.kept(headers, body)
            self.store.put(key, answer, now, shows=asked.get(SHOWS, ()))
            return _sent(answer, environ, start_response)
        start_response(status, headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]


def _plain(environ: Environ, key: Key) -> Environ:
    """The request for the whole page, without what trackers hung on to it."""
    left_out = {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"}
    plain = {name: value for name, value in environ.items() if name not in left_out}
    return plain | {"REQUEST_METHOD": "GET", "QUERY_STRING": key.query, "HTTP_ACCEPT_ENCODING": "identity"}


def _whole(application: Application, environ: Environ) -> tuple[str, Headers, bytes]:
    begun: list[tuple[str, Headers]] = []

    def start_response(status: str, headers: Headers, exc_info: Any = None) -> None:
        begun.append((status, headers))

    parts = application(environ, start_response)
    try:
        body = b"".join(parts)
    finally:
        if close := getattr(parts, "close", None):
            close()
    status, headers = begun[-1]
    return status, headers, body


def may_be_kept(headers: Headers) -> bool:
    """Only what its view calls public, and what is the same for everybody."""
    values = {name.lower(): value.lower() for name, value in headers}
    control = {part.strip() for part in values.get("cache-control", "").split(",")}
    varies = {part.strip() for part in values.get("vary", "").split(",")}
    is_public = "public" in control and not control & NEVER_KEPT
    is_page = values.get("content-type", "").startswith("text/html")
    same = varies <= (VARIES if is_page else VARIES | LANGUAGE)
    return is_public and same and "set-cookie" not in values


def _sent(answer: Answer, environ: Environ, start_response: StartResponse) -> list[bytes]:
    status, headers, body = answers.response(answer, environ)
    start_response(status, headers)
    return [body]
