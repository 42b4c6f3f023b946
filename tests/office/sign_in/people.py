"""People on their way in, as tests of signing in need them."""

import time
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from office.models import User

PHRASE = "a long enough phrase"
DOOR = "/en/sign-in/"
KEYS = "/en/sign-in/keys/"


def with_app(user: User) -> str:
    """The secret that her telephone knows."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def with_codes(user: User) -> list[str]:
    return RecoveryCodes.activate(user).get_unused_codes()


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def type_password(client: Client, user: User, phrase: str = PHRASE, **more: Any) -> Any:
    return client.post(DOOR, {"login": user.username, "password": phrase, **more})


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200
