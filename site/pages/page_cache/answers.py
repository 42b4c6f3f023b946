"""An answer as it is kept: once as it is, once by gzip, once by brotli, with the name of its content."""

import gzip
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256

import brotli

Headers = list[tuple[str, str]]

GZIP_LEVEL, BROTLI_QUALITY = 6, 5
"""More effort wins hundredths of a page's size and costs whoever waits for the first copy."""
SHORTEST_PACKED = 500
PACKED_TYPES = ("text/", "application/xml", "application/json", "application/rss", "application/atom",
                "application/ld", "application/manifest", "image/svg")  # fmt: skip
OWN_HEADERS = {"content-length", "etag", "vary", "content-encoding", "connection", "date"}
LEFT_OUT_OF_304 = {"content-length", "content-type", "content-language"}
LONGEST_READ = 200
"""Of what a browser says it takes; the longest that is known has seventy."""
QUALITY = re.compile(r"^\s*([\w*-]+)\s*(?:;\s*q=([\d.]+)\s*)?$")


@dataclass(frozen=True)
class Answer:
    headers: tuple[tuple[str, str], ...]
    bodies: Mapping[str, bytes]
    """By content coding; `identity` is always there."""
    etag: str

    @cached_property
    def size(self) -> int:
        return sum(map(len, self.bodies.values())) + sum(len(n) + len(v) for n, v in self.headers) + 500

    @cached_property
    def headers_by_coding(self) -> dict[str, Headers]:
        """Made once: a ready answer is little more than looking it up."""
        return {coding: [*self._common, *_described(coding, body)] for coding, body in self.bodies.items()}

    @cached_property
    def headers_of_304(self) -> Headers:
        return [pair for pair in self._common if pair[0].lower() not in LEFT_OUT_OF_304]

    @property
    def _common(self) -> Headers:
        return [*self.headers, ("ETag", self.etag), ("Vary", "Accept-Encoding")]


def _described(coding: str, body: bytes) -> Headers:
    encoding = [] if coding == "identity" else [("Content-Encoding", coding)]
    return [*encoding, ("Content-Length", str(len(body)))]


def kept(headers: Headers, body: bytes) -> Answer:
    own = tuple((name, value) for name, value in headers if name.lower() not in OWN_HEADERS)
    return Answer(headers=own, bodies=packed(headers, body), etag=f'W/"{sha256(body).hexdigest()[:32]}"')


def packed(headers: Headers, body: bytes) -> dict[str, bytes]:
    kind = {name.lower(): value for name, value in headers}.get("content-type", "")
    bodies = {"identity": body}
    if len(body) >= SHORTEST_PACKED and kind.startswith(PACKED_TYPES):
        bodies["br"] = brotli.compress(body, quality=BROTLI_QUALITY)
        # mtime: the same page is the same bytes on every process.
        bodies["gzip"] = gzip.compress(body, GZIP_LEVEL, mtime=0)
    return bodies


def response(answer: Answer, environ: Mapping[str, str]) -> tuple[str, Headers, bytes]:
    """Status, headers and body for one request: the whole, its head, or “you have it”."""
    if (known := environ.get("HTTP_IF_NONE_MATCH")) and knows(known, answer.etag):
        return "304 Not Modified", list(answer.headers_of_304), b""
    coding = chosen(environ.get("HTTP_ACCEPT_ENCODING", ""), answer.bodies)
    body = b"" if environ["REQUEST_METHOD"] == "HEAD" else answer.bodies[coding]
    return "200 OK", list(answer.headers_by_coding[coding]), body


def knows(if_none_match: str, etag: str) -> bool:
    names = {name.strip().removeprefix("W/") for name in if_none_match.split(",")}
    return "*" in names or etag.removeprefix("W/") in names


def chosen(accept_encoding: str, offered: Iterable[str]) -> str:
    """The smallest the browser takes; the plain text for whoever says nothing, or nonsense."""
    return next(
        (coding for coding in _taken(accept_encoding[:LONGEST_READ]) if coding in offered), "identity"
    )


@lru_cache(256)
def _taken(accept_encoding: str) -> tuple[str, ...]:
    """Browsers say few different things here, each again with every page."""
    accepted = dict(_accepted(accept_encoding))
    return tuple(coding for coding in ("br", "gzip") if accepted.get(coding, accepted.get("*", 0.0)) > 0)


def _accepted(accept_encoding: str) -> Iterable[tuple[str, float]]:
    for part in accept_encoding.lower().split(","):
        if found := QUALITY.match(part):
            try:
                yield found[1], float(found[2] or 1)
            except ValueError:
                continue
