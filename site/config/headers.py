"""Security headers on every response: a reader's browser talks to us and to nobody else.

Policies are written with Django 6's names (`SECURE_CSP`), so that this module can go when Django's own
middleware arrives. The admin gets its own, a little wider one: Wagtail starts some of its widgets from inline
scripts, and those, recognised one by one, receive a nonce; nothing else inline runs, in the admin either.
"""

import re
import secrets
from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse

SELF = "'self'"
NONE = "'none'"
Policy = Mapping[str, list[str]]

PUBLIC_POLICY: Policy = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}
# How the tool for focal points finds out whether a screen can be touched: it sets handlers that do nothing.
JCROP_PROBE = "'sha256-i+qr4lq34KgNHiW62lWi9aInEBwiEOrfCzaNPCvkqD8='"
ADMIN_POLICY: Policy = {
    **PUBLIC_POLICY,
    "script-src-attr": ["'unsafe-hashes'", JCROP_PROBE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"

ADMIN_PATHS = re.compile(r"^/(admin|documents)(/|$)")
# What Wagtail 7.4 and wagtail-localize 1.14 write inline, by the first words of each script. Page content
# cannot imitate them: it is escaped before it gets here. An upgrade that brings a new one shows in the
# browser test of the admin, which fails on any violation.
INLINE_STARTERS = re.compile(
    rb"<script(?P<kind> type=\"text/javascript\")?>(?P<start>\s*(?:"
    rb"init(?:Date|Time|DateTime)Chooser\(|createTaskChooser\(|new \w+Chooser\(\"|"
    rb"\(function\(\) \{\s*var panel = new (?:Inline|MultipleChooser)Panel\(|"
    rb"if \(typeof window\.chooserUrls === |"
    rb"document\.addEventListener\('DOMContentLoaded', function\(\) \{\s*var selectAll = ))"
)
# Ours, see office/wagtail_hooks.py: it hands its nonce to the style sheets the text editor makes in the page.
NONCE_BEARER = b"<script data-nonce "
NONCE_DIRECTIVES = {"script-src", "style-src"}


def header(policy: Policy, *, nonce: str = "") -> str:
    def directive(name: str, sources: list[str]) -> str:
        allowed = [*sources, f"'nonce-{nonce}'"] if nonce and name in NONCE_DIRECTIVES else sources
        return " ".join([name, *allowed])

    return "; ".join(directive(name, sources) for name, sources in policy.items())


def with_nonces(html: bytes, nonce: str) -> bytes:
    marked = b'<script nonce="%s"' % nonce.encode()
    html = html.replace(NONCE_BEARER, marked + b" ")
    return INLINE_STARTERS.sub(lambda found: b"%s>%s" % (marked, found["start"]), html)


class SecurityHeadersMiddleware:
    """Outermost, so that redirects, static files and errors carry the headers too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # A page previewed in the admin has been through here already, as if a reader had asked for it.
        if response.headers.get("Content-Security-Policy") in (None, header(settings.SECURE_CSP)):
            self._add_policy(request, response)
        return response

    def _add_policy(self, request: HttpRequest, response: HttpResponse) -> None:
        if not ADMIN_PATHS.match(request.path):
            response["Content-Security-Policy"] = header(settings.SECURE_CSP)
            return
        nonce = secrets.token_urlsafe(16)
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            response.content = with_nonces(response.content, nonce)
            if "Content-Length" in response.headers:
                response["Content-Length"] = str(len(response.content))
        response["Content-Security-Policy"] = header(ADMIN_POLICY, nonce=nonce)
