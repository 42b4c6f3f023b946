"""The web process: `gunicorn` in the project's root needs no other options."""

import multiprocessing
import os
import re
from typing import Any

from gunicorn.glogging import Logger

TOKEN = re.compile(r"(?<=^/[a-z]{2}/l/).*")

wsgi_app = "config.wsgi:application"
pythonpath = "site"
bind = [address.strip() for address in os.environ.get("BIND", "127.0.0.1:8000").split(",")]
workers = int(os.environ.get("WEB_CONCURRENCY", multiprocessing.cpu_count()))
threads = 4
worker_class = "gthread"
# Django is loaded once and shared; connections to the database are opened by each worker for itself.
preload_app = True
# Without it the kernel now and then hands every connection to one worker.
reuse_port = True
# The control socket is a file outside the project that nobody here uses.
control_socket_disable = True
# Readers paste whole paragraphs into the search box; 8190 is the longest request line gunicorn can be told.
limit_request_line = 8190
# Its warnings about malformed requests name addresses.
loglevel = "error"
timeout = 30
graceful_timeout = 10
# No worker is restarted after so many requests: connections waiting for one that leaves are reset, readers
# see an error.
max_requests = 0
# No address, agent, referrer or query string: who reads what is nobody's business.
accesslog = "-"
access_log_format = "%(m)s %(U)s %(s)s %(M)sms"


def without_tokens(atoms: dict[str, Any]) -> dict[str, Any]:
    """Links in letters open personal pages: their tokens stay out of the log."""
    return {**atoms, "U": TOKEN.sub("…", atoms["U"])}


class Discreet(Logger):  # type: ignore[misc]
    def atoms(self, *arguments: Any) -> Any:
        return without_tokens(super().atoms(*arguments))


logger_class = Discreet
