"""Staff who have signed in: with a second factor a moment ago, unless a test says otherwise."""

from datetime import datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from office.sign_in import store
from office.sign_in.sessions import Session


def remember(client: Client, *, began: datetime | None = None, **more: Any) -> None:
    """What the session knows of itself, as if she had come in at that moment."""
    at = began or timezone.now()
    kept = {"began": at, "active": at, "confirmed": at, "with_factor": True, **more}
    session = client.session
    session[store.KEY] = store._packed(Session(**kept))
    session.save()


class StaffClient(Client):
    """Comes in by the door: Django's own client climbs through a window that the gate keeps shut."""

    def force_login(self, user: Any, backend: str | None = None) -> None:
        super().force_login(user, backend)
        remember(self)
