"""Which requests may be answered from the cache, and what makes two of them the same. Pure."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

CONTENT = frozenset(
    {
        *("category", "tag", "month", "page"),
        *("view", "day", "past", "kind", "speaks", "children", "free", "week", "activity"),
    }
)
"""What pages of the tree read from their addresses. Anything else goes to Django and is not kept."""
TRACKING = frozenset({"fbclid", "gclid", "yclid", "igshid", "igsh", "mc_cid", "mc_eid", "ref", "_openstat"})
"""What other sites hang on to our links. It changes nothing here, and Django never gets to see it."""
ELSEWHERE = ("/admin/", "/documents/", "/media/", "/static/", "/art/")
"""Staff's own pages, and files that browsers keep by themselves."""
LONGEST = 500

Environ = dict[str, Any]


class Key(NamedTuple):
    host: str
    scheme: str
    path: str
    query: str


def key_of(environ: Mapping[str, Any], *, session_cookie: str) -> Key | None:
    """None: this request is none of the cache's business."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or session_cookie in environ.get("HTTP_COOKIE", ""):
        return None
    path, query = environ.get("PATH_INFO", ""), _query(environ.get("QUERY_STRING", ""))
    if query is None or len(path) > LONGEST or path.startswith(ELSEWHERE):
        return None
    scheme = f"{environ.get('wsgi.url_scheme')} {environ.get('HTTP_X_FORWARDED_PROTO', '')}"
    return Key(host=environ.get("HTTP_HOST", ""), scheme=scheme, path=path, query=query)


def _query(text: str) -> str | None:
    """In one order, without what trackers add; None where it asks for what we do not know."""
    if not text:
        return ""
    if len(text) > LONGEST:
        return None
    pairs = [
        (name, value)
        for name, value in parse_qsl(text, keep_blank_values=True)
        if name not in TRACKING and not name.startswith("utm_")
    ]
    names = [name for name, _value in pairs]
    if not CONTENT.issuperset(names) or len(set(names)) < len(names):
        return None
    return urlencode(sorted(pairs))
