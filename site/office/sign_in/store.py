"""Where a session of staff remembers when it began: in Django's session, beside who has signed in."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from office.models import User
from office.sign_in.sessions import Session

KEY = "office"


def read(request: HttpRequest) -> Session | None:
    kept = request.session.get(KEY)
    return _unpacked(kept) if isinstance(kept, dict) else None


def write(request: HttpRequest, session: Session) -> None:
    request.session[KEY] = _packed(session)


def begin(request: HttpRequest, user: User, *, at: datetime, of_demo: bool = False) -> None:
    """A person has signed in: with her second factor, if allauth has seen one on the way."""
    ways = {record.get("method") for record in get_authentication_records(request, user)}
    write(
        request,
        Session(began=at, active=at, confirmed=at, with_factor="mfa" in ways or of_demo, of_demo=of_demo),
    )


def enrolled(request: HttpRequest, *, at: datetime) -> None:
    """She has just shown a new factor, which is as good as signing in with it."""
    if session := read(request):
        write(request, replace(session.confirm(at=at), with_factor=True))


def confirm(request: HttpRequest, *, at: datetime) -> None:
    if session := read(request):
        write(request, session.confirm(at=at))


def see(request: HttpRequest, *, at: datetime) -> None:
    session = read(request)
    if session and session.is_due(at=at):
        write(request, session.seen(at=at))


def _packed(session: Session) -> dict[str, Any]:
    moments = {name: getattr(session, name).timestamp() for name in ("began", "active", "confirmed")}
    return {**moments, "with_factor": session.with_factor, "of_demo": session.of_demo}


def _unpacked(kept: dict[str, Any]) -> Session:
    moments = {name: datetime.fromtimestamp(kept[name], tz=UTC) for name in ("began", "active", "confirmed")}
    return Session(**moments, with_factor=kept["with_factor"], of_demo=kept["of_demo"])
