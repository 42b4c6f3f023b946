"""An answer as it is kept: once as it is, once by gzip, once by brotli, with the name of its content."""

import gzip
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
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
    headers = [*answer.headers, ("ETag", answer.etag), ("Vary", "Accept-Encoding")]
    if knows(environ.get("HTTP_IF_NONE_MATCH", ""), answer.etag):
        return "304 Not Modified", [pair for pair in headers if pair[0].lower() not in LEFT_OUT_OF_304], b""
    coding = chosen(environ.get("HTTP_ACCEPT_ENCODING", ""), answer.bodies)
    body = answer.bodies[coding]
    if coding != "identity":
        headers.append(("Content-Encoding", coding))
    headers.append(("Content-Length", str(len(body))))
    return "200 OK", headers, b"" if environ["REQUEST_METHOD"] == "HEAD" else body


def knows(if_none_match: str, etag: str) -> bool:
    names = {name.strip().removeprefix("W/") for name in if_none_match.split(",")}
    return "*" in names or etag.removeprefix("W/") in names


def chosen(accept_encoding: str, offered: Iterable[str]) -> str:
    """The smallest the browser takes; the plain text for whoever says nothing, or nonsense."""
    accepted = dict(_accepted(accept_encoding))
    for coding in ("br", "gzip"):
        if coding in offered and accepted.get(coding, accepted.get("*", 0.0)) > 0:
            return coding
    return "identity"


def _accepted(accept_encoding: str) -> Iterable[tuple[str, float]]:
    for part in accept_encoding.lower().split(",")[:20]:
        if found := QUALITY.match(part):
            try:
                yield found[1], float(found[2] or 1)
            except ValueError:
                continue
