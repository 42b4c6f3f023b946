"""The question that a donor is asked when many payment pages are opened: a small sum in words. It needs no
script and no picture; a program that only repeats a form does not answer it."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from privacy import limits

SALT = "sum of a gift"
LIFE = timedelta(minutes=20)
SMALLEST, HOW_MANY = 2, 8
"""From two to nine."""


@dataclass(frozen=True, kw_only=True)
class Question:
    text: str
    token: str
    """Goes with the form. The numbers are made from it, and stand nowhere."""


def asked() -> Question:
    token = signing.TimestampSigner(salt=SALT).sign(secrets.token_urlsafe(9))
    first, second = _numbers(token)
    words = _words()
    said = _("How much is %(first)s plus %(second)s? Write it in figures.")
    return Question(text=said % {"first": words[first], "second": words[second]}, token=token)


def is_right(answer: str, *, token: str, at: datetime) -> bool:
    """Each question is good for one answer."""
    try:
        signing.TimestampSigner(salt=SALT).unsign(token, max_age=LIFE)
    except signing.BadSignature:
        return False
    first_time = limits.is_first_use(f"{SALT} {token}", at=at, life=LIFE)
    return first_time and answer.strip() == str(sum(_numbers(token)))


def _numbers(token: str) -> tuple[int, int]:
    drawn = salted_hmac(SALT, token, secret=settings.SECRET_KEY, algorithm=sha256().name).digest()
    return (SMALLEST + drawn[0] % HOW_MANY, SMALLEST + drawn[1] % HOW_MANY)


def _words() -> dict[int, str]:
    named = (_("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"), _("nine"))
    return dict(enumerate(named, start=SMALLEST))
