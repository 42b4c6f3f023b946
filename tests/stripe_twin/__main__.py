"""`python -m tests.stripe_twin --help`"""

import argparse
import os
import signal
import sys
import threading
from pathlib import Path

import stripe

from tests.stripe_twin import hooks
from tests.stripe_twin.server import Server, deliver_for_ever
from tests.stripe_twin.twin import Twin

REFUSAL = "The twin of Stripe takes money nobody has: it does not run beside a site in production."


def main() -> int:
    told = _read_words()
    if os.environ.get("DJANGO_SETTINGS_MODULE") == "config.settings.production" or "_live_" in told.key:
        sys.stderr.write(f"{REFUSAL}\n")
        return 1
    twin = Twin(address=f"http://127.0.0.1:{told.port}", key=told.key, file=told.file)
    with twin.transaction():
        _name_endpoint(twin, told.hook, told.secret)
    server = Server(told.port, twin)
    stopped = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: threading.Thread(target=server.shutdown).start())
    if not told.by_hand:
        threading.Thread(target=deliver_for_ever, args=(twin, stopped), daemon=True).start()
    if told.file:
        told.file.with_name("address").write_text(f"{twin.address}\n")
    sys.stdout.write(f"Stripe's twin listens at {twin.address}\n")
    sys.stdout.flush()
    server.serve_forever(poll_interval=0.1)
    stopped.set()
    return 0


def _read_words() -> argparse.Namespace:
    words = argparse.ArgumentParser(
        prog="python -m tests.stripe_twin", description="A twin of Stripe, on this machine alone."
    )
    words.add_argument("--port", type=int, required=True)
    words.add_argument("--key", default="sk_test_twin", help="the secret key that the site uses")
    words.add_argument("--hook", default="", help="where events are sent")
    words.add_argument("--secret", default="whsec_twin", help="what they are signed with")
    words.add_argument("--file", type=Path, help="where everything is remembered; without it, in memory")
    words.add_argument(
        "--by-hand", action="store_true", help="send events on command only: POST /twin/deliver"
    )
    return words.parse_args()


def _name_endpoint(twin: Twin, url: str, secret: str) -> None:
    """One endpoint for the site, whatever address and secret it had before."""
    if not url:
        return
    for endpoint in twin.every("webhook_endpoint", description="the site"):
        twin.save(endpoint, url=url, _secret=secret)
        return

    sent = {"url": url, "enabled_events": ["*"], "api_version": stripe.api_version, "description": "the site"}
    hooks.create_endpoint(twin, sent, secret=secret)


if __name__ == "__main__":
    sys.exit(main())
