"""Reads what the environment says, once, and refuses what makes no sense with a sentence naming the variable.

Every variable is explained in `.env.example`. Nothing else in the project reads `os.environ`.
"""

import os
import re
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from pyrage import RecipientError
from pyrage.x25519 import Recipient

from config.languages import LANGUAGES

T = TypeVar("T")

STRIPE_KEY = re.compile(r"(sk|rk)_(test|live)_[A-Za-z0-9_]{8,}", re.ASCII)
WEBHOOK_SECRET = re.compile(r"whsec_[A-Za-z0-9+/=_-]{8,}", re.ASCII)
LOOPBACK = re.compile(r"http://(127\.0\.0\.1|localhost|\[::1\]):\d+", re.ASCII)
DESCRIPTOR = re.compile(r"[A-Za-z0-9 .-]{2,22}", re.ASCII)
MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
KEY = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
ADDRESS = re.compile(r"https?://[a-z0-9.-]+(:\d+)?/?", re.ASCII | re.IGNORECASE)


def text(name: str, default: str | None = None) -> str:
    """The variable's value; without a default the variable is obligatory."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set. See .env.example for what it means.")
    return value


def _read(name: str, default: str | None, convert: Callable[[str], T], expected: str) -> T:
    """The value itself stays out of the message: it may hold a password, and messages end up in logs."""
    value = text(name, default)
    try:
        return convert(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be {expected}.") from None


def base_url(name: str, default: str | None = None) -> str:
    """The site's own address, scheme and host only, without a slash at the end."""

    def convert(value: str) -> str:
        if not ADDRESS.fullmatch(value) or urlsplit(value).port == 0:
            raise ValueError
        return value.rstrip("/").lower()

    return _read(name, default, convert, "an address like https://example.org, without a path")


def secret(name: str, default: str | None = None) -> str:
    """A key nobody can guess: at least 50 characters, as Django asks of SECRET_KEY."""

    def convert(value: str) -> str:
        if len(value) < 50 or len(set(value)) < 5:
            raise ValueError
        return value

    return _read(name, default, convert, "at least 50 random characters")


def number(name: str, default: str) -> int:
    """A whole number, zero or more."""

    def convert(value: str) -> int:
        if not (value.isascii() and value.isdecimal()):
            raise ValueError
        return int(value)

    return _read(name, default, convert, "a whole number")


def master_key(name: str, default: str | None = None) -> str:
    """32 random bytes as `secrets.token_urlsafe(32)` writes them; a `=` at the end does not matter."""
    expected = "32 random bytes in URL-safe base64: 43 letters, digits, - and _"

    def convert(value: str) -> str:
        bare = value.rstrip("=")
        if not KEY.fullmatch(bare) or len(set(bare)) < 10:
            raise ValueError
        return f"{bare}="

    return _read(name, default, convert, expected)


def recipients(name: str, default: str | None = None) -> list[str]:
    """Public keys that backups are locked to, as `age-keygen` prints them, with commas between them."""

    def convert(value: str) -> list[str]:
        keys = [each.strip() for each in value.split(",") if each.strip()]
        try:
            return [str(Recipient.from_str(each)) for each in keys]
        except RecipientError:
            raise ValueError from None

    return _read(name, default, convert, "public keys like age1…, with commas between them")


def smtp(name: str, default: str | None = None) -> dict[str, Any]:
    """A mail server as Django's settings: smtps:// is encrypted from the start, smtp:// by STARTTLS,
    except on this machine, where nobody listens in."""
    return _read(name, default, _smtp, "an address like smtp://user:password@mail.example.org:587")


def _smtp(value: str) -> dict[str, Any]:
    parts = urlsplit(value)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path.strip("/"):
        raise ValueError
    encrypted = parts.scheme == "smtps"
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if encrypted else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": encrypted,
        "EMAIL_USE_TLS": not encrypted and parts.hostname not in ("localhost", "127.0.0.1", "::1"),
    }


def mailbox(name: str, default: str | None = None) -> str:
    """An address letters come from."""

    def convert(value: str) -> str:
        if not MAILBOX.fullmatch(value):
            raise ValueError
        return value

    return _read(name, default, convert, "an address like letters@example.org")


def mailboxes(name: str, default: str | None = None) -> list[str]:
    """Addresses letters go to, with commas between them; none are none."""

    def convert(value: str) -> list[str]:
        found = [each.strip() for each in value.split(",") if each.strip()]
        if not all(MAILBOX.fullmatch(each) for each in found):
            raise ValueError
        return found

    return _read(name, default, convert, "addresses like operator@example.org, with commas between them")


def _matching(name: str, default: str | None, pattern: re.Pattern[str], expected: str) -> str:
    """Of something that may be left out: `none` is nothing."""

    def convert(value: str) -> str:
        if value == "none":
            return ""
        if not pattern.fullmatch(value):
            raise ValueError
        return value

    return _read(name, default, convert, expected)


def stripe_key(name: str, default: str | None = None) -> str:
    """A secret or restricted key of an account at Stripe."""
    return _matching(name, default, STRIPE_KEY, "a key like sk_live_… or rk_live_…")


def webhook_secrets(name: str, default: str | None = None) -> list[str]:
    """What Stripe signs its messages with: one, or two while it is changed."""

    def convert(value: str) -> list[str]:
        found = [each.strip() for each in value.split(",") if each.strip()]
        if len(found) > 2 or not all(WEBHOOK_SECRET.fullmatch(each) for each in found):
            raise ValueError
        return found

    return _read(name, default, convert, "one secret like whsec_…, or two with a comma between them")


def loopback(name: str, default: str | None = None) -> str:
    return _matching(name, default, LOOPBACK, "an address of this machine like http://127.0.0.1:12111")


def descriptor(name: str, default: str | None = None) -> str:
    """What stands on a bank statement."""
    return _matching(name, default, DESCRIPTOR, "2 to 22 Latin letters, digits, spaces, points and hyphens")


def yes(name: str, default: str) -> bool:
    def convert(value: str) -> bool:
        if value not in ("yes", "no"):
            raise ValueError
        return value == "yes"

    return _read(name, default, convert, "yes or no")


def language(name: str, default: str | None = None) -> str:
    """One of the site's."""
    codes = [code for code, _name in LANGUAGES]

    def convert(value: str) -> str:
        if value not in codes:
            raise ValueError
        return value

    return _read(name, default, convert, f"one of {', '.join(codes)}")


def database(name: str, default: str | None = None) -> dict[str, Any]:
    """A PostgreSQL URL as Django's database settings; `?host=/folder` names a socket's folder."""
    return _read(name, default, _database, "an address like postgresql://user:password@host:5432/name")


def _database(value: str) -> dict[str, Any]:
    parts = urlsplit(value)
    options = dict(pair.split("=", 1) for pair in parts.query.split("&") if pair)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ValueError
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.pop("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": {key: unquote(option) for key, option in options.items()},
    }
