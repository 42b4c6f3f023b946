"""What a real server is not started with. Each refusal is a sentence that names the variable."""

from collections.abc import Iterator
from typing import Any

DEVELOPMENT_SECRET_KEY = "development only " + "0123456789abcdef" * 3
# For demo content on this machine, and for tests: whoever reads this file can read those, and nothing else.
DEMO_MASTER_KEY = "ZGVtbyBjb250ZW50IG9uIHRoaXMgbWFjaGluZSBvbmw="
TESTS_MASTER_KEY = "dGVzdHMgb25seSwgZm9yZ290dGVuIHdpdGggdGhlbSE="
PUBLISHED = {DEMO_MASTER_KEY, TESTS_MASTER_KEY}


def refusals(settings: Any) -> Iterator[str]:
    """Asked whenever a process starts, of the settings as they are in the end, whoever has changed them."""
    if not settings.PRODUCTION:
        return
    if settings.DEBUG:
        yield "DEBUG is on: it shows our code and settings to strangers. Switch it off."
    if settings.DEMO:
        yield "DEMO is on: everybody knows how to sign in to a demo. Switch it off."
    if settings.SECRET_KEY == DEVELOPMENT_SECRET_KEY:
        yield "SECRET_KEY is the one of development, which everybody can read. Make one as .env.example says."
    if not settings.MASTER_KEYS:
        yield "MASTER_KEY is not set. See .env.example for what it means."
    if PUBLISHED & set(settings.MASTER_KEYS):
        yield "MASTER_KEY is the one of the demo, which everybody can read. Make one as .env.example says."
    if settings.STRIPE_API_BASE:
        yield "STRIPE_API_BASE is set: gifts would go to a stand-in for Stripe. Take it away."
    if not settings.HTTPS:
        yield "BASE_URL must begin with https://: by http everybody on the way reads along."
