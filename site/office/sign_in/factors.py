"""Second factors: who has which, and what is noted when one comes or goes.

allauth keeps them (`mfa.Authenticator`); their secrets lie there under a key of the vault (`adapters`).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from fido2.utils import websafe_decode
from fido2.webauthn import CollectedClientData

from letters import sending
from office import journal
from office.models import User

Type = Authenticator.Type
ENOUGH = (Type.WEBAUTHN, Type.TOTP)
"""Each alone is a second factor. Codes on paper only stand in for one."""

PASSKEY_ADDED = journal.deed("passkey_added", _("added a passkey"))
PASSKEY_REMOVED = journal.deed("passkey_removed", _("removed a passkey"))
APP_ADDED = journal.deed("code_app_added", _("added an app that gives codes"))
APP_REMOVED = journal.deed("code_app_removed", _("removed the app that gives codes"))
CODES_MADE = journal.deed("recovery_codes_made", _("made new recovery codes"))
CODE_USED = journal.deed("recovery_code_used", _("used a recovery code"))
PASSWORD_CHANGED = journal.deed("password_changed", _("changed the password"))
TOLD = {
    PASSKEY_ADDED.name: _("A passkey was added."),
    PASSKEY_REMOVED.name: _("A passkey was removed."),
    APP_ADDED.name: _("An app that gives codes was added."),
    APP_REMOVED.name: _("The app that gives codes was removed."),
    CODES_MADE.name: _("New recovery codes were made; the former ones are not good any more."),
    CODE_USED.name: _("A recovery code was used."),
    PASSWORD_CHANGED.name: _("The password was changed."),
}
"""The same, to the person herself."""


class LastFactor(Exception):
    """Another one first: without any she could not come in."""


def host() -> str:
    """Passkeys belong to the name a browser knows us by."""
    return urlsplit(settings.BASE_URL).hostname or ""


def was_asked_here(credential: Mapping[str, Any]) -> bool:
    """Whether a page of this very host has asked for it: the library is content with a subdomain's."""
    told = CollectedClientData(websafe_decode(credential["response"]["clientDataJSON"]))
    return urlsplit(told.origin).hostname == host()


def has_one(user: User) -> bool:
    return _enough(user).exists()


def is_last(authenticator: Authenticator) -> bool:
    others = _enough(authenticator.user).exclude(pk=authenticator.pk)
    return authenticator.type in ENOUGH and not others.exists()


def remove(authenticator: Authenticator, *, at: datetime) -> None:
    """Two of hers that go at the same moment do not both go."""
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=authenticator.user.pk)
        if is_last(authenticator):
            raise LastFactor
        authenticator.delete()
        deed = PASSKEY_REMOVED if authenticator.type == Type.WEBAUTHN else APP_REMOVED
        changed(deed, person=person, at=at)


def changed(deed: journal.Deed, *, person: User, at: datetime) -> None:
    """The journal has it, and the person gets a letter: if it was not she, she should know."""
    entry = journal.note(deed, who=person, record=person, at=at)
    sending.enqueue("sign_in_changed", subject=UUID(int=entry.pk), cause=f"changed {entry.pk}", at=at)


def forget_all(person: User) -> None:
    Authenticator.objects.filter(user=person).delete()


def _enough(user: User) -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(user=user, type__in=ENOUGH)
