"""Processes that act at the same moment, each with connections of its own, born in a hundredth of a second.

python -m tests.races.nursery SOCKET DEEDS loads the site once and forks a process for whoever connects. It
reads one line, a list of deeds as JSON, does them one after the other, as the module of that name says, and
answers with what became of each; so it goes on until it is left, or killed.
"""

import importlib
import json
import os
import signal
import socketserver
import sys
from typing import Any


class Actor(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.answer(os.getpid())
        deeds = importlib.import_module(sys.argv[2])
        for line in self.rfile:
            self.answer(deeds.do_all(json.loads(line)))

    def answer(self, words: Any) -> None:
        self.wfile.write(json.dumps(words).encode() + b"\n")


class Nursery(socketserver.ForkingMixIn, socketserver.UnixStreamServer):
    max_children = 300
    request_queue_size = 300


if __name__ == "__main__":
    import django

    django.setup()
    named = importlib.import_module(sys.argv[2])
    if "careless" in sys.argv:
        named.careless()
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    with Nursery(sys.argv[1], Actor) as nursery:
        nursery.serve_forever(poll_interval=0.05)
