"""The twin's door: HTTP on this machine alone, one thread for each connection."""

import json
import sys
import threading
import time
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlsplit

from tests.stripe_twin import api, control, hooks, hosted, moods
from tests.stripe_twin.refusals import Refused
from tests.stripe_twin.twin import Twin

LOOK_EVERY = 0.2
HANGS_FOR = 30.0
LONGEST_BODY = 1_000_000
PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action *; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, twin: Twin) -> None:
        super().__init__(("127.0.0.1", port), Door)
        self.twin = twin

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asked may have gone away by now: that is no fault of ours."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body leave together: apart, the second waits for the first to be acknowledged
    server: Server

    def do_GET(self) -> None:
        self._answer("")

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > LONGEST_BODY:
            self._send(413, "{}", {"Connection": "close"})
            return
        self._answer(self.rfile.read(length).decode(errors="replace"))

    def do_DELETE(self) -> None:
        self.do_POST()

    def log_message(self, format: str, *words: Any) -> None:  # noqa: A002 - the name is the library's
        """Nothing: what was asked stands in the events."""

    def _answer(self, body: str) -> None:
        """A fault of the twin's own is told as such, and its work undone."""
        try:
            self._answer_to(urlsplit(self.path), body)
        except Exception:  # noqa: BLE001 - whatever it is
            traceback.print_exc()
            self._send(
                500, json.dumps({"error": {"type": "api_error", "message": "The twin itself has failed."}})
            )

    def _answer_to(self, address: SplitResult, body: str) -> None:
        if address.path.startswith("/v1/"):
            self._answer_api(address.path, body or address.query)
        elif address.path == "/twin/page.css":
            css = (hosted.PAGES / "page.css").read_text()
            self._send(200, css, {"Content-Type": "text/css; charset=utf-8"})
        elif address.path.startswith("/twin/"):
            self._obey(address.path.removeprefix("/twin/"), body)
        else:
            self._show(address.path, body)

    # --- Stripe's API -----------------------------------------------------------------------------
    def _answer_api(self, path: str, form: str) -> None:
        twin = self.server.twin
        request = api.Request(
            method=self.command,
            path=path,
            form=form,
            key=self.headers.get("Idempotency-Key"),
            bearer=(self.headers.get("Authorization") or "").removeprefix("Bearer "),
            version=self.headers.get("Stripe-Version") or "",
        )
        with twin.transaction():
            found = moods.take(twin, moods.OF_ANSWERS, path, method=self.command)
        mood = found[0] if found else None
        if mood and mood.what in api.BEFORE_WORK:
            self._tell(api.refused_before_work(mood.what))
            return
        told = api.answer(twin, request)
        if mood and mood.what == "error":
            told = api.fail_after_work(twin, request, told)
        if mood and mood.what == "hang":
            time.sleep(HANGS_FOR if mood.seconds is None else mood.seconds)
        if mood and mood.what in ("hang", "lose"):
            self.close_connection = True
            return
        self._tell(told)

    def _tell(self, told: api.Answer) -> None:
        headers = {"Request-Id": told.request_id, "Stripe-Version": api.routes.VERSION}
        if told.replayed:
            headers["Idempotent-Replayed"] = "true"
        self._send(told.status, told.body, headers)

    # --- Pages and commands -----------------------------------------------------------------------
    def _show(self, path: str, body: str) -> None:
        visit = hosted.Visit(
            path=path,
            typed=dict(parse_qsl(body, keep_blank_values=True)),
            accepted=self.headers.get("Accept-Language") or "",
            posted=self.command == "POST",
        )
        shown = hosted.show(self.server.twin, visit)
        headers = PAGE_HEADERS | {"Content-Type": "text/html; charset=utf-8"}
        if shown.to:
            self._send(303, "", headers | {"Location": shown.to})
        else:
            self._send(shown.status, shown.body, headers)

    def _obey(self, command: str, body: str) -> None:
        try:
            told = json.loads(body or "{}")
            self._send(200, json.dumps(control.obey(self.server.twin, command, told), ensure_ascii=False))
        except Refused as refused:
            self._send(refused.status, json.dumps(refused.body, ensure_ascii=False))
        except ValueError as error:
            self._send(400, json.dumps({"error": {"message": str(error)}}))

    def _send(self, status: int, body: str, headers: dict[str, str] | None = None) -> None:
        content = body.encode()
        self.send_response(status)
        usual = {"Content-Type": "application/json", "Content-Length": str(len(content))}
        for name, value in (usual | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


def deliver_for_ever(twin: Twin, stopped: threading.Event) -> None:
    """What is due goes out by itself, unless whoever runs the twin wants to say when."""
    while not stopped.wait(LOOK_EVERY):
        hooks.deliver_due(twin)
