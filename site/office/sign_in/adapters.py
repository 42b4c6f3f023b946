"""What allauth asks of us: no letters of its own, no words of its own, no address of anybody."""

from base64 import b64decode, b64encode
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from office.models import User
from office.people import name_of
from office.sign_in import store
from office.sign_in.factors import host
from privacy import crypto, keys, limits

PLACE = b"second factor"
REFUSED = _("The name and the password do not belong together. Check both and try again")
TOO_MANY = _("Too many tries this hour. A passkey still works; or ask a manager for help")
NOT_THIS_CODE = _("This code is not right, or was used already. Wait for the next one")
NOT_POSSIBLE = _("That is not possible here")
WORDS = {
    "username_password_mismatch": REFUSED,
    "incorrect_code": NOT_THIS_CODE,
    "too_many_login_attempts": TOO_MANY,
    "rate_limited": TOO_MANY,
    "cannot_generate_recovery_codes": _("First add a passkey or an app that gives codes"),
}


class OurWords:
    """Whatever can go wrong has a sentence in four languages; what can not has one all the same."""

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        return ValidationError(WORDS.get(code, NOT_POSSIBLE), code=code)


class AccountAdapter(OurWords, DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    def get_client_ip(self, request: HttpRequest) -> str:
        """The hash of the network, under a key of the day. Nothing here asks for it; what an upgrade brings
        might."""
        return limits.network_digest(request, at=timezone.now()).hex()

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        account = str(credentials.get("username", "")).lower()
        if not limits.may_try("password", request=request, account=account, at=timezone.now()):
            raise self.validation_error("too_many_login_attempts")

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        if isinstance(user, User):
            store.begin(request, user, at=timezone.now())

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The pages themselves say what has happened."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Letters about sign-ins are ours (`factors.changed`)."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """As above."""


class MFAAdapter(OurWords, DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        """Under a key of the vault: who has the main database alone can not make codes."""
        return b64encode(crypto.lock(keys.secret("second factors"), text.encode(), place=PLACE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        locked = b64decode(encrypted_text)
        return crypto.unlock(keys.secret("second factors"), locked, place=PLACE).decode()

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def get_totp_issuer(self) -> str:
        """Read on a telephone by whoever holds it: the address says enough."""
        return host()

    def build_totp_svg(self, url: str) -> str:
        """The page draws it itself (`qr`)."""
        return ""

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:  # noqa: A002 - allauth's
        return gettext("Passkey of %(day)s") % {"day": f"{timezone.localdate():%d.%m.%Y}"}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": host(), "name": host()}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        told = super().get_public_key_credential_user_entity(user)
        shown = name_of(user) if isinstance(user, User) else ""
        return {**told, "name": user.get_username(), "display_name": shown}
